"""The only ways to published results and to what is on its way there. The embargo stands here, nowhere else (G08)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.publishing.building import build
from thongsuot.measuring.publishing.content import Result, written_form
from thongsuot.measuring.publishing.dossier import Dossier, gathered
from thongsuot.measuring.publishing.gathering import rows_of
from thongsuot.measuring.publishing.models import Appeal, Publication, Tally
from thongsuot.measuring.rounds.choices import ParticipantStatus
from thongsuot.measuring.rounds.models import Participant, Round
from thongsuot.measuring.rounds.queries import participant_for, participants_visible_to
from thongsuot.measuring.rounds.sheet import sheet_of
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.documents.queries import visible_to as documents

_STAFF = (Measuring.RESULT_PUBLISH, Measuring.RESULT_APPROVE)


@access(Publication)
def published(actor: Actor, at: datetime | None = None) -> QuerySet[Publication]:
    """Every version whose hour has come; before it only for who publishes or approves there. Without the content."""
    out = Q(public_from__lte=at or timezone.now())
    for permission in _STAFF:
        out |= within_branches(actor, permission, "round__home__path")
    return Publication.objects.filter(out).select_related("round__home", "published_by", "capsule").defer("content")


@access(Publication)
def publication_for(actor: Actor, round_key: str, number: int | None = None) -> Publication:
    """The version asked for, or the latest one may see; ``Hidden`` (404) alike when absent and when embargoed."""
    rows = published(actor).filter(round__key=round_key).order_by("-number")
    return one_of(rows, number=number) if number is not None else one_of(rows)


@access(Publication)
def latest(actor: Actor, at: datetime | None = None) -> QuerySet[Publication]:
    """Of each round the latest version one may see, newest year first, with how many versions stand before it."""
    seen = published(actor, at)
    newest = seen.filter(round=OuterRef("round")).order_by("-number").values("number")[:1]
    return seen.filter(number=Subquery(newest)).order_by("-round__year", "round__population", "round__key")


@access(Publication)
def with_units(actor: Actor, rows: QuerySet[Publication]) -> QuerySet[Publication]:
    """The rows with how many units each result has."""
    return rows.annotate(unit_count=Count("round__participants"))


@access(Publication)
def takes_appeals(actor: Actor, publication: Publication) -> bool:
    """Whether objections are still taken: public, the newest version, within its window."""
    until = publication.appeal_until
    newer = Publication.objects.filter(round=publication.round_id, number__gt=publication.number)
    in_time = until is not None and timezone.localdate() <= until
    return in_time and is_public(actor, publication) and not newer.exists()


@access(Publication)
def versions_of(actor: Actor, publication: Publication) -> list[Publication]:
    """All versions of the round one may see, newest first."""
    return list(published(actor).filter(round=publication.round_id).order_by("-number"))


@access(Publication)
def is_public(actor: Actor, publication: Publication, at: datetime | None = None) -> bool:
    """Whether anybody may read it by now; staff see a word on top of the page until then."""
    return publication.public_from <= (at or timezone.now())


@access(Publication)
def written(actor: Actor, publication: Publication) -> bytes:
    """The content of a version one may see, in the one form its digest is of."""
    return written_form(publication.content)


@access(Publication)
def earlier_result(actor: Actor, publication: Publication) -> Result | None:
    """The latest published result of the year before: same home, same population."""
    opened = publication.round
    rows = latest(actor).filter(
        round__home=opened.home_id, round__population=opened.population, round__year=opened.year - 1
    )
    found = rows.first()
    return Result.of(found) if found else None


@access(Participant)
def may_see_dossier(actor: Actor, round_key: str, unit_key: str) -> bool:
    """Whether one may take the unit's whole dossier home: its own people and those who run the round (E09)."""
    return participants_visible_to(actor).filter(round__key=round_key, unit__key=unit_key).exists()


@access(Participant)
def dossier_of(actor: Actor, round_key: str, unit_key: str) -> Dossier:
    """All that the unit has shown, and the published result where there is one this person may see."""
    participant = participant_for(actor, round_key, unit_key)
    opened = participant.round
    row = published(actor).filter(round=opened).order_by("-number").first()
    sheet = sheet_of(participant)
    used = {one.document_id for line in sheet.lines.values() for one in line.evidence if one.document_id}
    readable = set(documents(actor).filter(pk__in=used).values_list("pk", flat=True))
    return gathered(participant, sheet, readable, Result.of(row).by_key.get(unit_key) if row else None)


@access(Round)
def rounds_to_publish(actor: Actor) -> QuerySet[Round]:
    """Rounds of the homes for which one counts, approves or publishes."""
    reach = Q(pk__in=[])
    for permission in (*_STAFF, Measuring.RESULT_COUNT):
        reach |= within_branches(actor, permission, "home__path")
    last = Max("publications__number")
    return Round.objects.filter(reach).select_related("home", "release").annotate(last_number=last)


@access(Round)
def round_to_publish(actor: Actor, key: str) -> Round:
    return one_of(rounds_to_publish(actor).select_related("tally__counted_by", "approved_by"), key=key)


@access(Tally)
def tally_of(actor: Actor, opened: Round) -> Tally | None:
    rows = Tally.objects.filter(round=round_to_publish(actor, opened.key))
    return rows.select_related("counted_by").first()


@access(Participant)
def unsettled(actor: Actor, opened: Round) -> list[Participant]:
    """Units that are not yet settled and hold the counting up."""
    rows = Participant.objects.filter(round=round_to_publish(actor, opened.key))
    return list(rows.exclude(status=ParticipantStatus.SETTLED).select_related("unit").order_by("unit__sort_key"))


@access(Round)
def preview_of(actor: Actor, key: str) -> Result:
    """What would be published of the rows as they stand now; only for who counts, approves or publishes there."""
    return Result.read(build(rows_of(round_to_publish(actor, key))))


@access(Appeal)
def appeals_visible_to(actor: Actor) -> QuerySet[Appeal]:
    """Those one may answer, and those of one's own unit."""
    mine = within_branches(actor, Measuring.APPEAL_FILE, "participant__unit__path")
    to_answer = within_branches(actor, Measuring.APPEAL_DECIDE, "participant__round__home__path")
    related = ("publication__round__home", "participant__unit", "filed_by", "decided_by")
    return Appeal.objects.filter(mine | to_answer).select_related(*related).defer("publication__content")


@access(Appeal)
def appeal_for(actor: Actor, pk: int) -> Appeal:
    return one_of(appeals_visible_to(actor), pk=pk)


@access(Appeal)
def appeals_of(actor: Actor, round_key: str) -> QuerySet[Appeal]:
    """Those still open first."""
    rows = appeals_visible_to(actor).filter(participant__round__key=round_key)
    return rows.order_by(F("decided_at").desc(nulls_first=True), "-filed_at")


@access(Participant)
def own_participation(actor: Actor, publication: Publication) -> list[Participant]:
    """Units of the round for which one may file an appeal."""
    reach = within_branches(actor, Measuring.APPEAL_FILE, "unit__path")
    return list(Participant.objects.filter(reach, round=publication.round_id).select_related("unit"))
