"""A case somebody wants checked: one JSON object in, the due moment and its explanation out.

``{id, received_at, accepted_at?, limit: {value, unit}, pauses: [{from, to?, reason}], extension?: {at, value, unit},
calendar?}``. ``accepted_at``: when the competent authority received it, where it was handed in elsewhere. Moments are
local unless they carry an offset. ``calendar``: ``{"holidays": [days], "workdays": [days], "years": [years]}`` besides
the nation's; a year named there is plain weeks where the nation's calendar lacks it. «vn»: the nation's alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from thongsuot.kernel.clock import VIETNAM, local
from thongsuot.kernel.text import fold
from thongsuot.serving.clock.domain.hours import OfficeCalendar
from thongsuot.serving.clock.domain.model import (
    Because,
    ClockEvent,
    ClockEventKind,
    Limit,
    LimitUnit,
    PauseReason,
    Reading,
)
from thongsuot.serving.clock.domain.reading import read_clock
from thongsuot.serving.clock.domain.rules import ClockRules

MOST = 10_000  # days, hours or months: more is a slip of the pen
_NATION = ("vn", "viet nam", "vietnam")
_REASONS = (
    ("supplement", PauseReason.SUPPLEMENT),
    ("bo sung", PauseReason.SUPPLEMENT),
    ("financ", PauseReason.FINANCIAL_DUTY),
    ("duty", PauseReason.FINANCIAL_DUTY),
    ("tai chinh", PauseReason.FINANCIAL_DUTY),
)


class BadCase(ValueError):  # noqa: N818 - names what it is
    """The case cannot be read; ``str(error)`` says in Vietnamese which field and how to mend it."""


@dataclass(frozen=True, slots=True)
class ExtraDays:
    """What a case says of its calendar."""

    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """``events`` in order of time, the reception first; ``now`` is the last of them."""

    id: Any
    limit: Limit
    events: tuple[ClockEvent, ...]
    days: ExtraDays

    @property
    def received_at(self) -> datetime:
        return self.events[0].at


def case_of(plain: Any) -> Case:
    """Raises ``BadCase``."""
    if not isinstance(plain, Mapping):
        raise BadCase("Mỗi dòng phải là một đối tượng JSON có id, received_at, limit.")
    received = _moment(plain.get("received_at"), "received_at")
    accepted = _moment(plain["accepted_at"], "accepted_at") if plain.get("accepted_at") else None
    if accepted and accepted < received:
        raise BadCase("«accepted_at» sớm hơn «received_at»; hãy kiểm tra lại hai thời điểm.")
    limit = limit_of(plain.get("limit"), "limit")
    elsewhere = accepted is not None and accepted > received
    events = [ClockEvent(ClockEventKind.RECEIVED, received, waits_for_arrival=elsewhere)]
    events += [ClockEvent(ClockEventKind.ARRIVED, accepted)] if accepted else []
    events += _pauses(plain.get("pauses") or [], accepted or received)
    events += _extension(plain.get("extension"), accepted or received)
    return Case(plain.get("id"), limit, tuple(sorted(events, key=lambda one: one.at)), _days(plain.get("calendar")))


def read_case(
    case: Case, calendar_for: Callable[[ExtraDays], OfficeCalendar], rules_for: Callable[[date], ClockRules]
) -> Reading:
    """Raises ``NoCalendar``, ``NoRuleForDate``."""
    rules = rules_for(local(case.received_at).date())
    return read_clock(case.events, case.limit, calendar_for(case.days), rules, case.events[-1].at)


def result_of(case: Case, reading: Reading) -> dict[str, Any]:
    """The line of the answer; ``due_at`` is null while the clock stands."""
    due = local(reading.due_at).isoformat() if reading.due_at else None
    return {"id": case.id, "due_at": due, "explain": [sentence(one) for one in reading.because]}


def sentence(one: Because) -> str:
    """«… (Căn cứ: BLDS 2015, Điều 147 khoản 2)»."""
    return f"{one.text} (Căn cứ: {one.reference})"


def limit_of(plain: Any, where: str) -> Limit:
    """Raises ``BadCase`` naming ``where``."""
    if not isinstance(plain, Mapping):
        raise BadCase(f'«{where}» phải có dạng {{"value": 3, "unit": "working_days"}}.')
    units = [one.value for one in LimitUnit]
    if plain.get("unit") not in units:
        raise BadCase(f"«{where}.unit» phải là một trong: {', '.join(units)}; đang là «{plain.get('unit')}».")
    return _checked(_number(plain.get("value"), where), LimitUnit(plain["unit"]), where)


def _checked(value: Decimal, unit: LimitUnit, where: str) -> Limit:
    if value < 0 or value > MOST or (value == 0 and unit is not LimitUnit.WORKING_DAYS):
        raise BadCase(f"«{where}.value» phải lớn hơn 0 và không quá {MOST}; «trong ngày» ghi 0 working_days.")
    if unit is LimitUnit.CALENDAR_DAYS and value % 1:
        raise BadCase(f"«{where}.value» tính bằng ngày liên tục phải là số nguyên; phần lẻ hãy ghi bằng working_hours.")
    if unit is LimitUnit.MONTHS and value % Decimal("0.5"):
        raise BadCase(f"«{where}.value» tính bằng tháng phải là số nguyên hoặc nửa tháng (15 ngày).")
    return Limit(value, unit)


def _number(value: Any, where: str) -> Decimal:
    try:
        number = Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(value, bool) or not number.is_finite():
        raise BadCase(f"«{where}.value» phải là một số, đang là «{value}».")
    return number


def _pauses(plain: Any, start: datetime) -> Iterable[ClockEvent]:
    """Overlapping pauses count once; what lies before the clock began takes nothing from it."""
    if not isinstance(plain, list):
        raise BadCase("«pauses» phải là danh sách các lần dừng [{from, to, reason}].")
    spans = sorted((_pause(one, number) for number, one in enumerate(plain, start=1)), key=lambda one: one[0])
    reached: datetime | None = start
    for since, until, reason in spans:
        if reached is None or (until and until < reached):
            continue
        yield ClockEvent(ClockEventKind.PAUSED, max(since, reached), reason)
        reached = until
        if until:
            yield ClockEvent(ClockEventKind.RESUMED, until, reason)


def _pause(plain: Any, number: int) -> tuple[datetime, datetime | None, PauseReason]:
    where = f"pauses, lần {number}"
    if not isinstance(plain, Mapping):
        raise BadCase(f'«{where}» phải có dạng {{"from": …, "to": …, "reason": …}}.')
    since = _moment(plain.get("from"), f"{where}: from")
    until = _moment(plain["to"], f"{where}: to") if plain.get("to") else None
    if until and until < since:
        raise BadCase(f"«{where}» kết thúc trước khi bắt đầu; hãy đổi lại «from» và «to».")
    return since, until, _reason(str(plain.get("reason") or ""))


def _reason(words: str) -> PauseReason:
    """By the word it holds, English or Vietnamese; anything else is another legal reason."""
    key = fold(words)
    return next((reason for word, reason in _REASONS if word in key), PauseReason.OTHER)


def _extension(plain: Any, start: datetime) -> Iterable[ClockEvent]:
    if not plain:
        return
    limit = limit_of(plain, "extension")
    at = _moment(plain.get("at"), "extension.at")
    if at < start:
        raise BadCase("«extension.at» sớm hơn lúc đồng hồ chạy.")
    yield ClockEvent(ClockEventKind.EXTENDED, at, limit=limit)


def _days(plain: Any) -> ExtraDays:
    if not plain or (isinstance(plain, str) and fold(plain).strip() in _NATION):
        return ExtraDays()
    if not isinstance(plain, Mapping) or set(plain) - {"holidays", "workdays", "years"}:
        raise BadCase("«calendar» chỉ gồm holidays (ngày nghỉ thêm), workdays (ngày làm bù), years (năm).")
    holidays, workdays = (_dates(plain.get(name), name) for name in ("holidays", "workdays"))
    years = plain.get("years") or []
    if not isinstance(years, list) or not all(isinstance(one, int) and 1900 < one < 2200 for one in years):
        raise BadCase("«calendar.years» phải là danh sách năm, ví dụ [2028].")
    if holidays & workdays:
        raise BadCase("«calendar»: một ngày không thể vừa nghỉ vừa làm bù.")
    return ExtraDays(holidays, workdays, frozenset(years))


def _dates(plain: Any, name: str) -> frozenset[date]:
    try:
        return frozenset(date.fromisoformat(one) for one in plain or ())
    except (TypeError, ValueError):
        raise BadCase(f"«calendar.{name}» phải là danh sách ngày dạng 2026-02-16.") from None


def _moment(plain: Any, where: str) -> datetime:
    try:
        moment = datetime.fromisoformat(str(plain).strip())
    except ValueError:
        raise BadCase(f"«{where}» phải là thời điểm dạng 2026-02-12T09:30, đang là «{plain}».") from None
    return moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else local(moment)
