"""What the record knows of each unit on a day, gathered in a handful of statements, and said in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.registry.units.models import Unit
from thongsuot.steering.inspections.choices import InspectionStatus
from thongsuot.steering.inspections.domain import NEVER, Reason, Risk, Sign, Signals, weigh
from thongsuot.steering.inspections.models import Inspection
from thongsuot.steering.inspections.rules import weights
from thongsuot.steering.remedies.choices import OPEN_LIMITS
from thongsuot.steering.remedies.models import Limit
from thongsuot.steering.tasks.choices import OPEN_STATUSES, LateCause
from thongsuot.steering.tasks.models import HandOver, Task, TaskUpdate

SILENCE = timedelta(days=30)
LOOKS_BACK = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Weighed:
    unit: Unit
    risk: Risk


def weigh_units(home: Unit, units: Sequence[Unit], on: date) -> list[Weighed]:
    """Every unit with its risk, the highest first; equal ones in the order of their names."""
    found = signals_of(home, units, on)
    table = weights(on)
    weighed = [Weighed(unit, weigh(found[unit.pk], table)) for unit in units]
    return sorted(weighed, key=lambda one: (-one.risk.points, one.unit.sort_key, one.unit.pk))


def signals_of(home: Unit, units: Sequence[Unit], on: date) -> dict[int, Signals]:
    """Unit → what was counted; five statements whatever the number of units."""
    found = {unit.pk: Signals() for unit in units}
    since = on - LOOKS_BACK
    reported = TaskUpdate.objects.filter(task=OuterRef("pk"), at__date__gt=on - SILENCE)
    given = Task.objects.filter(home=home, lead__in=found, assigned_on__lte=on).annotate(told=Exists(reported))
    still = Q(status__in=OPEN_STATUSES)
    own_fault = Q(late_cause=LateCause.SUBJECTIVE, finished_on__gt=since)
    old_enough = Q(assigned_on__lte=on - SILENCE)
    for row in given.values("lead").annotate(
        tasks=Count("pk", filter=still),
        overdue=Count("pk", filter=still & Q(deadline__lt=on)),
        late_causes=Count("pk", filter=own_fault),
        silent=Count("pk", filter=still & old_enough & Q(told=False)),
    ):
        unit = row.pop("lead")
        found[unit] = Signals(**row)
    moved = HandOver.objects.filter(from_unit__in=found, task__home=home, at__date__gt=since)
    limits = Limit.objects.filter(home=home, unit__in=found, status__in=OPEN_LIMITS)
    seen = Inspection.objects.filter(home=home, unit__in=found, status=InspectionStatus.CONCLUDED, ends__lte=on)
    for row in moved.values("from_unit").annotate(many=Count("pk")):
        found[row["from_unit"]] = replace(found[row["from_unit"]], hand_overs=row["many"])
    again = Count("pk", filter=Q(recurs__isnull=False))
    for row in limits.values("unit").annotate(many=Count("pk"), again=again):
        found[row["unit"]] = replace(found[row["unit"]], open_limits=row["many"], repeated=row["again"])
    for row in seen.values("unit").annotate(last=Max("ends")):
        found[row["unit"]] = replace(found[row["unit"]], years_since=on.year - row["last"].year)
    return found


def in_words(reason: Reason) -> str:
    """«12% nhiệm vụ đang mở quá hạn»."""
    if reason.sign == Sign.NOT_INSPECTED:
        if reason.count == NEVER:
            return _("chưa được kiểm tra lần nào")
        return _("đã %(count)d năm chưa kiểm tra lại") % {"count": reason.count}
    told = {
        Sign.OVERDUE: _("%(count)d%% nhiệm vụ đang mở đã quá hạn"),
        Sign.LATE_CAUSES: _("%(count)d nhiệm vụ chậm do đơn vị chưa tập trung"),
        Sign.HAND_OVERS: _("%(count)d lần chuyển việc đi nơi khác"),
        Sign.SILENT: _("%(count)d nhiệm vụ không báo tiến độ đã 30 ngày"),
        Sign.OPEN_LIMITS: _("%(count)d hạn chế chưa khắc phục"),
        Sign.REPEATED: _("%(count)d hạn chế lặp lại"),
    }
    return told[reason.sign] % {"count": reason.count}


def list_of(reason: Reason, unit: Unit) -> str:
    """Where the thing counted can be opened."""
    if reason.sign in (Sign.OPEN_LIMITS, Sign.REPEATED):
        more = "&lap-lai=1" if reason.sign == Sign.REPEATED else ""
        return f"{reverse('remedies')}?don-vi={unit.key}&trang-thai=dang-mo{more}"
    if reason.sign == Sign.NOT_INSPECTED:
        return f"{reverse('inspections')}?don-vi={unit.key}"
    narrowed = {
        Sign.OVERDUE: {"han": "qua-han"},
        Sign.LATE_CAUSES: {"trang_thai": "done"},
        Sign.SILENT: {"trang_thai": "dang-mo"},
    }.get(reason.sign, {"trang_thai": "tat-ca"})
    return f"{reverse('tasks')}?{urlencode({'don_vi': unit.key, **narrowed})}"
