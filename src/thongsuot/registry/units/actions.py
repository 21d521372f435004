"""Changing the map of units: always an event on a date with its legal citation, never an overwrite (L01, L05)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.collation import collation_key
from thongsuot.kernel.formatting import format_date
from thongsuot.kernel.text import fold
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import Action, ActionError, Aggregate, Context, natural
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.fields import Certainty
from thongsuot.registry.units.models import (
    Unit,
    UnitEvent,
    UnitEventKind,
    UnitEventMember,
    UnitKind,
    UnitName,
)
from thongsuot.registry.units.searching import index_units
from thongsuot.registry.units.timeline.keys import slug


@dataclass(frozen=True, slots=True)
class Founding:
    """A unit that begins. ``parent`` is a key; ``kind`` one of ``UnitKind``."""

    name: str
    short_name: str
    kind: str
    form: str
    parent: str
    on: date
    citation: str


@dataclass(frozen=True, slots=True)
class Founded:
    key: str


class FoundUnit(Action[Founding, Founded]):
    name = "registry.unit.found"
    label = gettext_lazy("Lập đơn vị")
    permission = Permission.UNIT_MANAGE
    event = "registry.unit.founded"
    idempotency = natural("the key is made from name, parent and date: a second run finds the first unit")

    def scope(self, data: Founding) -> str | None:
        return Unit.objects.filter(key=data.parent).values_list("path", flat=True).first()

    def check(self, actor: Actor, data: Founding) -> None:
        _need_citation(data.citation)
        if data.kind not in UnitKind.values:
            raise ActionError(_("Hãy chọn loại đơn vị."), "kind")
        if not data.name.strip() or not data.short_name.strip():
            raise ActionError(_("Hãy ghi tên đầy đủ và tên gọi của đơn vị."), "name")
        _living(data.parent, data.on, "parent")

    def execute(self, context: Context, data: Founding) -> Founded:
        parent = Unit.objects.get(key=data.parent)
        key = f"{slug(data.name)}--{parent.key}"[:100] + f"-{data.on.year}"
        if Unit.objects.filter(key=key).exists():
            context.unchanged()
            return Founded(key)
        unit = Unit.objects.create(
            key=key,
            kind=data.kind,
            form=data.form,
            name=data.name.strip(),
            short_name=data.short_name.strip(),
            sort_key=collation_key(data.short_name),
            search_key=fold(data.short_name),
            parent=parent,
            path=f"{parent.path}/{key}",
            valid_from=data.on,
            source=data.citation,
        )
        UnitName.objects.create(unit=unit, name=unit.name, short_name=unit.short_name, valid_from=data.on)
        event = _event(UnitEventKind.ESTABLISHED, key, data.on, data.citation)
        UnitEventMember.objects.create(event=event, successor=unit)
        index_units([unit.pk])
        context.record(Aggregate("unit", key), {"name": (None, unit.name)}, reason=data.citation)
        return Founded(key)


@dataclass(frozen=True, slots=True)
class Renaming:
    key: str
    name: str
    short_name: str
    on: date
    citation: str


class RenameUnit(Action[Renaming, Founded]):
    """A new name from a day on; the old name stays findable and is shown beside figures of its time."""

    name = "registry.unit.rename"
    label = gettext_lazy("Đổi tên đơn vị")
    permission = Permission.UNIT_MANAGE
    event = "registry.unit.renamed"
    idempotency = natural("a unit that bears the name already is left alone")

    def scope(self, data: Renaming) -> str | None:
        return Unit.objects.filter(key=data.key).values_list("path", flat=True).first()

    def check(self, actor: Actor, data: Renaming) -> None:
        _need_citation(data.citation)
        if not data.name.strip() or not data.short_name.strip():
            raise ActionError(_("Hãy ghi tên mới."), "name")
        unit = _living(data.key, data.on, "on")
        if unit.name != data.name.strip() and unit.names.filter(valid_from__gte=data.on).exists():
            raise ActionError(_("Đã có tên khác từ ngày này trở đi. Hãy chọn ngày sau tên gần nhất."), "on")

    def execute(self, context: Context, data: Renaming) -> Founded:
        unit = Unit.objects.select_for_update().get(key=data.key)
        if unit.name == data.name.strip():
            context.unchanged()
            return Founded(unit.key)
        before = unit.name
        unit.names.filter(valid_to__isnull=True).update(valid_to=data.on)
        unit.name, unit.short_name = data.name.strip(), data.short_name.strip()
        unit.sort_key, unit.search_key = collation_key(unit.short_name), fold(unit.short_name)
        unit.save(update_fields=["name", "short_name", "sort_key", "search_key"])
        UnitName.objects.create(unit=unit, name=unit.name, short_name=unit.short_name, valid_from=data.on)
        event = _event(UnitEventKind.RENAMED, unit.key, data.on, data.citation)
        UnitEventMember.objects.create(event=event, predecessor=unit, successor=unit, share=1)
        index_units([unit.pk])
        context.record(Aggregate("unit", unit.key), {"name": (before, unit.name)}, reason=data.citation)
        return Founded(unit.key)


@dataclass(frozen=True, slots=True)
class Ending:
    """``successor`` is a key, or empty for a unit dissolved without heir."""

    key: str
    successor: str
    on: date
    citation: str


class EndUnit(Action[Ending, Founded]):
    """The unit is in being up to the day before ``on``; its figures stay its own."""

    name = "registry.unit.end"
    label = gettext_lazy("Kết thúc đơn vị")
    permission = Permission.UNIT_MANAGE
    event = "registry.unit.ended"
    idempotency = natural("a unit ends once")

    def scope(self, data: Ending) -> str | None:
        return Unit.objects.filter(key=data.key).values_list("path", flat=True).first()

    def check(self, actor: Actor, data: Ending) -> None:
        _need_citation(data.citation)
        unit = Unit.objects.filter(key=data.key).first()
        if unit is None or (unit.valid_from and unit.valid_from >= data.on):
            raise ActionError(_("Ngày kết thúc phải sau ngày đơn vị được lập."), "on")
        if data.successor == data.key:
            raise ActionError(_("Đơn vị không nhập vào chính mình. Hãy ghi mã đơn vị khác."), "successor")
        if data.successor:
            _living(data.successor, data.on, "successor")
        if unit.valid_to is None and unit.names.filter(valid_from__gte=data.on).exists():
            raise ActionError(_("Đơn vị đã đổi tên từ ngày này hoặc sau đó. Hãy chọn ngày muộn hơn."), "on")
        children = unit.children.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=data.on)).values_list(
            "name", flat=True
        )
        if children:
            named = ", ".join(children[:5])
            raise ActionError(_("Còn đơn vị trực thuộc: %(names)s. Hãy xử lý các đơn vị này trước.") % {"names": named})

    def execute(self, context: Context, data: Ending) -> Founded:
        unit = Unit.objects.select_for_update().get(key=data.key)
        if unit.valid_to is not None:
            context.unchanged()
            return Founded(unit.key)
        unit.valid_to = data.on
        unit.save(update_fields=["valid_to"])
        unit.names.filter(valid_to__isnull=True).update(valid_to=data.on)
        heir = Unit.objects.filter(key=data.successor).first() if data.successor else None
        kind = UnitEventKind.MERGED if heir else UnitEventKind.DISSOLVED
        event = _event(kind, unit.key, data.on, data.citation)
        UnitEventMember.objects.create(event=event, predecessor=unit, successor=heir, share=1 if heir else None)
        changes = {"valid_to": (None, data.on), "successor": (None, data.successor or None)}
        index_units([unit.pk])
        context.record(Aggregate("unit", unit.key), changes, reason=data.citation)
        return Founded(unit.key)


def _need_citation(citation: str) -> None:
    if not citation.strip():
        raise ActionError(_("Hãy ghi căn cứ: số, ký hiệu và ngày của văn bản."), "citation")


def _living(key: str, on: date, field: str) -> Unit:
    unit = Unit.objects.filter(key=key).first()
    if unit is None:
        raise ActionError(_("Không có đơn vị mang mã «%(key)s».") % {"key": key}, field)
    if (unit.valid_from and unit.valid_from > on) or (unit.valid_to and unit.valid_to <= on):
        message = _("%(name)s không có mặt ngày %(day)s.") % {"name": unit.name, "day": format_date(on)}
        raise ActionError(message, field)
    return unit


def _event(kind: UnitEventKind, key: str, on: date, citation: str) -> UnitEvent:
    return UnitEvent.objects.create(
        key=f"{kind.value}-{key}-{on.isoformat()}"[:160],
        kind=kind,
        effective_on=on,
        citation=citation.strip()[:255],
        certainty=Certainty.OFFICIAL,
    )
