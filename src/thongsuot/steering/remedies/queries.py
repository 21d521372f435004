"""The only ways to fetch limits, remedy plans and four boxes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from thongsuot.kernel.text import fold, nfc
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.platform.events.models import Event
from thongsuot.platform.files.models import StoredFile
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.directives.models import Limitation
from thongsuot.registry.documents.queries import visible_to as documents
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.units.models import Unit
from thongsuot.steering.permissions import Steering
from thongsuot.steering.remedies.choices import OPEN_LIMITS, LimitStatus
from thongsuot.steering.remedies.domain import Likeness, Move, likeness
from thongsuot.steering.remedies.models import FourBox, Limit, LimitProof, RemedyPlan

_ORDER = (F("closed_on").desc(nulls_first=True), F("due").asc(nulls_last=True), "pk")  # what is still open first


@access(Limit)
def visible_to(actor: Actor) -> QuerySet[Limit]:
    """Limits followed up within one's branches, and those of one's own unit."""
    mine = within_branches(actor, Steering.READ, "home__path") | within_branches(actor, Steering.READ, "unit__path")
    return Limit.objects.filter(mine)


@access(Limit)
def get_for(actor: Actor, pk: int) -> Limit:
    related = ("home", "unit", "position__unit", "plan", "recurs", "closed_by", "limitation__document")
    return one_of(visible_to(actor).select_related(*related), pk=pk)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address of the list says; empty means all."""

    state: str = ""
    unit: str = ""
    field: str = ""
    year: int | None = None
    plan: str = ""
    words: str = ""
    overdue: bool = False
    recurring: bool = False


@access(Limit)
def listed(actor: Actor, wanted: Filters, on: date) -> QuerySet[Limit]:
    """The limits the address asks for, open ones first, the soonest due first; what is no limit only when asked for."""
    rows = visible_to(actor).select_related("unit", "home", "position", "plan")
    if wanted.state:
        rows = rows.filter(status__in=OPEN_LIMITS if wanted.state == "dang-mo" else (wanted.state,))
    else:
        rows = rows.exclude(status=LimitStatus.NOT_A_LIMIT)
    equal: dict[str, Any] = {"unit__key": wanted.unit, "field": wanted.field, "year": wanted.year}
    rows = rows.filter(**{column: value for column, value in equal.items() if value})
    if wanted.plan:
        rows = rows.filter(plan__key=wanted.plan)
    if wanted.words.strip():
        rows = rows.filter(search_key__contains=fold(nfc(wanted.words.strip())))
    if wanted.overdue:
        rows = rows.filter(status__in=OPEN_LIMITS, due__lt=on)
    if wanted.recurring:
        rows = rows.filter(recurs__isnull=False)
    return rows.annotate(action_count=Count("actions", distinct=True)).order_by(*_ORDER)


@access(Limit)
def counts(actor: Actor, wanted: Filters, on: date) -> dict[str, int]:
    """State → how many of the limits asked for, and «overdue»; in one query."""
    rows = listed(actor, wanted, on).order_by()
    per = {state: Count("pk", filter=Q(status=state)) for state in LimitStatus.values}
    late = Count("pk", filter=Q(status__in=OPEN_LIMITS, due__lt=on))
    return visible_to(actor).filter(pk__in=rows.values("pk")).aggregate(**per, overdue=late, all=Count("pk"))


@access(Unit)
def units_with_limits(actor: Actor) -> QuerySet[Unit]:
    """For the filter of the list."""
    return Unit.objects.filter(pk__in=visible_to(actor).values("unit")).order_by("sort_key")


@access(LimitProof)
def proof_file(actor: Actor, limit_pk: int, proof_pk: int) -> StoredFile:
    limit = get_for(actor, limit_pk)
    proof = one_of(LimitProof.objects.filter(limit=limit).exclude(file_digest=""), pk=proof_pk)
    return one_of(StoredFile.objects.all(), digest=proof.file_digest, name=proof.file_name)


@access(Limitation)
def limitations_waiting(actor: Actor, document_key: str) -> list[Limitation]:
    """What the reader found in a document one may read, in its order, with the limit each became."""
    document = one_of(documents(actor), key=document_key)
    rows = Limitation.objects.filter(document=document).exclude(status=ReviewStatus.REJECTED)
    return list(rows.select_related("unit", "limit", "document").order_by("start"))


@access(RemedyPlan)
def plans_visible_to(actor: Actor) -> QuerySet[RemedyPlan]:
    return RemedyPlan.objects.filter(within_branches(actor, Steering.READ, "home__path")).select_related("home")


@access(RemedyPlan)
def plan_for(actor: Actor, key: str) -> RemedyPlan:
    return one_of(plans_visible_to(actor), key=key)


@access(RemedyPlan)
def plans_with_counts(actor: Actor) -> QuerySet[RemedyPlan]:
    closed = Count("limits", filter=Q(limits__status=LimitStatus.CLOSED))
    rows = plans_visible_to(actor).annotate(limit_count=Count("limits"), closed_count=closed)
    return rows.order_by("-year", "-pk")


@access(FourBox)
def boxes_for(actor: Actor, unit: Unit, year: int) -> FourBox | None:
    mine = within_branches(actor, Steering.READ, "home__path") | within_branches(actor, Steering.READ, "unit__path")
    return FourBox.objects.filter(mine, unit=unit, year=year).select_related("unit", "home").first()


@access(Limit)
def moves_of(actor: Actor, limits: QuerySet[Limit]) -> list[Move]:
    """Openings and closings of the limits from the log, oldest first: a closing taken back keeps both days."""
    counted = limits.exclude(status=LimitStatus.NOT_A_LIMIT).order_by()
    ids = [str(pk) for pk in visible_to(actor).filter(pk__in=counted.values("pk")).values_list("pk", flat=True)]
    log = Event.objects.filter(aggregate_type="limit", aggregate_id__in=ids, changes__has_key="status")
    moves = []
    for key, changes, at in log.order_by("effective_at", "pk").values_list("aggregate_id", "changes", "effective_at"):
        before, after = (state in OPEN_LIMITS for state in changes["status"])
        if before != after:
            moves.append(Move(timezone.localdate(at), int(key), after))
    return moves


@dataclass(frozen=True, slots=True)
class Suggestion:
    earlier: Limit
    likeness: Likeness


@access(Limit)
def suggestions(actor: Actor, limit: Limit) -> list[Suggestion]:
    """Earlier years' limits of the same unit and field that speak of the same, the likest first."""
    return _alike(limit, _earlier(actor, [limit]))


def _earlier(actor: Actor, limits: Iterable[Limit]) -> list[Limit]:
    newest = max(limit.year for limit in limits)
    homes = {limit.home_id for limit in limits}
    rows = visible_to(actor).filter(home__in=homes, year__lt=newest).exclude(status=LimitStatus.NOT_A_LIMIT)
    return list(rows.select_related("unit")[:2000])


def _alike(limit: Limit, earlier: Iterable[Limit]) -> list[Suggestion]:
    same_place = [
        one
        for one in earlier
        if one.year < limit.year
        and one.unit_id == limit.unit_id
        and (not one.field or not limit.field or one.field == limit.field)
    ]
    found = [Suggestion(one, likeness(limit.text, one.text)) for one in same_place]
    alike = [one for one in found if one.likeness.is_alike]
    return sorted(alike, key=lambda one: (-one.likeness.share, -one.earlier.year, one.earlier.pk))[:5]


@dataclass(frozen=True, slots=True)
class Chain:
    """One limit over the years, the latest first."""

    limits: tuple[Limit, ...]

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({one.year for one in self.limits}))


@access(Limit)
def chains(actor: Actor) -> list[Chain]:
    """Confirmed recurrences, the longest first."""
    rows = visible_to(actor).select_related("unit").filter(Q(recurs__isnull=False) | Q(came_back_as__isnull=False))
    by_pk = {one.pk: one for one in rows.distinct()}
    heads = set(by_pk) - {one.recurs_id for one in by_pk.values()}
    found = [Chain(tuple(_walk(by_pk, pk))) for pk in heads]
    return sorted((one for one in found if len(one.limits) > 1), key=lambda one: (-len(one.limits), one.limits[0].pk))


def _walk(by_pk: dict[int, Limit], pk: int | None) -> Iterable[Limit]:
    while pk is not None and pk in by_pk:
        yield by_pk[pk]
        pk = by_pk[pk].recurs_id


@access(Limit)
def unconfirmed(actor: Actor, limit_of_rows: int = 50) -> list[tuple[Limit, Suggestion]]:
    """Open limits that look like an earlier one and that nobody has tied yet."""
    rows = visible_to(actor).filter(recurs__isnull=True).exclude(status=LimitStatus.NOT_A_LIMIT)
    earlier_there = visible_to(actor).filter(home=OuterRef("home"), year__lt=OuterRef("year"))
    fresh = list(rows.filter(Exists(earlier_there)).select_related("unit").order_by("-year", "pk")[:500])
    if not fresh:
        return []
    by_unit: dict[int | None, list[Limit]] = defaultdict(list)
    for one in _earlier(actor, fresh):
        by_unit[one.unit_id].append(one)
    found = [(one, _alike(one, by_unit[one.unit_id])) for one in fresh]
    return [(one, alike[0]) for one, alike in found if alike][:limit_of_rows]
