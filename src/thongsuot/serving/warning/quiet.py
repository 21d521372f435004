"""«Hồ sơ đứng yên» (R5): nothing has happened for so many office hours; told to whoever holds it, then to the head."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.kernel.clock import format_moment, local
from thongsuot.platform.notifications import Note, notify
from thongsuot.registry.accounts.queries import role_holders
from thongsuot.registry.accounts.roles import Role
from thongsuot.serving.clock.calendars import Calendars
from thongsuot.serving.dossiers.listing import RUNNING
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.warning.models import QuietLevel, QuietNotice
from thongsuot.serving.warning.rules import warning_rules

QUIET = "serving.dossier.quiet"
_MOST = 500  # of one round; the next goes on
_HOUR = 60
_DUTIES = {
    QuietLevel.OFFICER: (Role.SPECIALIST, Role.ONE_STOP),
    QuietLevel.HEAD: (Role.UNIT_HEAD,),
}


def tell_quiet(now: datetime) -> int:
    """Each dossier once a level for each silence; how many were told of. The clock of the office that holds it."""
    told = 0
    for dossier, level in list(_still(now))[:_MOST]:
        with transaction.atomic():
            row, is_new = QuietNotice.objects.get_or_create(
                dossier=dossier, level=level, since=dossier.last_event_at, defaults={"told_at": now}
            )
            if is_new:
                notify(_people(dossier, level), _note(dossier, row))
                told += 1
    return told


def _still(now: datetime) -> Iterator[tuple[Dossier, QuietLevel]]:
    rules = warning_rules(local(now).date())
    calendars = Calendars()
    hours = {QuietLevel.OFFICER: rules.quiet_officer, QuietLevel.HEAD: rules.quiet_head}
    rows = Dossier.objects.filter(status__in=RUNNING, last_event_at__lt=now - timedelta(hours=rules.quiet_officer // 2))
    done = set(QuietNotice.objects.filter(dossier__in=rows).values_list("dossier_id", "level", "since"))
    for dossier in rows.select_related("holder_unit").order_by("last_event_at", "pk"):
        if dossier.holder_unit is None:
            continue
        silence = calendars.of(dossier.holder_unit).worked_minutes(dossier.last_event_at, now)
        for level, limit in hours.items():
            if silence >= limit * _HOUR and (dossier.pk, level.value, dossier.last_event_at) not in done:
                yield dossier, level


def _people(dossier: Dossier, level: QuietLevel) -> list[int]:
    """The officer who has it; where nobody has, those of the unit who could take it."""
    if level is QuietLevel.OFFICER and dossier.officer_id:
        return [dossier.officer_id]
    unit = dossier.holder_unit_id
    if unit is None:
        return []
    found = role_holders([unit], _DUTIES[level])
    return [one for role in _DUTIES[level] for one in found.get((unit, role), [])]


def _note(dossier: Dossier, row: QuietNotice) -> Note:
    told = {"code": dossier.code, "at": format_moment(dossier.last_event_at)}
    whose = {
        QuietLevel.OFFICER: _("hồ sơ đang ở bạn hoặc đơn vị bạn"),
        QuietLevel.HEAD: _("đơn vị bạn đang giữ hồ sơ này"),
    }
    return Note(
        kind=QUIET,
        key=f"quiet:{row.pk}",
        text=_("Hồ sơ %(code)s đứng yên: không có diễn biến nào từ %(at)s.") % told,
        why=whose[QuietLevel(row.level)],
        url=reverse("dossier", args=[dossier.code]),
    )
