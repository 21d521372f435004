"""Seats of the version being written: added, changed, taken out. A version in force is never touched."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import Action, ActionError, Aggregate, Context, natural
from thongsuot.registry.positions.models import Position
from thongsuot.steering.committees.actions.membership import locked, scope_of, stands_on
from thongsuot.steering.committees.models import CommitteeVersion, MemberRole, Membership
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.choices import Programme

_LEADING = (MemberRole.HEAD, MemberRole.STANDING_DEPUTY)
_ORDER: dict[str, int] = {
    MemberRole.HEAD: 1,
    MemberRole.STANDING_DEPUTY: 10,
    MemberRole.DEPUTY: 20,
    MemberRole.MEMBER: 100,
    MemberRole.SECRETARY: 200,
}


@dataclass(frozen=True, slots=True)
class NewSeat:
    """``programme`` only for deputies: whose field the work of that programme is (A03). ``order`` 0: after the role's
    others."""

    version_id: int
    position_id: int
    role: str
    programme: str = ""
    field: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True)
class SeatEdit:
    seat_id: int
    role: str
    programme: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class SeatId:
    id: int


class AddMember(Action[NewSeat, SeatId]):
    name = "steering.committee.add_member"
    label = gettext_lazy("Thêm thành viên")
    permission = Steering.COMMITTEE_MANAGE
    event = "steering.committee.member_added"
    idempotency = natural("a position sits once in a version")

    def scope(self, data: NewSeat) -> str | None:
        return scope_of(data.version_id)

    def check(self, actor: Actor, data: NewSeat) -> None:
        version = _being_written(data.version_id)
        position = Position.objects.select_related("unit").filter(pk=data.position_id).first()
        if position is None:
            raise ActionError(_("Hãy chọn chức danh có trong danh bạ."), "position")
        if not stands_on(position, version.valid_from):
            message = _("%(title)s không còn vào ngày kiện toàn: %(unit)s đã kết thúc hoặc chưa lập.")
            raise ActionError(message % {"title": position.title, "unit": position.unit.name}, "position")
        others = version.members.exclude(position_id=data.position_id)
        _check_duty(others, data.role, data.programme)
        kept = version.members.filter(position_id=data.position_id).first()
        if kept is not None and (kept.role, kept.programme, kept.field) != (data.role, data.programme, data.field):
            raise ActionError(_("Chức danh này đã có trong Ban Chỉ đạo. Hãy sửa vai trò ở danh sách."), "position")

    def execute(self, context: Context, data: NewSeat) -> SeatId:
        version = locked(data.version_id)
        seat, created = Membership.objects.get_or_create(
            version=version,
            position_id=data.position_id,
            defaults={
                "role": data.role,
                "programme": data.programme,
                "field": data.field.strip(),
                "order": data.order or _next_order(version, data.role),
            },
        )
        if not created:
            context.unchanged()
            return SeatId(seat.pk)
        _record(context, version, None, seat)
        return SeatId(seat.pk)


class EditMember(Action[SeatEdit, SeatId]):
    name = "steering.committee.edit_member"
    label = gettext_lazy("Sửa vai trò thành viên")
    permission = Steering.COMMITTEE_MANAGE
    event = "steering.committee.member_edited"
    idempotency = natural("the wanted role and field are named")

    def scope(self, data: SeatEdit) -> str | None:
        return _scope_of_seat(data.seat_id)

    def check(self, actor: Actor, data: SeatEdit) -> None:
        seat = _seat(data.seat_id)
        version = _being_written(seat.version_id)
        _check_duty(version.members.exclude(pk=seat.pk), data.role, data.programme)

    def execute(self, context: Context, data: SeatEdit) -> SeatId:
        seat = _seat(data.seat_id)
        before, after = (seat.role, seat.programme, seat.field), (data.role, data.programme, data.field.strip())
        if before == after:
            context.unchanged()
            return SeatId(seat.pk)
        was = _duty(seat)
        if seat.role != data.role:
            seat.order = _next_order(seat.version, data.role)
        seat.role, seat.programme, seat.field = after
        seat.save(update_fields=["role", "programme", "field", "order"])
        _record(context, seat.version, was, seat)
        return SeatId(seat.pk)


class RemoveMember(Action[SeatId, SeatId]):
    name = "steering.committee.remove_member"
    label = gettext_lazy("Bỏ thành viên")
    permission = Steering.COMMITTEE_MANAGE
    event = "steering.committee.member_removed"
    idempotency = natural("a seat that is gone stays gone")

    def scope(self, data: SeatId) -> str | None:
        return _scope_of_seat(data.id)

    def check(self, actor: Actor, data: SeatId) -> None:
        seat = Membership.objects.filter(pk=data.id).first()
        if seat is not None:
            _being_written(seat.version_id)

    def execute(self, context: Context, data: SeatId) -> SeatId:
        seat = Membership.objects.filter(pk=data.id).select_related("position", "version__committee__unit").first()
        if seat is None:
            context.unchanged()
            return data
        changes = {f"seat {seat.position.title}": (_duty(seat), None)}
        context.record(Aggregate("committee", seat.version.committee.unit.key), changes)
        seat.delete()
        return data


def _being_written(version_id: int) -> CommitteeVersion:
    version = locked(version_id)
    if version.issued_at is not None:
        raise ActionError(_("Thành phần này đã có hiệu lực, được giữ nguyên. Hãy kiện toàn lần mới để thay đổi."))
    return version


def _check_duty(others: QuerySet[Membership], role: str, programme: str) -> None:
    if role not in MemberRole.values:
        raise ActionError(_("Hãy chọn vai trò."), "role")
    if programme and programme not in Programme.values:
        raise ActionError(_("Hãy chọn chương trình."), "programme")
    if programme and role not in (MemberRole.STANDING_DEPUTY, MemberRole.DEPUTY):
        raise ActionError(_("Chỉ Phó Trưởng Ban được giao phụ trách chương trình."), "programme")
    seats = list(others.select_related("position"))
    if role in _LEADING and (holder := next((seat for seat in seats if seat.role == role), None)):
        message = _("Đã có %(role)s: %(who)s. Hãy đổi vai trò của chức danh đó trước.")
        raise ActionError(message % {"role": MemberRole(role).label, "who": holder.position.title}, "role")
    if programme and (holder := next((seat for seat in seats if seat.programme == programme), None)):
        message = _("%(programme)s đã do %(who)s phụ trách. Mỗi chương trình chỉ một Phó Trưởng Ban.")
        words = {"programme": Programme(programme).label, "who": holder.position.title}
        raise ActionError(message % words, "programme")


def _seat(seat_id: int) -> Membership:
    seats = Membership.objects.select_related("position", "version__committee__unit")
    seat = seats.filter(pk=seat_id).first()
    if seat is None:
        raise ActionError(_("Thành viên này không còn trong bản đang soạn. Hãy tải lại trang."))
    return seat


def _scope_of_seat(seat_id: int) -> str | None:
    return Membership.objects.filter(pk=seat_id).values_list("version__committee__home__path", flat=True).first()


def _next_order(version: CommitteeVersion, role: str) -> int:
    last = version.members.filter(role=role).order_by("-order").values_list("order", flat=True).first()
    return max(_ORDER[role], (last or 0) + 1)


def _duty(seat: Membership) -> str:
    words = [str(MemberRole(seat.role).label)]
    if seat.programme:
        words.append(str(Programme(seat.programme).label))
    return ", ".join([*words, seat.field] if seat.field else words)


def _record(context: Context, version: CommitteeVersion, was: str | None, seat: Membership) -> None:
    changes = {f"seat {seat.position.title}": (was, _duty(seat))}
    context.record(Aggregate("committee", version.committee.unit.key), changes)
