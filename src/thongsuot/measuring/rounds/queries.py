"""The only ways to fetch rounds, the units in them and what hangs on them."""

from __future__ import annotations

from django.db.models import Count, F, Q, QuerySet

from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.choices import RoundStatus
from thongsuot.measuring.rounds.models import Participant, Round, ScoreEvidence
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.platform.files.models import StoredFile
from thongsuot.registry.accounts.scope import within_branches


def _own(actor: Actor, prefix: str) -> Q:
    """Participants of the actor's own branch, once the round has begun."""
    mine = within_branches(actor, Measuring.SCORE_ENTER, f"{prefix}unit__path")
    return mine & ~Q(**{f"{prefix}round__status": RoundStatus.DRAFT})


@access(Round)
def rounds_visible_to(actor: Actor) -> QuerySet[Round]:
    """Rounds run within one's branches, and those one's own unit takes part in."""
    run = within_branches(actor, Measuring.ROUND_READ, "home__path")
    mine = Participant.objects.filter(_own(actor, "")).values("round")
    return Round.objects.filter(run | Q(pk__in=mine)).select_related("home", "release")


@access(Round)
def round_for(actor: Actor, key: str) -> Round:
    return one_of(rounds_visible_to(actor), key=key)


@access(Participant)
def participants_visible_to(actor: Actor) -> QuerySet[Participant]:
    """All units of the rounds one may read; else one's own unit alone."""
    run = within_branches(actor, Measuring.ROUND_READ, "round__home__path")
    rows = Participant.objects.filter(run | _own(actor, ""))
    return rows.select_related("round__home", "round__release", "unit", "signed_by", "appraiser")


@access(Participant)
def participants(actor: Actor, round_: Round) -> QuerySet[Participant]:
    """Units of the round this person may see, in the order of their names, with how many leaves each answered."""
    answered = Q(scores__self_score__isnull=False) | Q(scores__is_applicable=False)
    rows = participants_visible_to(actor).filter(round=round_).annotate(answered=Count("scores", filter=answered))
    return rows.order_by("unit__sort_key", "pk")


@access(Participant)
def participant_for(actor: Actor, round_key: str, unit_key: str) -> Participant:
    return one_of(participants_visible_to(actor), round__key=round_key, unit__key=unit_key)


@access(ScoreEvidence)
def evidence_for(actor: Actor, pk: int) -> ScoreEvidence:
    """A proof of a sheet one may see; the document or figure behind it keeps its own rights."""
    visible = participants_visible_to(actor).values("pk")
    rows = ScoreEvidence.objects.filter(score__participant__in=visible)
    return one_of(rows.select_related("score__participant__unit", "score__participant__round"), pk=pk)


@access(ScoreEvidence)
def evidence_file(actor: Actor, pk: int) -> StoredFile:
    found = evidence_for(actor, pk)
    return one_of(StoredFile.objects.all(), digest=found.file_digest, name=found.file_name)


@access(Participant)
def funnel(actor: Actor, round_: Round) -> dict[str, int]:
    """How many of the visible units stand in each state."""
    rows = participants_visible_to(actor).filter(round=round_).order_by().values_list("status")
    return dict(rows.annotate(Count("pk")))


@access(Participant)
def behind(actor: Actor, round_: Round) -> QuerySet[Participant]:
    """Units that have not signed, emptiest sheets first."""
    rows = participants(actor, round_).filter(signed_at__isnull=True)
    return rows.order_by(F("answered").asc(), "unit__sort_key")
