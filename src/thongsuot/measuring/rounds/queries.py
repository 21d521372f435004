"""The only ways to fetch rounds, the units in them and what hangs on them."""

from __future__ import annotations

from django.db.models import Count, F, Q, QuerySet

from thongsuot.kernel.text import nfc
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round, ScoreEvidence
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.platform.files.models import StoredFile
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.queries import own_unit_paths
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.documents.models import Document
from thongsuot.registry.documents.queries import NEWEST_FIRST
from thongsuot.registry.documents.queries import visible_to as documents_visible_to
from thongsuot.registry.units.models import Unit, UnitKind


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
def with_progress(actor: Actor, rows: QuerySet[Round]) -> QuerySet[Round]:
    """Each round with how many units it has, how many signed and how many are settled."""
    signed = Count("participants", filter=Q(participants__signed_at__isnull=False))
    settled = Count("participants", filter=Q(participants__status=ParticipantStatus.SETTLED))
    counted = rows.annotate(unit_count=Count("participants"), signed_count=signed, settled_count=settled)
    return counted.order_by("-year", "population", "key")


@access(Participant)
def own_units(actor: Actor, rounds: list[Round]) -> list[Participant]:
    """The sheets of the rounds that the actor works on."""
    if not isinstance(actor, Account):
        return []
    paths = Q(pk__in=[])
    for path in own_unit_paths(actor):
        paths |= Q(unit__path=path)
    return list(participants_visible_to(actor).filter(paths, round__in=rounds))


@access(Unit)
def homes_to_run(actor: Actor) -> list[Unit]:
    """The units for which the actor may open rounds, as granted."""
    if not isinstance(actor, Account):
        return []
    granted = {grant.unit.pk: grant.unit for grant in actor.current_grants if grant.unit}
    if any(grant.unit is None for grant in actor.current_grants):  # a ministry's right over the whole country
        granted |= {unit.pk: unit for unit in Unit.objects.filter(kind=UnitKind.NATION)}
    return [unit for unit in granted.values() if actor.can(Measuring.ROUND_MANAGE, unit.path)]


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
    own = [one.code for one in set_of(round_.release).leaves() if one.is_self_scored]
    answered = Q(scores__self_score__isnull=False) | Q(scores__is_applicable=False, scores__code__in=own)
    rows = participants_visible_to(actor).filter(round=round_).annotate(answered=Count("scores", filter=answered))
    return rows.order_by("unit__sort_key", "pk")


@access(Participant)
def participant_for(actor: Actor, round_key: str, unit_key: str) -> Participant:
    return one_of(participants_visible_to(actor), round__key=round_key, unit__key=unit_key)


@access(NodeScore)
def scores_of(actor: Actor, places: list[Participant], code: str) -> dict[int, NodeScore]:
    """Participant → what stands for one criterion, of the sheets given that the actor may see."""
    visible = participants_visible_to(actor).filter(pk__in=[one.pk for one in places]).values("pk")
    return {one.participant_id: one for one in NodeScore.objects.filter(participant__in=visible, code=code)}


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


_OFFERED = 8


@access(Document)
def documents_for(actor: Actor, participant: Participant, words: str) -> list[Document]:
    """Papers to pick as proof: those whose title or number holds every word; without words the unit's newest."""
    rows = documents_visible_to(actor).select_related("unit").defer("text").order_by(*NEWEST_FIRST)
    if not words.strip():
        mine = Q(added_by=actor.id) if actor.id else Q(pk__in=[])
        return list(rows.filter(mine | Q(unit=participant.unit_id))[:_OFFERED])
    for word in nfc(words).split()[:8]:
        rows = rows.filter(Q(title__icontains=word) | Q(number__icontains=word))
    return list(rows[:_OFFERED])
