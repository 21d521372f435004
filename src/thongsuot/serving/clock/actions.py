"""Days an office closed or opened on its own: written down with the paper that decided it, withdrawn when mistaken.

Both events (``serving.closure.*``) ask for the open dossiers of the units under it to be reckoned anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from thongsuot.kernel.workdays import NoCalendar, load_calendar
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.actions import Action, ActionError, Aggregate, Context, natural
from thongsuot.registry.units.models import Unit
from thongsuot.serving.clock.models import ClosureKind, OfficeClosure
from thongsuot.serving.clock.queries import closure_for
from thongsuot.serving.permissions import Serving

MOST_DAYS = 60


@dataclass(frozen=True)
class Closure:
    """``opens`` and ``closes`` for duties only; days inclusive."""

    unit_id: int
    kind: str
    first_day: date
    last_day: date
    reason: str
    reference: str
    opens: time | None = None
    closes: time | None = None


@dataclass(frozen=True)
class Withdrawal:
    number: int
    reason: str


@dataclass(frozen=True)
class Written:
    number: int


class WriteClosure(Action[Closure, Written]):
    name = "serving.closure.write"
    label = "Ghi ngày nghỉ riêng của đơn vị"
    permission = Serving.CALENDAR_EDIT
    event = "serving.closure.written"
    idempotency = natural("cùng đơn vị, loại và ngày chỉ ghi một lần")

    def scope(self, data: Closure) -> str:
        return Unit.objects.get(pk=data.unit_id).path

    def check(self, actor: Actor, data: Closure) -> None:
        if data.last_day < data.first_day:
            raise ActionError(_("Ngày cuối đứng trước ngày đầu."), "last_day")
        if (data.last_day - data.first_day).days >= MOST_DAYS:
            raise ActionError(_("Mỗi lần ghi không quá %(most)d ngày.") % {"most": MOST_DAYS}, "last_day")
        if not data.reason.strip() or not data.reference.strip():
            raise ActionError(_("Hãy ghi lý do và số, ngày của văn bản cho đóng cửa hoặc trực."), "reference")
        self._check_days(data)

    def _check_days(self, data: Closure) -> None:
        days = [data.first_day + timedelta(days=one) for one in range((data.last_day - data.first_day).days + 1)]
        try:
            worked = [load_calendar().is_workday(day) for day in days]
        except NoCalendar as error:
            raise ActionError(str(error), "first_day") from error
        if data.kind == ClosureKind.CLOSED and not any(worked):
            raise ActionError(_("Những ngày này đều là ngày nghỉ sẵn, không cần ghi."), "first_day")
        if data.kind == ClosureKind.DUTY:
            if any(worked):
                raise ActionError(_("Trực chỉ ghi cho ngày nghỉ; trong khoảng này có ngày làm việc."), "first_day")
            if data.opens is None or data.closes is None or data.closes <= data.opens:
                raise ActionError(_("Hãy ghi giờ mở cửa và giờ đóng cửa muộn hơn giờ mở."), "opens")

    def execute(self, context: Context, data: Closure) -> Written:
        is_duty = data.kind == ClosureKind.DUTY
        row, is_new = OfficeClosure.objects.get_or_create(
            unit_id=data.unit_id,
            kind=data.kind,
            first_day=data.first_day,
            last_day=data.last_day,
            opens=data.opens if is_duty else None,
            closes=data.closes if is_duty else None,
            is_withdrawn=False,
            defaults={"reason": data.reason.strip(), "reference": data.reference.strip()},
        )
        if not is_new:
            context.unchanged()
            return Written(row.pk)
        changes = {"first_day": (None, row.first_day), "last_day": (None, row.last_day), "unit": (None, row.unit.path)}
        context.record(Aggregate("closure", str(row.pk)), changes, reason=row.reason)
        return Written(row.pk)


class WithdrawClosure(Action[Withdrawal, Written]):
    name = "serving.closure.withdraw"
    label = "Bỏ ngày nghỉ riêng của đơn vị"
    permission = Serving.CALENDAR_EDIT
    event = "serving.closure.withdrawn"
    idempotency = natural("bỏ rồi thì không bỏ nữa")

    def authorise(self, actor: Actor, data: Withdrawal) -> None:
        require(actor, self.permission, closure_for(actor, data.number).unit.path)

    def check(self, actor: Actor, data: Withdrawal) -> None:
        if not data.reason.strip():
            raise ActionError(_("Hãy ghi vì sao bỏ, để người sau hiểu."), "reason")

    def execute(self, context: Context, data: Withdrawal) -> Written:
        row = OfficeClosure.objects.select_for_update(of=("self",)).select_related("unit").get(pk=data.number)
        if row.is_withdrawn:
            context.unchanged()
            return Written(row.pk)
        row.is_withdrawn = True
        row.save(update_fields=["is_withdrawn"])
        changes = {"is_withdrawn": (False, True), "first_day": (row.first_day, row.first_day)}
        context.record(Aggregate("closure", str(row.pk)), changes, reason=data.reason.strip())
        return Written(row.pk)
