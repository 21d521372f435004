"""Sample rows of the desk: one comparison with another system, a flag, counters of a few wards. Re-runnable."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from thongsuot.registry.units.models import Unit
from thongsuot.serving.desk.choices import BulkChoice
from thongsuot.serving.desk.domain.reconcile import Listed, reconcile
from thongsuot.serving.desk.gathering import our_listing
from thongsuot.serving.desk.models import BulkFlag, DeskReadiness, ReconcileLine, ReconcileRun
from thongsuot.serving.desk.rules import desk_rules
from thongsuot.serving.dossiers.domain.happenings import PortalStatus

_WARDS = ("phuong-dong-kinh--lang-son", "phuong-ky-lua--lang-son", "phuong-tam-thanh--lang-son")
_LACKS = (("may-quet", "may-tra-cuu"), (), ("dau-doc", "camera", "thanh-toan", "lay-so"), ("loi-di",))


def load() -> None:
    """Nothing where the wards are absent or the rows are there already."""
    wards = list(Unit.objects.filter(key__in=_WARDS).order_by("key"))
    if not wards or ReconcileRun.objects.filter(is_sample=True).exists():
        return
    now = timezone.now()
    _comparison(wards[0], now)
    _flag(wards[0], now)
    _counters(wards, now)


def _comparison(ward: Unit, now: datetime) -> None:
    """The other system as it would stand had it missed a pause, a return and a date."""
    ours = our_listing(ward, (), True)[:40]
    theirs = [_astray(one, number) for number, one in enumerate(ours) if number != 3]
    run = ReconcileRun.objects.create(
        unit=ward, system="Hệ thống thử (giả lập)", compared_at=now, digest="0" * 64,
        ours=len(ours), theirs=len(theirs), is_sample=True,
    )  # fmt: skip
    ReconcileLine.objects.bulk_create(
        ReconcileLine(run=run, code=one.code, gap=one.gap, ours=one.ours, theirs=one.theirs, todo=one.todo)
        for one in reconcile(ours, theirs, now)
    )


def _astray(one: Listed, number: int) -> Listed:
    due = one.due_at - timedelta(days=9) if one.due_at and number % 5 == 1 else one.due_at
    status = PortalStatus.PROCESSING if number % 7 == 2 else one.status
    return Listed(one.code, status, due, one.ended_at, one.returned_at)


def _flag(ward: Unit, now: datetime) -> None:
    last = now - timedelta(days=1)
    codes = [one.code for one in our_listing(ward, (), True)[:24]]
    BulkFlag.objects.get_or_create(
        unit=ward, day=timezone.localdate(last), kind=BulkChoice.BURST, actor=None,
        defaults={"count": 40, "first_at": last - timedelta(seconds=52), "last_at": last, "dossiers": codes},
    )  # fmt: skip


def _counters(wards: list[Unit], now: datetime) -> None:
    day = timezone.localdate(now)
    facilities = [one.code for one in desk_rules(day).facilities]
    for number, lacks in enumerate(_LACKS):
        items = {code: code not in lacks for code in facilities}
        place = {"unit": wards[number % len(wards)], "counter": f"Quầy số {number // len(wards) + 1}", "day": day}
        DeskReadiness.objects.get_or_create(**place, defaults={"items": items, "is_sample": True})
