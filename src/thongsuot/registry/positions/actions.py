"""Positions and who holds them; a holder's time ends, the position's duties go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.collation import person_name_key
from thongsuot.kernel.text import fold, nfc
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import Action, ActionError, Aggregate, Context, natural
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.positions.models import Person, Position, PositionHolding
from thongsuot.registry.units.models import Unit


@dataclass(frozen=True, slots=True)
class NewPosition:
    unit: str
    title: str
    field: str = ""
    protocol_order: int = 100


@dataclass(frozen=True, slots=True)
class PositionId:
    id: int


class AddPosition(Action[NewPosition, PositionId]):
    name = "registry.position.add"
    label = gettext_lazy("Thêm chức danh")
    permission = Permission.POSITION_MANAGE
    event = "registry.position.added"
    idempotency = natural("a title stands once in a unit")

    def scope(self, data: NewPosition) -> str | None:
        return Unit.objects.filter(key=data.unit).values_list("path", flat=True).first()

    def check(self, actor: Actor, data: NewPosition) -> None:
        if not data.title.strip():
            raise ActionError(_("Hãy ghi chức danh."), "title")
        if not Unit.objects.filter(key=data.unit).exists():
            raise ActionError(_("Không có đơn vị mang mã «%(key)s».") % {"key": data.unit}, "unit")

    def execute(self, context: Context, data: NewPosition) -> PositionId:
        title = nfc(data.title).strip()
        position, created = Position.objects.get_or_create(
            unit=Unit.objects.get(key=data.unit),
            title=title,
            valid_from=None,
            defaults={"search_key": fold(title), "field": data.field, "protocol_order": data.protocol_order},
        )
        if not created:
            context.unchanged()
            return PositionId(position.pk)
        context.record(Aggregate("position", str(position.pk)), {"title": (None, title)})
        return PositionId(position.pk)


@dataclass(frozen=True, slots=True)
class Appointment:
    """The person who held the position before steps down the day the new one begins."""

    position_id: int
    full_name: str
    on: date
    source: str


class AppointHolder(Action[Appointment, PositionId]):
    name = "registry.position.appoint"
    label = gettext_lazy("Giao chức danh")
    permission = Permission.POSITION_MANAGE
    event = "registry.position.appointed"
    idempotency = natural("a person holds a position once at a time")

    def scope(self, data: Appointment) -> str | None:
        return Position.objects.filter(pk=data.position_id).values_list("unit__path", flat=True).first()

    def check(self, actor: Actor, data: Appointment) -> None:
        if len(data.full_name.split()) < 2:
            raise ActionError(_("Hãy ghi đủ họ và tên."), "full_name")
        if not data.source.strip():
            raise ActionError(_("Hãy ghi căn cứ: số quyết định, ngày ký."), "source")
        others = PositionHolding.objects.filter(position=data.position_id).exclude(
            person__full_name=_name(data), valid_from=data.on
        )
        if others.filter(valid_from__gte=data.on).exists():
            raise ActionError(_("Đã có người giữ chức danh từ ngày này hoặc muộn hơn. Hãy kiểm tra ngày."), "on")

    def execute(self, context: Context, data: Appointment) -> PositionId:
        name = _name(data)
        person, _created = Person.objects.get_or_create(
            full_name=name, defaults={"sort_key": person_name_key(name), "search_key": fold(name)}
        )
        held = PositionHolding.objects.filter(position=data.position_id)
        if held.filter(person=person).filter(Q(valid_from=data.on) | Q(valid_to__isnull=True)).exists():
            context.unchanged()
            return PositionId(data.position_id)
        before = held.filter(valid_to__isnull=True)
        stepped_down = [one.person.full_name for one in before.select_related("person")]
        before.update(valid_to=data.on)
        PositionHolding.objects.create(
            person=person, position_id=data.position_id, valid_from=data.on, source=data.source.strip()
        )
        changes = {"holder": (", ".join(stepped_down) or None, name), "from": (None, data.on)}
        context.record(Aggregate("position", str(data.position_id)), changes, reason=data.source)
        return PositionId(data.position_id)


def _name(data: Appointment) -> str:
    return " ".join(nfc(data.full_name).split())
