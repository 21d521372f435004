"""What the actions on limits share: fetching the row under lock, who may, putting columns and saying what changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date
from thongsuot.kernel.periods.deadlines import find_deadline
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied, require
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context, InputT
from thongsuot.platform.events.domain import Aggregate
from thongsuot.registry.units.models import Unit
from thongsuot.steering.people import belongs_to, holders_of_position
from thongsuot.steering.permissions import Steering
from thongsuot.steering.remedies.choices import LimitStatus
from thongsuot.steering.remedies.models import Limit


@dataclass(frozen=True, slots=True)
class LimitId:
    id: int


class LimitStep(Action[InputT, LimitId]):
    """A step on one limit whose input carries ``id``. ``allowed`` are the states it may start from."""

    allowed: ClassVar[tuple[LimitStatus, ...]]

    def scope(self, data: InputT) -> str:
        return limit_of(data).home.path

    def check(self, actor: Actor, data: InputT) -> None:
        limit = locked(limit_of(data).pk)
        if limit.status not in self.allowed:
            raise ActionError(_wrong_state(limit))


class UnitStep(LimitStep[InputT]):
    """A step of whoever follows the limit up, and of the unit that has it."""

    def authorise(self, actor: Actor, data: InputT) -> None:
        limit = limit_of(data)
        if not actor.can(Steering.REMEDY_MANAGE, limit.home.path):
            require(actor, self.permission, limit.unit.path if limit.unit else limit.home.path)


def limit_of(data: Any) -> Limit:
    found = Limit.objects.select_related("home", "unit", "position__unit").filter(pk=data.id).first()
    if found is None:
        raise ActionError(_("Hạn chế này không còn nữa. Hãy tải lại trang."))
    return found


def locked(pk: int) -> Limit:
    """The row, waiting for whoever works on it at this moment."""
    return Limit.objects.select_for_update(of=("self",)).select_related("home", "unit", "position__unit").get(pk=pk)


def refuse_own(actor: Actor, limit: Limit) -> None:
    """§2.4: whoever answers for a limit never says that it is gone."""
    answering = {unit.path for unit in (limit.unit, limit.position and limit.position.unit) if unit}
    own = any(belongs_to(actor, path) for path in answering - {limit.home.path})
    if limit.position_id and actor.id in holders_of_position(limit.position_id):
        own = True
    if own or limit.proofs.filter(added_by=actor.id or 0).exists():
        raise AccessDenied(
            _("Người của đơn vị chịu trách nhiệm hoặc người gửi minh chứng không tự xác nhận hạn chế đã khắc phục.")
        )


def put(row: Any, **columns: Any) -> dict[str, tuple[Any, Any]]:
    """Set the columns; what really changed, from → to, as events keep it."""
    changes = {name: (getattr(row, name), value) for name, value in columns.items() if getattr(row, name) != value}
    for name, value in columns.items():
        setattr(row, name, value)
    return changes


def keep(context: Context, limit: Limit, changes: dict[str, tuple[Any, Any]], reason: str = "") -> LimitId:
    """Save and record; nothing changed is said aloud."""
    if not changes:
        context.unchanged()
        return LimitId(limit.pk)
    limit.save()
    context.record(Aggregate("limit", str(limit.pk)), changes, reason=reason)
    return LimitId(limit.pk)


def day_of(context: Context) -> date:
    return timezone.localdate(context.effective_at)


def due_day(text: str, reference: date, field: str = "due_text") -> date | None:
    """«trong tháng 7/2022» → 31/07/2022; «trước ngày 15/11» → the last safe day. Raises on words that are no day."""
    if not text.strip():
        return None
    found = find_deadline(text, reference)
    if found is None:
        message = _("Chưa hiểu hạn «%(text)s». Ví dụ: 31/12/2026, trong tháng 7/2022, quý IV/2026.")
        raise ActionError(message % {"text": text}, field)
    return found.last_day


def unit_of(pk: int | None, field: str = "unit") -> Unit | None:
    if pk is None:
        return None
    found = Unit.objects.filter(pk=pk).first()
    if found is None:
        raise ActionError(_("Không tìm thấy đơn vị này. Hãy chọn lại trong danh sách."), field)
    return found


def home_of(pk: int) -> Unit:
    found = unit_of(pk, "home")
    assert found is not None
    return found


def _wrong_state(limit: Limit) -> str:
    if limit.status == LimitStatus.CLOSED and limit.closed_on:
        return _("Hạn chế này đã được xác nhận khắc phục ngày %(day)s. Muốn sửa, hãy mở lại và nêu lý do.") % {
            "day": format_date(limit.closed_on)
        }
    return _("Hạn chế này đang ở trạng thái «%(state)s» nên không làm được bước này. Hãy tải lại trang.") % {
        "state": limit.get_status_display()
    }
