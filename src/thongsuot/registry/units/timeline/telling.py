"""Say in Vietnamese what a unit was and became."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from thongsuot.kernel.formatting import format_date
from thongsuot.registry.units.timeline.history import Timeline
from thongsuot.registry.units.timeline.model import Basis, Kind, Name, Succession, Unit, UnitEvent

_SHOWN = 4
_TERRITORIES = {Kind.PROVINCE, Kind.DISTRICT, Kind.COMMUNE}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    on: date
    text: str
    citation: str
    certainty: str
    source: str
    event: str


def label(timeline: Timeline, key: str, as_of: date, today: date) -> str:
    """The name a figure of ``as_of`` carries, with what the unit is ``today`` where that differs.

    «Hà Giang (nay thuộc Tuyên Quang)», «Tuyên Quang (trước 01/07/2025)», «Thừa Thiên Huế (nay là thành phố Huế)».
    """
    unit = timeline.unit(key)
    then = unit.name_on(as_of)
    if unit.end is None or today < unit.end:
        now = unit.name_on(today)
        return then.short if now.full == then.full else f"{then.short} (nay là {_inside(unit, now)})"
    heirs = [timeline.unit(landing.unit) for landing in timeline.become(key, today)]
    if any(heir.name_on(today).short == then.short and heir.kind == unit.kind for heir in heirs):
        return f"{then.short} (trước {format_date(unit.end)})"
    return f"{then.short} (nay thuộc {_where(timeline, heirs, today)})"


def _where(timeline: Timeline, heirs: list[Unit], today: date) -> str:
    """The heirs by name, or how many communes of which province where they are many."""
    provinces = {timeline.ancestor(heir.key, Kind.PROVINCE) for heir in heirs if heir.kind is Kind.COMMUNE}
    if len(heirs) <= _SHOWN or len(provinces) != 1:
        return _listed([heir.name_on(today).short for heir in heirs])
    return f"{len(heirs)} xã, phường của {timeline.unit(str(provinces.pop())).name_on(today).short}"


def lines(timeline: Timeline, key: str) -> tuple[HistoryLine, ...]:
    """The unit's own history, oldest first; each line carries its law."""
    return tuple(_line(timeline, timeline.unit(key), event) for event in timeline.events_of(key))


def _line(timeline: Timeline, unit: Unit, event: UnitEvent) -> HistoryLine:
    text = _sentence(timeline, unit, event)
    text = f"{text[0].upper()}{text[1:]}"
    return HistoryLine(event.effective_on, text, event.citation, event.certainty, event.source, event.key)


def _sentence(timeline: Timeline, unit: Unit, event: UnitEvent) -> str:
    own = [edge for edge in event.members if unit.key in (edge.predecessor, edge.successor)]
    if any(edge.basis == Basis.FUNCTIONS for edge in own):
        return event.note
    if all(edge.predecessor == edge.successor for edge in own):
        return f"{_before(unit, event)} trở thành {_after(unit, event)}."
    if all(edge.successor is None for edge in own):
        return _ending(timeline, unit, event)
    if any(edge.successor == unit.key for edge in own):
        return _beginning(timeline, unit, event, own)
    return _passing(timeline, unit, event, own)


def _ending(timeline: Timeline, unit: Unit, event: UnitEvent) -> str:
    heirs = [timeline.unit(landing.unit) for landing in timeline.become(unit.key, event.effective_on)]
    where = _listed([_after(heir, event) for heir in heirs if heir.key != unit.key])
    return f"{_before(unit, event)} kết thúc hoạt động" + (f"; địa bàn thuộc {where}." if where else ".")


def _beginning(timeline: Timeline, unit: Unit, event: UnitEvent, own: list[Succession]) -> str:
    sources = [_given(timeline, edge, event) for edge in own if edge.predecessor is not None]
    if not sources:
        return event.note or f"Thành lập {_after(unit, event)}."
    if unit.start != event.effective_on:
        return f"{_after(unit, event)} nhận {_listed(sources)}."
    if len(sources) == 1:
        return f"{_after(unit, event)} hình thành từ {sources[0]}."
    return f"{_listed(sources)} hợp nhất để lập {_after(unit, event)}."


def _passing(timeline: Timeline, unit: Unit, event: UnitEvent, own: list[Succession]) -> str:
    heirs = [timeline.unit(str(edge.successor)) for edge in own]
    if len(heirs) > 1:
        return f"{_before(unit, event)} được chia về {_listed([_after(heir, event) for heir in heirs])}."
    if heirs[0].start != event.effective_on:
        return f"{_before(unit, event)} nhập vào {_after(heirs[0], event)}."
    heir = _after(heirs[0], event)
    others = [_given(timeline, edge, event) for edge in event.members if edge.predecessor not in (None, unit.key)]
    what = _given(timeline, own[0], event)
    return f"{what} cùng {_listed(others)} hợp nhất để lập {heir}." if others else f"{what} thành {heir}."


def _given(timeline: Timeline, edge: Succession, event: UnitEvent) -> str:
    name = _before(timeline.unit(str(edge.predecessor)), event)
    return name if edge.share == 1 else f"một phần {name}"


def _before(unit: Unit, event: UnitEvent) -> str:
    return _inside(unit, unit.name_on(event.effective_on - timedelta(days=1)))


def _after(unit: Unit, event: UnitEvent) -> str:
    return _inside(unit, unit.name_on(event.effective_on))


def _inside(unit: Unit, name: Name) -> str:
    """The full name inside a sentence: «tỉnh Hà Giang», but «Bộ Nội vụ»."""
    return name.full[0].lower() + name.full[1:] if unit.kind in _TERRITORIES else name.full


def _listed(names: list[str]) -> str:
    if len(names) > _SHOWN:
        return f"{', '.join(names[: _SHOWN - 1])} và {len(names) - _SHOWN + 1} đơn vị khác"
    return " và ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
