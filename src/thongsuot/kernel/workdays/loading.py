"""Reads ``rules/calendar/<year>.yaml`` and refuses what cannot be true.

::

    year: 2026
    holidays:                       # weekly days off among them are named too: they explain the day in lieu
      - {day: 2026-04-26, name: Giỗ Tổ Hùng Vương, in_lieu: 2026-04-27, reference: …, status: official}
    swaps:
      - {rest: 2026-01-02, work: 2026-01-10, name: …, reference: …, status: official}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from thongsuot.kernel.formatting import format_date
from thongsuot.kernel.rules import RuleFileError, RuleStatus, load_yaml, rules_root
from thongsuot.kernel.workdays.calendar import WorkCalendar
from thongsuot.kernel.workdays.model import DayKind, SpecialDay

_SATURDAY = 5


@cache
def load_calendar(root: Path | None = None) -> WorkCalendar:
    """All years there are files for. Raises ``RuleFileError`` naming file and line of sense."""
    folder = (root or rules_root()) / "calendar"
    special: dict[date, SpecialDay] = {}
    years = []
    for path in sorted(folder.glob("*.yaml")):
        year, found = _year(path.stem, load_yaml(f"calendar/{path.stem}", root))
        years.append(year)
        for one in found:
            if one.day in special:
                raise RuleFileError(f"Tệp rules/calendar/{path.stem}.yaml: ngày {format_date(one.day)} ghi hai lần.")
            special[one.day] = one
    return WorkCalendar(years, special.values())


def _year(stem: str, content: Any) -> tuple[int, list[SpecialDay]]:
    where = f"Tệp rules/calendar/{stem}.yaml"
    if not isinstance(content, Mapping) or str(content.get("year")) != stem:
        raise RuleFileError(f"{where}: «year» phải đúng bằng tên tệp.")
    year = int(content["year"])
    found = [day for entry in content.get("holidays") or () for day in _holiday(where, entry)]
    found += [day for entry in content.get("swaps") or () for day in _swap(where, entry)]
    if not found:
        raise RuleFileError(f"{where}: chưa ghi ngày nghỉ nào.")
    strangers = [one for one in found if one.day.year != year and one.kind is not DayKind.SWAPPED_ON]
    if strangers:
        raise RuleFileError(f"{where}: ngày {format_date(strangers[0].day)} không thuộc năm {year}.")
    return year, found


def _holiday(where: str, entry: Any) -> Iterator[SpecialDay]:
    day, name, reference, status = _common(where, entry, "day")
    in_lieu = entry.get("in_lieu")
    yield SpecialDay(day, DayKind.HOLIDAY, name, reference, status)
    if in_lieu is None:
        return
    if day.weekday() < _SATURDAY or not _is_day(in_lieu) or in_lieu.weekday() >= _SATURDAY:
        raise RuleFileError(
            f"{where}, ngày {format_date(day)}: nghỉ bù chỉ có khi ngày lễ trùng thứ Bảy, Chủ nhật, "
            "và «in_lieu» phải là ngày thường."
        )
    yield SpecialDay(in_lieu, DayKind.IN_LIEU, f"Nghỉ bù {name}", reference, status, day)


def _swap(where: str, entry: Any) -> Iterator[SpecialDay]:
    rest, name, reference, status = _common(where, entry, "rest")
    work = entry.get("work")
    if rest.weekday() >= _SATURDAY or not _is_day(work) or work.weekday() < _SATURDAY:
        raise RuleFileError(
            f"{where}, ngày {format_date(rest)}: hoán đổi phải từ một ngày thường («rest») "
            "sang thứ Bảy hoặc Chủ nhật («work»)."
        )
    yield SpecialDay(rest, DayKind.SWAPPED_OFF, name, reference, status, work)
    yield SpecialDay(work, DayKind.SWAPPED_ON, f"Làm bù {name}", reference, status, rest)


def _common(where: str, entry: Any, key: str) -> tuple[date, str, str, RuleStatus]:
    wanted = (key, "name", "reference", "status")
    if not isinstance(entry, Mapping) or any(not entry.get(one) for one in wanted):
        raise RuleFileError(f"{where}: mỗi mục phải có {', '.join(wanted)}; đang là «{entry}».")
    if not _is_day(entry[key]):
        raise RuleFileError(f"{where}: «{key}» phải là ngày dạng 2024-01-31, đang là «{entry[key]}».")
    if entry["status"] not in list(RuleStatus):
        raise RuleFileError(
            f"{where}, ngày {format_date(entry[key])}: «status» phải là official, sample hoặc to-verify."
        )
    return entry[key], str(entry["name"]), str(entry["reference"]), RuleStatus(entry["status"])


def _is_day(value: Any) -> bool:
    return isinstance(value, date)
