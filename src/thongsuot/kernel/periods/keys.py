"""Stable keys of periods, for addresses and database columns, and their order in time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from thongsuot.kernel.periods import model
from thongsuot.kernel.periods.model import Period, PeriodKind
from thongsuot.kernel.periods.scanning import parse_period

_YEAR = r"(?P<y>\d{4})"
_ISO = r"\d{4}-\d{2}-\d{2}"


def period_key(period: Period) -> str:
    """«2024-9T», «2024-Q3», «2024-07», «2021», «2021..2025», «asof-2022-10-18»; «?…» for an incomplete period.

    ``period_from_key(period_key(p)) == p`` for every period this package builds.
    """
    start, end = period.start, period.end
    if period.kind is PeriodKind.CUMULATIVE:
        return f"cum-{start or ''}--{end or ''}"
    if end is None:
        return f"?{period.text}"
    if period.kind is PeriodKind.AS_OF:
        return f"asof-{end}"
    if start is None:
        return f"?{period.text}"
    return _SPAN_KEYS.get(period.kind, _other_key)(start, end)


def _other_key(start: date, end: date) -> str:
    return f"{start}..{end}"


_SPAN_KEYS: dict[PeriodKind, Callable[[date, date], str]] = {
    PeriodKind.DAY: lambda start, _end: str(start),
    PeriodKind.MONTH: lambda start, _end: f"{start.year}-{start.month:02d}",
    PeriodKind.QUARTER: lambda _start, end: f"{end.year}-Q{end.month // 3}",
    PeriodKind.HALF: lambda _start, end: f"{end.year}-{'6T' if end.month == 6 else '6C'}",
    PeriodKind.NINE_MONTHS: lambda _start, end: f"{end.year}-9T",
    PeriodKind.YEAR: lambda start, _end: f"{start.year}",
    PeriodKind.STAGE: lambda start, end: f"{start.year}..{end.year}",
}


def _optional_date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


_PARSERS: tuple[tuple[str, Callable[[re.Match[str]], Period]], ...] = (
    (_YEAR, lambda m: model.year(int(m["y"]))),
    (rf"{_YEAR}-(?P<m>\d\d)", lambda m: model.month(int(m["y"]), int(m["m"]))),
    (rf"{_YEAR}-Q(?P<q>[1-4])", lambda m: model.quarter(int(m["y"]), int(m["q"]))),
    (rf"{_YEAR}-6T", lambda m: model.half(int(m["y"]), 1)),
    (rf"{_YEAR}-6C", lambda m: model.half(int(m["y"]), 2)),
    (rf"{_YEAR}-9T", lambda m: model.nine_months(int(m["y"]))),
    (_ISO, lambda m: model.day(date.fromisoformat(m[0]))),
    (r"(?P<a>\d{4})\.\.(?P<b>\d{4})", lambda m: model.stage(int(m["a"]), int(m["b"]))),
    (rf"asof-(?P<d>{_ISO})", lambda m: model.as_of(date.fromisoformat(m["d"]))),
    (rf"cum-(?P<a>(?:{_ISO})?)--(?P<b>(?:{_ISO})?)", lambda m: _cumulative(m["a"], m["b"])),
    (
        rf"(?P<a>{_ISO})\.\.(?P<b>{_ISO})",
        lambda m: model.between(date.fromisoformat(m["a"]), date.fromisoformat(m["b"])),
    ),
    (r"\?(?P<text>.+)", lambda m: parse_period(m["text"])),
)
_KEY_PARSERS = tuple((re.compile(pattern), build) for pattern, build in _PARSERS)


def _cumulative(start: str, end: str) -> Period:
    return model.cumulative(_optional_date(start), _optional_date(end))


def period_from_key(key: str) -> Period:
    """The period of a key. Raises ``ValueError`` with a Vietnamese message for anything else."""
    for pattern, build in _KEY_PARSERS:
        found = pattern.fullmatch(key)
        if found:
            try:
                return build(found)
            except ValueError:
                break
    raise ValueError(f"Mã kỳ «{key}» không hợp lệ. Ví dụ: 2024, 2024-Q3, 2024-9T, 2024-07, 2021..2025.")


def sort_key(period: Period) -> tuple[date, int]:
    """Order in time: by the last day, the longer period after the shorter; incomplete periods come first."""
    return period.end or date.min, -(period.start or period.end or date.min).toordinal()
