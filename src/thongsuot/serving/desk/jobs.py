"""At the end of each working day the log is asked for heaps, so that nobody has to remember to."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from thongsuot.kernel.clock import local
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.registry.units.models import Unit
from thongsuot.serving.desk.actions import LookForHeaps, UnitDay
from thongsuot.serving.dossiers.models import Dossier


def look_for_heaps() -> int:
    """Every unit whose dossiers moved today; how many units were looked at."""
    now = timezone.now()
    start = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    moved = Dossier.objects.filter(last_event_at__gte=start)
    units = Unit.objects.filter(Q(pk__in=moved.values("receiving_unit")) | Q(pk__in=moved.values("competent_unit")))
    for unit in units:
        LookForHeaps.run(SYSTEM, UnitDay(unit.pk, local(now).date()))
    return len(units)
