"""A dossier's row is the fold of what happened to it. Pure: the same happenings and world give the same row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import reduce
from typing import Any

from thongsuot.serving.clock.domain.hours import OfficeCalendar
from thongsuot.serving.clock.domain.model import (
    ClockEvent,
    ClockEventKind,
    Limit,
    LimitUnit,
    PauseReason,
    Reading,
)
from thongsuot.serving.clock.domain.reading import read_clock, why_not_extend
from thongsuot.serving.clock.domain.rules import ClockRules
from thongsuot.serving.dossiers.domain.happenings import CLOSED, Happening, Kind, PortalStatus
from thongsuot.serving.dossiers.domain.moves import MOVES, why_not
from thongsuot.serving.procedures.domain.content import Step, StepRole


class NotAllowed(ValueError):  # noqa: N818 - names what it is
    """This cannot follow now; ``str(error)`` is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class World:
    """What the dossier keeps from its reception (D21) and the calendar as known now."""

    limit: Limit
    steps: tuple[Step, ...]
    calendar: OfficeCalendar
    rules: ClockRules


@dataclass(frozen=True, slots=True)
class State:
    """Named as the row's columns. ``clock``: (number of the happening, event), in the order they took effect."""

    status: PortalStatus = PortalStatus.NEW
    step: int = 0
    receiving_unit_id: int | None = None
    competent_unit_id: int | None = None
    holder_unit_id: int | None = None
    officer_id: int | None = None
    submitted_at: datetime | None = None
    received_at: datetime | None = None
    started_at: datetime | None = None
    promised_at: datetime | None = None
    due_at: datetime | None = None
    paused_since: datetime | None = None
    finished_at: datetime | None = None
    closed_at: datetime | None = None
    last_event_at: datetime | None = None
    was_on_time: bool | None = None
    is_extended: bool = False
    supplements: int = 0
    payment: str = "pay_none"
    fee: int | None = None
    count: int = 0
    clock: tuple[tuple[int, ClockEvent], ...] = ()

    @property
    def clock_events(self) -> tuple[ClockEvent, ...]:
        return tuple(event for _number, event in self.clock)


COLUMNS = tuple(name for name in State.__slots__ if name not in ("count", "clock"))
_CLOCK = {
    Kind.RECEIVED: (ClockEventKind.RECEIVED, None),
    Kind.ARRIVED: (ClockEventKind.ARRIVED, None),
    Kind.SUPPLEMENT_ASKED: (ClockEventKind.PAUSED, PauseReason.SUPPLEMENT),
    Kind.SUPPLEMENT_GIVEN: (ClockEventKind.RESUMED, PauseReason.SUPPLEMENT),
    Kind.DUTY_ASKED: (ClockEventKind.PAUSED, PauseReason.FINANCIAL_DUTY),
    Kind.DUTY_DONE: (ClockEventKind.RESUMED, PauseReason.FINANCIAL_DUTY),
    Kind.EXTENDED: (ClockEventKind.EXTENDED, None),
    Kind.FINISHED: (ClockEventKind.FINISHED, None),
    Kind.RETURNED: (ClockEventKind.CLOSED, None),
    Kind.WITHDRAWN: (ClockEventKind.CLOSED, None),
    Kind.STOPPED: (ClockEventKind.CLOSED, None),
}
CLOCK_KINDS = frozenset(_CLOCK)


def fold(state: State, happening: Happening, world: World) -> State:
    """The row after ``happening``. Raises ``NotAllowed`` where it cannot follow; ``state`` stays as it was."""
    reason = refusal(state, happening, world)
    if reason:
        raise NotAllowed(reason)
    return _folded(state, happening, world)


def fold_all(happenings: Iterable[Happening], world: World) -> State:
    """The row from the whole log, oldest first. What was allowed when it was written is never refused afterwards."""
    return reduce(lambda state, one: _folded(state, one, world), happenings, State())


def _folded(state: State, happening: Happening, world: World) -> State:
    number = state.count + 1
    told = replace(_carried(state, happening, world), count=number, last_event_at=_later(state, happening))
    return _timed(told, number, happening, world)


def refusal(state: State, happening: Happening, world: World) -> str:
    """Why ``happening`` cannot follow, as a Vietnamese sentence; empty when it can."""
    kind = happening.kind
    if state.submitted_at is None:
        return "" if kind is Kind.FILED else "Hồ sơ chưa được nộp."
    reason = why_not(state.status, kind)
    if reason:
        return reason
    if kind is Kind.ARRIVED and state.started_at is not None:
        return "Cơ quan giải quyết đã nhận hồ sơ này rồi."
    if kind is Kind.EXTENDED:
        why = (
            why_not_extend(state.due_at, int(state.is_extended), happening.at, world.rules)
            if state.due_at
            else "chưa có ngày hẹn."
        )
        return f"Không thể gia hạn: {why}" if why else _out_of_order(state, happening)
    if kind is Kind.APOLOGISED and (state.due_at is None or happening.at <= state.due_at):
        return "Hồ sơ chưa quá hẹn nên chưa phải xin lỗi. Biết trước là chậm thì gia hạn trước khi hết hạn."
    if kind is Kind.FINISHED and state.started_at is None:
        return "Cơ quan giải quyết chưa nhận được hồ sơ nên chưa thể ghi có kết quả."
    return _out_of_order(state, happening)


def _out_of_order(state: State, happening: Happening) -> str:
    before = state.clock[-1][1].at if state.clock and happening.kind in _CLOCK else state.submitted_at
    if before is not None and happening.at < before:
        return "Thời điểm này sớm hơn việc đã ghi trước đó của hồ sơ. Hãy kiểm tra lại ngày, giờ."
    return ""


def _later(state: State, happening: Happening) -> datetime | None:
    if happening.kind is Kind.READ:
        return state.last_event_at  # looking at it moves nothing on
    return max(state.last_event_at or happening.at, happening.at)


def _carried(state: State, happening: Happening, world: World) -> State:
    """What the happening itself says, the clock apart."""
    data, at = happening.data, happening.at
    to = MOVES[happening.kind].to
    changes: dict[str, Any] = {"status": to} if to is not None else {}
    match happening.kind:
        case Kind.FILED:
            changes |= {"submitted_at": at, "payment": data.get("payment", state.payment), "fee": data.get("fee")}
            changes |= {name: data.get(name.removesuffix("_id")) for name in ("receiving_unit_id", "competent_unit_id")}
            changes["holder_unit_id"] = data.get("receiving_unit")
        case Kind.RECEIVED:
            changes |= {"received_at": at, "holder_unit_id": state.receiving_unit_id}
        case Kind.ARRIVED:
            changes["holder_unit_id"] = state.competent_unit_id
        case Kind.STEP_BEGUN:
            changes |= _step(state, happening, world)
        case Kind.ASSIGNED:
            changes["officer_id"] = data.get("officer")
        case Kind.HANDED_OVER:
            changes |= {"holder_unit_id": data.get("unit", state.holder_unit_id), "officer_id": data.get("officer")}
        case Kind.SUPPLEMENT_ASKED:
            changes["supplements"] = state.supplements + 1
        case Kind.SUPPLEMENT_GIVEN | Kind.DUTY_DONE:
            changes["status"] = _back_to(state)
        case Kind.PAID | Kind.REFUNDED:
            changes |= {name: data[name] for name in ("payment", "fee") if name in data}
    if to in CLOSED:
        changes["closed_at"] = at
    return replace(state, **changes)


def _step(state: State, happening: Happening, world: World) -> dict[str, Any]:
    """Which step begins and who holds it; the first step that is not reception makes it «đang xử lý»."""
    ordinal = int(happening.data["step"])
    if not 1 <= ordinal <= len(world.steps):
        raise NotAllowed(f"Thủ tục này không có bước {ordinal}.")
    working = state.status is PortalStatus.ACCEPTED and world.steps[ordinal - 1].role is not StepRole.RECEIVE
    return {
        "step": ordinal,
        "holder_unit_id": happening.data.get("unit", state.holder_unit_id),
        "officer_id": happening.data.get("officer"),
        "status": PortalStatus.PROCESSING if working else state.status,
    }


def _back_to(state: State) -> PortalStatus:
    if state.received_at is None:
        return PortalStatus.NEW  # asked before reception: the clock has not begun
    return PortalStatus.PROCESSING if state.step > 1 else PortalStatus.ACCEPTED


def _timed(state: State, number: int, happening: Happening, world: World) -> State:
    clock = _with_event(state, number, happening)
    if clock == state.clock:
        return state
    reading = read_clock(tuple(event for _n, event in clock), world.limit, world.calendar, world.rules, happening.at)
    return _read(replace(state, clock=clock), happening, reading)


def _with_event(state: State, number: int, happening: Happening) -> tuple[tuple[int, ClockEvent], ...]:
    if happening.kind is Kind.CORRECTED and "moment_of" in happening.data:
        moved, at = int(happening.data["moment_of"]), moment(happening.data["moment"])
        changed = [(n, replace(event, at=at) if n == moved else event) for n, event in state.clock]
        return tuple(sorted(changed, key=lambda one: (one[1].at, one[0])))
    if happening.kind not in _CLOCK or state.received_at is None:
        return state.clock
    return (*state.clock, (number, clock_event(happening)))


def clock_event(happening: Happening) -> ClockEvent:
    """How the clock hears of it; only for kinds that move the clock."""
    kind, reason = _CLOCK[happening.kind]
    limit = None
    if kind is ClockEventKind.EXTENDED:
        limit = Limit(Decimal(str(happening.data["value"])), LimitUnit(happening.data["unit"]))
    waits = bool(happening.data.get("waits_for_arrival")) and kind is ClockEventKind.RECEIVED
    return ClockEvent(kind, happening.at, reason, limit, waits)


def _read(state: State, happening: Happening, reading: Reading) -> State:
    """``promised_at`` is what was told to the applicant then: the recorded one before any reckoned anew."""
    recorded = happening.data.get("promised_at")
    promised = state.promised_at or (moment(recorded) if recorded else reading.promised_at)
    finished, due = reading.finished_at, reading.due_at
    received = next((event.at for event in state.clock_events if event.kind is ClockEventKind.RECEIVED), None)
    return replace(
        state,
        received_at=received,
        started_at=reading.started_at,
        promised_at=promised,
        due_at=due,
        paused_since=reading.paused_since,
        finished_at=finished,
        closed_at=reading.closed_at or state.closed_at,
        is_extended=reading.is_extended,
        was_on_time=finished <= due if finished and due else None,
    )


def moment(value: datetime | str) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)
