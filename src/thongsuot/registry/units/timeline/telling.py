"""Say in Vietnamese what a unit was and became."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thongsuot.registry.units.timeline.history import Timeline
from thongsuot.registry.units.timeline.model import EventKind, Succession, Unit, UnitEvent

_SHOWN = 4


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

    «Hà Giang (nay thuộc Tuyên Quang)», «Tuyên Quang (trước 1/7/2025)», «Thừa Thiên Huế (nay là Thành phố Huế)».
    """
    unit = timeline.unit(key)
    then = unit.name_on(as_of)
    if unit.alive(today) or unit.end is None:
        now = unit.name_on(today)
        return then.short if now.full == then.full else f"{then.short} (nay là {now.full})"
    if today < unit.end:
        return then.short
    heirs = [timeline.unit(landing.unit) for landing in timeline.become(key, today)]
    if any(heir.name_on(today).short == then.short and heir.kind == unit.kind for heir in heirs):
        return f"{then.short} (trước {day(unit.end)})"
    return f"{then.short} (nay thuộc {_listed([heir.name_on(today).short for heir in heirs])})"


def lines(timeline: Timeline, key: str) -> tuple[HistoryLine, ...]:
    """The unit's own history, oldest first; each line carries its law."""
    unit = timeline.unit(key)
    return tuple(
        HistoryLine(
            event.effective_on,
            _sentence(timeline, unit, event),
            event.citation,
            event.certainty,
            event.source,
            event.key,
        )
        for event in timeline.events_of(key)
    )


def day(on: date) -> str:
    return f"{on.day}/{on.month}/{on.year}"


def _sentence(timeline: Timeline, unit: Unit, event: UnitEvent) -> str:
    own = [edge for edge in event.members if unit.key in (edge.predecessor, edge.successor)]
    if all(edge.predecessor == edge.successor for edge in own):
        before = unit.name_on(date.fromordinal(event.effective_on.toordinal() - 1))
        return f"{before.full} trở thành {unit.name_on(event.effective_on).full}."
    if all(edge.successor is None for edge in own):
        return f"{unit.name_on(event.effective_on).full} kết thúc hoạt động."
    if any(edge.successor == unit.key for edge in own):
        return _beginning(timeline, unit, event, own)
    return _passing(timeline, unit, event, own)


def _beginning(timeline: Timeline, unit: Unit, event: UnitEvent, own: list[Succession]) -> str:
    name = unit.name_on(event.effective_on).full
    sources = [_before(timeline, edge) for edge in own if edge.predecessor is not None]
    if not sources:
        return f"Thành lập {name}."
    if unit.start is not None and unit.start < event.effective_on:
        return f"{name} nhận {_listed(sources)}."
    if len(sources) == 1 and own[0].share == 1:
        kept = event.kind is not EventKind.ESTABLISHED
        return f"{name} hình thành từ {sources[0]}." if kept else f"Thành lập {name} trên cơ sở {sources[0]}."
    return f"{_listed(sources)} nhập thành {name}."


def _passing(timeline: Timeline, unit: Unit, event: UnitEvent, own: list[Succession]) -> str:
    name = unit.name_on(date.fromordinal(event.effective_on.toordinal() - 1)).full
    heir = timeline.unit(str(own[0].successor)).name_on(event.effective_on).full
    others = [_before(timeline, edge) for edge in event.members if edge.predecessor not in (None, unit.key)]
    what = name if own[0].share == 1 else f"Một phần {name}"
    if not others:
        return f"{what} thành {heir}." if what == name else f"{what} chuyển sang {heir}."
    return f"{what} cùng {_listed(others)} nhập thành {heir}."


def _before(timeline: Timeline, edge: Succession) -> str:
    name = timeline.unit(str(edge.predecessor)).names[-1].full
    return name if edge.share == 1 else f"một phần {name}"


def _listed(names: list[str]) -> str:
    if len(names) > _SHOWN:
        return f"{', '.join(names[: _SHOWN - 1])} và {len(names) - _SHOWN + 1} đơn vị khác"
    return " và ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
