"""The only ways to the detector: its rounds for who may read anomalies there, and what was answered."""

from __future__ import annotations

from django.db.models import QuerySet

from thongsuot.measuring.detector.gathering import Looked, look
from thongsuot.measuring.detector.models import DetectorAnswer
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.choices import RoundStatus
from thongsuot.measuring.rounds.models import Round
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.scope import within_branches


@access(Round)
def rounds_to_question(actor: Actor) -> QuerySet[Round]:
    """Rounds that have begun, of the homes where one may read anomalies; newest first."""
    reach = within_branches(actor, Measuring.DETECT, "home__path")
    return Round.objects.filter(reach).exclude(status=RoundStatus.DRAFT).select_related("home", "release")


@access(Round)
def round_to_question(actor: Actor, key: str) -> Round:
    return one_of(rounds_to_question(actor), key=key)


@access(Round)
def looked_into(actor: Actor, opened: Round) -> Looked:
    return look(round_to_question(actor, opened.key))


@access(DetectorAnswer)
def answers_of(actor: Actor, opened: Round) -> dict[str, DetectorAnswer]:
    """Question key → what was found."""
    rows = DetectorAnswer.objects.filter(round__in=rounds_to_question(actor).values("pk"), round=opened)
    return {one.key: one for one in rows.select_related("answered_by")}
