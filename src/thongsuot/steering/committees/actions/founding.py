"""A committee begins: a new unit, or the steering side of a body the record knows already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.text import nfc
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import Action, ActionError, Aggregate, Context, natural
from thongsuot.registry.units.bodies import found_body
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.steering.committees.models import Committee
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.choices import Programme


@dataclass(frozen=True, slots=True)
class NewCommittee:
    """``home`` is the key of the province, ministry or commune; ``unit`` the key of a body the record knows, or empty
    for a new one, which then needs name, day and citation. ``programmes`` are ``Programme`` values."""

    home: str
    unit: str = ""
    name: str = ""
    short_name: str = ""
    on: date | None = None
    citation: str = ""
    scope: str = ""
    programmes: tuple[str, ...] = ()
    secretariat_name: str = ""
    meetings_per_quarter: int = 1
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class CommitteeKey:
    key: str


class FoundCommittee(Action[NewCommittee, CommitteeKey]):
    name = "steering.committee.found"
    label = gettext_lazy("Lập Ban Chỉ đạo")
    permission = Steering.COMMITTEE_MANAGE
    event = "steering.committee.founded"
    idempotency = natural("a unit carries one committee; a second run finds it")

    def scope(self, data: NewCommittee) -> str | None:
        return Unit.objects.filter(key=data.home).values_list("path", flat=True).first()

    def check(self, actor: Actor, data: NewCommittee) -> None:
        if not Unit.objects.filter(key=data.home).exists():
            raise ActionError(_("Không có đơn vị mang mã «%(key)s».") % {"key": data.home}, "home")
        unknown = set(data.programmes) - set(Programme.values)
        if unknown or not data.programmes:
            raise ActionError(_("Hãy chọn ít nhất một chương trình Ban Chỉ đạo phụ trách."), "programmes")
        if data.unit:
            _check_known_body(data)
        else:
            _check_new_body(data)

    def execute(self, context: Context, data: NewCommittee) -> CommitteeKey:
        home = Unit.objects.get(key=data.home)
        if data.unit:
            unit = Unit.objects.get(key=data.unit)
        else:
            names = _tidy(data.name), _tidy(data.short_name) or _tidy(data.name)
            unit = found_body(context, home, *names, data.on, data.citation)
        if Committee.objects.filter(unit=unit).exists():
            context.unchanged()
            return CommitteeKey(unit.key)
        begin(context, unit, home, data)
        return CommitteeKey(unit.key)


def begin(context: Context, unit: Unit, home: Unit, data: NewCommittee) -> Committee:
    """The committee's row and its first event."""
    committee = Committee.objects.create(
        unit=unit,
        home=home,
        scope=data.scope.strip(),
        programmes=list(data.programmes),
        secretariat_name=data.secretariat_name.strip(),
        meetings_per_quarter=data.meetings_per_quarter,
        is_sample=data.is_sample,
    )
    changes = {"name": (None, unit.name), "programmes": (None, list(data.programmes))}
    context.record(Aggregate("committee", unit.key), changes, reason=data.citation, event=FoundCommittee.event)
    return committee


def _check_known_body(data: NewCommittee) -> None:
    unit = Unit.objects.filter(key=data.unit, kind=UnitKind.COMMITTEE).select_related("parent").first()
    if unit is None or unit.parent is None or unit.parent.key != data.home:
        message = _("«%(key)s» không phải Ban Chỉ đạo, tổ công tác của đơn vị này.") % {"key": data.unit}
        raise ActionError(message, "unit")


def _check_new_body(data: NewCommittee) -> None:
    if not _tidy(data.name):
        raise ActionError(_("Hãy ghi tên Ban Chỉ đạo như trong quyết định thành lập."), "name")
    if data.on is None:
        raise ActionError(_("Hãy ghi ngày Ban Chỉ đạo bắt đầu hoạt động."), "on")
    if not data.citation.strip():
        raise ActionError(_("Hãy ghi căn cứ: số, ký hiệu và ngày của quyết định."), "citation")


def _tidy(text: str) -> str:
    return " ".join(nfc(text).split())
