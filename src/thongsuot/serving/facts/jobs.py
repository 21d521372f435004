"""Counts everything anew: every night to check, by command to mend."""

from __future__ import annotations

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date
from thongsuot.platform.notifications import Note, notify
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.serving.facts.checking import Drift, check, rebuild

DRIFT = "serving.facts.drift"
log = structlog.get_logger(__name__)


def check_every_night() -> None:
    """Sums that differ from the facts, or facts from the dossiers, are told to the administrators and built anew."""
    now = timezone.now()
    drift = check(now)
    if not drift.total:
        return
    log.error("facts.drift", cells=drift.cells, facts=drift.facts)
    with transaction.atomic():
        rebuild(now)
        notify(_administrators(), _note(drift))


def _administrators() -> list[int]:
    return list(Account.objects.filter(grants__role=Role.ADMIN, is_active=True).values_list("pk", flat=True).distinct())


def _note(drift: Drift) -> Note:
    today = timezone.localdate()
    said = _("Số đếm hồ sơ lệch ở %(count)d ô khi đối chiếu ngày %(day)s; đã dựng lại từ hồ sơ.")
    return Note(
        kind=DRIFT,
        key=f"facts-drift:{today:%Y-%m-%d}",
        text=said % {"count": drift.total, "day": format_date(today)},
        why=_("bạn là quản trị hệ thống"),
    )
