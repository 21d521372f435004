"""Rows into the plain values that the pure parts of the desk ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from thongsuot.kernel.clock import VIETNAM
from thongsuot.platform.events.models import Event
from thongsuot.registry.units.models import Unit
from thongsuot.serving.clock.calendars import calendar_of
from thongsuot.serving.desk.domain.bulk import Flag, Update, flags
from thongsuot.serving.desk.domain.reconcile import Listed
from thongsuot.serving.desk.models import BulkFlag
from thongsuot.serving.desk.rules import desk_rules
from thongsuot.serving.dossiers.domain.happenings import EVENT_PREFIX, Kind, PortalStatus
from thongsuot.serving.dossiers.models import Dossier

# What closes a step: the hand-over of a paper file or a reading is no work on the dossier.
_STEPS = [f"{EVENT_PREFIX}{kind}" for kind in (Kind.STEP_BEGUN, Kind.FINISHED, Kind.RETURNED)]


def our_listing(unit: Unit, codes: Iterable[str], with_open: bool) -> list[Listed]:
    """The unit's dossiers with these codes; ``with_open``: also all that it received and that are still open."""
    wanted = Q(code__in=list(codes))
    if with_open:
        wanted |= Q(finished_at__isnull=True, closed_at__isnull=True, received_at__isnull=False)
    rows = Dossier.objects.filter(wanted, Q(receiving_unit=unit) | Q(competent_unit=unit))
    fields = ("code", "status", "due_at", "finished_at", "closed_at")
    return [_listed(*row) for row in rows.values_list(*fields)]


def _listed(code: str, status: int, due: datetime | None, finished: datetime | None, closed: datetime | None) -> Listed:
    returned = closed if status == PortalStatus.RETURNED else None
    return Listed(code, PortalStatus(status), due, finished or closed, returned)


def found_flags(unit: Unit, day: date) -> Iterator[BulkFlag]:
    """Flags of the day as rows not saved yet."""
    slots = calendar_of(unit).slots(day)
    closing = datetime.combine(day, slots[-1][1] if slots else time(17), tzinfo=VIETNAM)
    for flag in flags(updates_of(unit, day), closing, desk_rules(day).bulk):
        yield _row(unit, flag)


def _row(unit: Unit, flag: Flag) -> BulkFlag:
    return BulkFlag(
        unit=unit,
        day=flag.day,
        kind=flag.kind,
        actor_id=flag.actor or None,
        count=flag.count,
        first_at=flag.first,
        last_at=flag.last,
        dossiers=list(flag.dossiers),
    )


def updates_of(unit: Unit, day: date) -> list[Update]:
    """The steps that people closed that day on dossiers of the unit, as typed."""
    start = timezone.make_aware(datetime.combine(day, time()), VIETNAM)
    typed = Event.objects.filter(recorded_at__gte=start, recorded_at__lt=start + timedelta(days=1))
    typed = typed.filter(aggregate_type="dossier", name__in=_STEPS, actor_id__isnull=False)
    here = Dossier.objects.filter(Q(receiving_unit=unit) | Q(competent_unit=unit))
    rows = list(typed.values_list("aggregate_id", "actor_id", "changes", "effective_at", "recorded_at", "name"))
    ours = set(here.filter(code__in={row[0] for row in rows}).values_list("code", flat=True))
    return [
        Update(code, actor or 0, _step(changes, name), at, recorded)
        for code, actor, changes, at, recorded, name in rows
        if code in ours
    ]


def _step(changes: dict[str, list[object]], name: str) -> int:
    """The ordinal begun; 0 for a result and its return."""
    after = changes.get("step", [None, None])[1]
    return after if isinstance(after, int) and name.endswith(Kind.STEP_BEGUN) else 0
