"""Who uses the product and who does not: the last act of each unit's people, and idle working days since (I14)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from thongsuot.kernel.clock import VIETNAM, local
from thongsuot.kernel.workdays import load_calendar
from thongsuot.platform.events.models import Event
from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.units.models import Unit
from thongsuot.serving.desk.models import DeskReadiness
from thongsuot.serving.desk.rules import DeskRules
from thongsuot.serving.dossiers.models import Dossier

_STAFF = (Role.ONE_STOP, Role.SPECIALIST, Role.UNIT_HEAD, Role.UNIT_FOCAL)
_LOOKED_BACK = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Usage:
    """``last``: the last act of anybody of the unit; ``idle``: working days since, ``None`` where nobody has an
    account there. ``same_day`` of ``received``: the «không phiếu hẹn» rate of the year (I13)."""

    unit: Unit
    last: datetime | None
    idle: int | None
    accounts: int
    same_day: int
    received: int

    def is_idle(self, limit: int) -> bool:
        return self.idle is not None and self.idle >= limit


def usage_of(units: Iterable[Unit], on: date) -> list[Usage]:
    """Constant number of queries. The longest idle first, then those without any account."""
    units = list(units)
    people = _people(units)
    last = _last_acts({one for group in people.values() for one in group}, on)
    rates = _same_day(units, on)
    found = [_usage(one, people.get(one.pk, set()), last, rates.get(one.pk, (0, 0)), on) for one in units]
    return sorted(found, key=lambda one: (-(one.idle if one.idle is not None else -1), one.unit.sort_key))


def _people(units: list[Unit]) -> dict[int, set[int]]:
    grants = RoleGrant.objects.filter(unit__in=units, role__in=_STAFF, account__is_active=True)
    people: dict[int, set[int]] = defaultdict(set)
    for unit, account in grants.values_list("unit_id", "account_id"):
        people[unit].add(account)
    return people


def _last_acts(people: Iterable[int], on: date) -> dict[int, datetime]:
    """Account → its last event or sign-in of the last sixty days; one look into the index for each account."""
    since = datetime.combine(on, time(), tzinfo=VIETNAM) - _LOOKED_BACK
    latest = Event.objects.filter(actor_id=OuterRef("pk")).order_by("-pk").values("recorded_at")[:1]
    rows = Account.objects.filter(pk__in=people).annotate(acted=Subquery(latest))
    found = {pk: max(filter(None, (acted, signed)), default=since) for pk, acted, signed in _told(rows)}
    return {pk: at for pk, at in found.items() if at > since}


def _told(rows: QuerySet[Account]) -> Iterable[tuple[int, datetime | None, datetime | None]]:
    return rows.values_list("pk", "acted", "last_login")


def _same_day(units: list[Unit], on: date) -> dict[int, tuple[int, int]]:
    year = datetime(on.year, 1, 1, tzinfo=VIETNAM)
    rows = Dossier.objects.filter(receiving_unit__in=units, received_at__gte=year).values("receiving_unit")
    counted = rows.annotate(all=Count("pk"), quick=Count("pk", filter=Q(is_same_day=True)))
    return {one["receiving_unit"]: (one["quick"], one["all"]) for one in counted}


def _usage(unit: Unit, people: set[int], last: dict[int, datetime], rate: tuple[int, int], on: date) -> Usage:
    acts = [last[one] for one in people if one in last]
    latest = max(acts) if acts else None
    start = local(latest).date() if latest else on - _LOOKED_BACK
    idle = load_calendar().workdays_between(start, on) if people else None
    return Usage(unit, latest, idle, len(people), *rate)


@dataclass(frozen=True, slots=True)
class CounterState:
    """The last checklist of one counter: how many of the facilities it has, and what it lacks."""

    row: DeskReadiness
    has: int
    of: int
    lacks: tuple[str, ...]


def counter_states(rows: Iterable[DeskReadiness], rules: DeskRules) -> list[CounterState]:
    """Of the latest checklist of each counter; those that lack most first."""
    latest: dict[tuple[int, str], DeskReadiness] = {}
    for one in sorted(rows, key=lambda row: row.day):
        latest[one.unit_id, one.counter] = one
    states = [_state(one, rules) for one in latest.values()]
    return sorted(states, key=lambda one: (one.has - one.of, one.row.unit.sort_key, one.row.counter))


def _state(row: DeskReadiness, rules: DeskRules) -> CounterState:
    lacks = tuple(one.name for one in rules.facilities if not row.items.get(one.code))
    of = len(rules.facilities)
    return CounterState(row, of - len(lacks), of, lacks)
