"""The counts of a period dossier by dossier, in plain loops: classes by ``clock.domain.ontime``, nothing of Ibis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import date, datetime, time, timedelta

from thongsuot.kernel.clock import VIETNAM
from thongsuot.serving.clock.domain.ontime import Timeliness, by_766, by_report
from thongsuot.serving.facts.domain.measures import Counts

BEGUN = datetime.fromisoformat("2026-07-06T08:00")
_KEPT = (Timeliness.EARLY, Timeliness.ON_TIME, Timeliness.RUNNING)


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the fact table, columns in its order; moments are Vietnam local time without a zone."""

    source: int = 0
    code: str = "a"
    province: int = 1
    unit: int = 1
    received_unit: int = 1
    procedure: int = 1
    channel: int = 1
    mode: int = 0
    started_at: datetime = BEGUN
    due_at: datetime | None = None
    paused_at: datetime | None = None
    finished_at: datetime | None = None
    closed_at: datetime | None = None
    is_past_due: bool = False
    supplements: int = 0
    has_fee: bool = False
    is_paid_online: bool = False
    gives_paper: bool = False
    has_electronic_result: bool = False
    has_electronic_part: bool = False
    has_paper_part: bool = False
    is_reusing: bool = False
    is_from_store: bool = False
    is_identified: bool = False
    is_same_day: bool = False
    is_disliked: bool = False

    @property
    def row(self) -> tuple[object, ...]:
        return astuple(self)

    @property
    def settled_at(self) -> datetime | None:
        return self.finished_at or self.closed_at


@dataclass(frozen=True, slots=True)
class Zoned:
    """The same dossier as the clock's rules read it."""

    fact: Fact

    @property
    def started_at(self) -> datetime | None:
        return zoned(self.fact.started_at)

    @property
    def due_at(self) -> datetime | None:
        return zoned(self.fact.due_at)

    @property
    def paused_since(self) -> datetime | None:
        return zoned(self.fact.paused_at)

    @property
    def finished_at(self) -> datetime | None:
        return zoned(self.fact.finished_at)

    @property
    def closed_at(self) -> datetime | None:
        return zoned(self.fact.closed_at)

    @property
    def supplements(self) -> int:
        return self.fact.supplements


def zoned(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=VIETNAM) if moment else None


def past_due(one: Fact, as_of: datetime) -> bool:
    return one.due_at is not None and (one.settled_at or as_of) > one.due_at


def counts(facts: Iterable[Fact], first: date, last: date, as_of: datetime) -> Counts:
    """Of all the facts together; the period's end or, where it still runs, the moment the facts were taken."""
    seen, start = seen_from(last, as_of), datetime.combine(first, time())
    found = dict.fromkeys((one.name for one in fields(Counts)), 0)
    for one in facts:
        if is_inside(one, start, seen):
            for name, counted in _marks(one, start, seen).items():
                found[name] += counted
    return Counts(**found)


def differing(facts: Iterable[Fact], first: date, last: date, as_of: datetime) -> int:
    seen, start = seen_from(last, as_of), datetime.combine(first, time())
    zone = seen.replace(tzinfo=VIETNAM)
    inside = [Zoned(one) for one in facts if is_inside(one, start, seen)]
    return sum((by_766(one, zone) in _KEPT) != (by_report(one, zone) in _KEPT) for one in inside)


def seen_from(last: date, as_of: datetime) -> datetime:
    return min(datetime.combine(last + timedelta(days=1), time()) - timedelta(microseconds=1), as_of)


def is_inside(one: Fact, start: datetime, seen: datetime) -> bool:
    """Received by then, and not ended before the period."""
    return one.started_at <= seen and (one.settled_at is None or max(one.settled_at, one.started_at) >= start)


def _marks(one: Fact, start: datetime, seen: datetime) -> dict[str, bool]:
    zone = seen.replace(tzinfo=VIETNAM)
    marks = {f"{by_766(Zoned(one), zone).value}_766": True, f"{by_report(Zoned(one), zone).value}_report": True}
    if one.settled_at is not None and max(one.settled_at, one.started_at) <= seen:
        paper = one.finished_at is not None and one.gives_paper
        marks |= {"settled": True, "with_result": paper, "electronic_result": paper and one.has_electronic_result}
    return marks | (_fresh(one) if one.started_at >= start else {"carried": True})


def _fresh(one: Fact) -> dict[str, bool]:
    begun = one.has_electronic_part or one.has_electronic_result
    finished_day = one.finished_at.date() if one.finished_at else None
    online = one.channel == 2
    paid = online and (one.is_paid_online or not one.has_fee)
    return {
        "received": True,
        "online_self": online and one.mode == 0,
        "online_assisted": online and one.mode == 1,
        "online_officer": online and one.mode == 2,
        "direct": one.channel == 1,
        "post": one.channel == 3,
        "with_fee": one.has_fee,
        "paid_online": one.has_fee and one.is_paid_online,
        "digitised": begun,
        "wholly_digitised": one.has_electronic_result and not one.has_paper_part,
        "reused": begun and one.is_reusing,
        "from_store": one.is_from_store,
        "identified": one.is_identified,
        "same_day": one.is_same_day and finished_day == one.started_at.date(),
        "disliked": one.is_disliked,
        "funnel_paid": paid,
        "funnel_papers": paid and not one.has_paper_part,
        "funnel_result": paid and not one.has_paper_part and one.has_electronic_result,
    }
