"""Counts of digitised dossiers of the units an officer reads (I08)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q

from thongsuot.kernel.clock import VIETNAM
from thongsuot.platform.access.actors import Actor
from thongsuot.serving.digitising.domain.completeness import Completeness, Shares
from thongsuot.serving.digitising.models import Result, ResultState
from thongsuot.serving.dossiers.choices import PartSource
from thongsuot.serving.dossiers.models import DossierPart
from thongsuot.serving.dossiers.queries import dossiers_visible_to

# Electronic: digitised here, or a file from the start. A bare scan nobody has checked is neither.
_FILED_AS_FILE = [one for one in PartSource.values if one not in (PartSource.SCANNED, PartSource.PAPER)]


def electronic(prefix: str = "") -> Q:
    as_file = {f"{prefix}source__in": _FILED_AS_FILE, f"{prefix}file__isnull": False}
    return Q(**{f"{prefix}is_digitised": True}) | Q(**as_file) | Q(**{f"{prefix}source": PartSource.DATABASE})


def is_electronic(part: DossierPart) -> bool:
    """What ``electronic`` asks of the database, of a paper at hand."""
    as_file = part.source in _FILED_AS_FILE and part.file_id is not None
    return part.is_digitised or as_file or part.source == PartSource.DATABASE


def completeness_of(parts: Sequence[DossierPart], results: Iterable[Result]) -> Completeness:
    """Of one dossier: all its papers, all its results."""
    done = sum(map(is_electronic, parts))
    return Completeness(len(parts), done, any(one.state == ResultState.SIGNED for one in results))


def shares(actor: Actor, start: date, end: date) -> Shares:
    """Dossiers received in [start, end): all, begun to be digitised, digitised from reception to result."""
    result = Result.objects.filter(dossier=OuterRef("pk"), state=ResultState.SIGNED)
    rows = (
        dossiers_visible_to(actor)
        .filter(received_at__gte=_moment(start), received_at__lt=_moment(end))
        .annotate(
            asked=Count("parts"),
            done=Count("parts", filter=electronic("parts__")),
            has_result=Exists(result),
        )
    )
    begun = rows.filter(Q(done__gt=0) | Q(has_result=True))
    whole = begun.filter(has_result=True, done__gte=F("asked"))
    return Shares(rows.count(), begun.count(), whole.count())


def period_of(asked: str, today: date) -> tuple[date, date]:
    """«nam» the year so far, else the last thirty days; end exclusive."""
    end = today + timedelta(days=1)
    return (date(today.year, 1, 1), end) if asked == "nam" else (end - timedelta(days=30), end)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=VIETNAM)
