"""The ways official Vietnamese writes a date or a period, as patterns over lower-cased text.

Each rule starts with a literal or a digit so that a scan of a whole document stays in the millisecond range.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from thongsuot.kernel.periods import model
from thongsuot.kernel.periods.model import Period

Match = re.Match[str]
Years = int | None  # the year to assume where the text is silent
Builder = Callable[[Match, Years, date | None], Period | None]

YEAR = r"(?:19|20)\d\d"
_Y4 = rf"{YEAR}(?!\d|[.,]\d)"
_D = r"(?:0?[1-9]|[12]\d|3[01])"
_M = r"(?:0?[1-9]|1[0-2])"
_DASH = r"\s*[-–—]\s*"
_SEP = r"\s?[-/.]\s?"
DATE = (
    rf"(?:ngày\s+)?(?P<d>{_D})"
    rf"(?:{_SEP}(?P<m>{_M}){_SEP}(?P<y>{_Y4})|\s+tháng\s+(?P<lm>{_M})\s*(?:,\s*)?năm\s+(?P<ly>{_Y4}))"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "01": 1, "02": 2, "03": 3, "04": 4}
COUNT_WORDS = {"ba": 3, "sáu": 6, "chín": 9, "một": 1, "hai": 2, "bốn": 4, "năm": 5, "bảy": 7, "tám": 8, "mười": 10}


class Rule(NamedTuple):
    pattern: re.Pattern[str]
    build: Builder


def safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _group(found: Match, *names: str) -> int | None:
    for name in names:
        value = found.groupdict().get(name)
        if value:
            return int(value)
    return None


def _date_of(found: Match, prefix: str = "") -> date | None:
    year, month = _group(found, f"{prefix}y", f"{prefix}ly"), _group(found, f"{prefix}m", f"{prefix}lm")
    day = _group(found, f"{prefix}d")
    if year is None or month is None or day is None:
        return None
    return safe_date(year, month, day)


def _point(prefix: str) -> str:
    """A boundary in time: a date, a month with its year, a year. Group names carry ``prefix``."""
    named = DATE
    for name in ("d", "m", "y", "lm", "ly"):
        named = named.replace(f"(?P<{name}>", f"(?P<{prefix}{name}>")
    return (
        rf"(?:(?:hết\s+|cuối\s+|đầu\s+)?(?:{named}"
        rf"|tháng\s+(?P<{prefix}mm>{_M})(?:\s?[-/]\s?|\s+năm\s+)(?P<{prefix}my>{_Y4})"
        rf"|quý\s+(?P<{prefix}q>iv|i{{1,3}}|[1-4])(?:\s?[-/]\s?|\s+năm\s+)(?P<{prefix}qy>{_Y4})"
        rf"|năm\s+(?P<{prefix}yy>{_Y4})))"
    )


def _boundary(found: Match, prefix: str, *, end: bool) -> date | None:
    exact = _date_of(found, prefix)
    if exact:
        return exact
    month, month_year = _group(found, f"{prefix}mm"), _group(found, f"{prefix}my")
    if month and month_year:
        return model.last_day(month_year, month) if end else date(month_year, month, 1)
    quarter, quarter_year = found.groupdict().get(f"{prefix}q"), _group(found, f"{prefix}qy")
    if quarter and quarter_year:
        whole = model.quarter(quarter_year, _ROMAN[quarter])
        return whole.end if end else whole.start
    year = _group(found, f"{prefix}yy")
    if year is None:
        return None
    return date(year, 12, 31) if end else date(year, 1, 1)


def _build_from_to(found: Match, _year: Years, _ref: date | None) -> Period | None:
    start, end = _boundary(found, "a", end=False), _boundary(found, "b", end=True)
    if start is None or end is None or start > end:
        return None
    if _group(found, "ayy") and _group(found, "byy"):
        return model.stage(start.year, end.year)
    return model.between(start, end)


def _build_since(found: Match, year: Years, ref: date | None) -> Period | None:
    start = _boundary(found, "a", end=False)
    if start is None and found.groupdict().get("soy"):
        start = date(year, 1, 1) if year else None
    end = _boundary(found, "b", end=True) or (ref if found.groupdict().get("now") else None)
    return model.cumulative(start, end)


def _build_short_from_to(found: Match, year: Years, _ref: date | None) -> Period | None:
    last_year = _group(found, "y") or year
    if last_year is None:
        return None
    end = safe_date(last_year, int(found["m"]), int(found["d"]))
    start = safe_date(last_year, int(found["sm"]), int(found["sd"])) if end else None
    if start is None or end is None:
        return None
    return model.between(start if start <= end else start.replace(year=last_year - 1), end)


def _build_days(found: Match, year: Years, _ref: date | None) -> Period | None:
    """«ngày 15 đến 20/10/2024», «ngày 3 và 4/9»."""
    day, month, year = int(found["d"]), int(found["m"]), _group(found, "y") or year
    if year is None:
        return model.day_without_year(day, month)
    start, end = safe_date(year, month, int(found["sd"])), safe_date(year, month, day)
    return model.between(start, end) if start and end and start < end else None


def _build_later_than_month(found: Match, year: Years, ref: date | None) -> Period | None:
    """«(TTXVN 18/4)»: a day above its month can hardly be a part of a whole."""
    return _build_day_month(found, year, ref) if int(found["d"]) > int(found["m"]) else None


def _build_from_to_months(found: Match, year: Years, _ref: date | None) -> Period | None:
    """«từ tháng 1 đến hết tháng 9/2024» is 9 tháng đầu năm 2024."""
    last_year = _group(found, "y") or year
    if last_year is None:
        return None
    start = date(_group(found, "ay") or last_year, int(found["a"]), 1)
    end = model.last_day(last_year, int(found["b"]))
    return model.stretch(start, end) if start < end else None


def _build_current(found: Match, year: Years, ref: date | None) -> Period | None:
    """«tháng này», «quý này», «năm nay»: known only from the day the text speaks from. «5 năm nay» is a length."""
    if found.string[: found.start()].rstrip()[-1:].isdigit():
        return None
    if found["unit"] == "năm":
        named = ref.year if ref else year
        return model.year(named) if named else None
    if ref is None:
        return None
    return (
        model.month(ref.year, ref.month) if found["unit"] == "tháng" else model.quarter(ref.year, (ref.month + 2) // 3)
    )


def _build_as_of(found: Match, _year: Years, _ref: date | None) -> Period | None:
    end = _boundary(found, "b", end=True)
    return model.as_of(end) if end else None


def _build_as_of_incomplete(found: Match, year: Years, _ref: date | None) -> Period | None:
    day, month = int(found["d"]), int(found["m"])
    if year is None:
        return Period(model.PeriodKind.AS_OF, None, None, f"đến {day}/{month}")
    end = safe_date(year, month, day)
    return model.as_of(end) if end else None


def _build_now(_found: Match, _year: Years, ref: date | None) -> Period | None:
    return model.as_of(ref)


def _build_stage(found: Match, _year: Years, _ref: date | None) -> Period | None:
    first, last = int(found["a"]), int(found["b"])
    return model.stage(first, last) if first < last else None


def _build_months(found: Match, year: Years, _ref: date | None) -> Period | None:
    count = COUNT_WORDS.get(found["n"]) or int(found["n"])
    if not 1 <= count <= 11:
        return None
    year = _group(found, "y") or year
    return (
        model.last_months(year, count) if found.groupdict().get("side") == "cuối" else model.first_months(year, count)
    )


_DURATION = re.compile(
    r"(?:thời\s+hạn|thời\s+gian|kéo\s+dài|định\s+kỳ|mỗi|cứ|trong\s+vòng|tối\s+đa|tối\s+thiểu|không\s+quá|sau|dưới|"
    r"trên|hơn|ít\s+nhất|từ|đến)\s+(?:là\s+)?$"
)


def _build_bare_months(found: Match, year: Years, ref: date | None) -> Period | None:
    """«9 tháng» is the reporting period unless the words before make it a length of time: «thời hạn 6 tháng»."""
    before = found.string[max(0, found.start() - 16) : found.start()]
    return None if _DURATION.search(before) else _build_months(found, year, ref)


def _build_half(found: Match, year: Years, _ref: date | None) -> Period | None:
    return model.half(_group(found, "y") or year, 1 if found["side"] == "đầu" else 2)


def _build_quarter(found: Match, year: Years, _ref: date | None) -> Period | None:
    return model.quarter(_group(found, "y") or year, _ROMAN[found["q"]])


def _build_month(found: Match, year: Years, _ref: date | None) -> Period | None:
    return model.month(_group(found, "y") or year, int(found["m"]))


def _build_day(found: Match, _year: Years, _ref: date | None) -> Period | None:
    exact = _date_of(found)
    return model.day(exact) if exact else None


def _build_short_year_day(found: Match, _year: Years, _ref: date | None) -> Period | None:
    exact = safe_date(2000 + int(found["yy"]), int(found["m"]), int(found["d"]))
    return model.day(exact) if exact else None


def _build_day_month(found: Match, year: Years, _ref: date | None) -> Period | None:
    day, month = int(found["d"]), int(found["m"])
    if safe_date(year or 2024, month, day) is None:
        return None
    exact = safe_date(year, month, day) if year else None
    return model.day(exact) if exact else model.day_without_year(day, month)


def _build_year(found: Match, _year: Years, _ref: date | None) -> Period | None:
    return model.year(int(found["y"]))


# Words after which «18/9» or «19-4» can only be a day of the calendar.
_DAY_CUE = r"(?P<cue>(?:sáng|chiều|tối|trưa|đêm|hôm(?:\s+nay|\s+qua)?)(?:\s+nay)?\s*\(?\s*)"
# Nouns that make «28/40» a part of a whole even where a date could stand: «tới 10/21 bộ, ngành».
COUNTED = (
    r"(?:nhiệm\s+vụ|chỉ\s+tiêu|tiêu\s+chí|tỉnh|thành|hồ\s+sơ|xã|huyện|quận|phường|thị|đơn\s+vị|địa\s+phương|bộ|sở|ban|"
    r"tthc|thủ\s+tục|chỉ\s+số|cơ\s+quan|điểm|người|tổ|văn\s+bản|dịch\s+vụ|dvc|trường|thôn|mục\s+tiêu|nội\s+dung|ngày|"
    r"hệ\s+thống|lĩnh\s+vực|nhóm|trung\s+tâm|đề\s+án|dự\s+án|phòng|câu|lớp|%)"
)
_NOT_COUNTED = rf"(?!\s*{COUNTED})"

_RULES: list[tuple[str, Builder]] = [
    (
        rf"l(?:ũy|uỹ)\s+kế(?:\s+(?:kể\s+)?từ\s+(?:{_point('a')}|(?P<soy>đầu\s+năm)))?"
        rf"(?:\s*,?\s*(?:tính\s+)?(?:đến|tới)\s+(?:{_point('b')}|(?P<now>nay)))?",
        _build_since,
    ),
    (rf"từ\s+{_point('a')}\s+(?:đến|tới)\s+{_point('b')}", _build_from_to),
    (
        rf"từ\s+tháng\s+(?P<a>{_M})(?:[/-](?P<ay>{_Y4}))?\s*(?:đến|tới|-|–)\s*(?:hết\s+)?tháng\s+(?P<b>{_M})"
        rf"(?:(?:\s?[-/]\s?|\s+năm\s+)(?P<y>{_Y4}))?(?!\d)",
        _build_from_to_months,
    ),
    (
        rf"từ\s+(?:ngày\s+)?(?P<sd>{_D})[/-](?P<sm>{_M})\s*(?:đến|tới|-|–)\s*(?:hết\s+)?(?:ngày\s+)?"
        rf"(?P<d>{_D})[/-](?P<m>{_M})(?:[/-](?P<y>{_Y4}))?(?![\d/])",
        _build_short_from_to,
    ),
    (
        rf"(?:từ\s+)?ngày\s+(?P<sd>{_D})\s*(?:,|và|-|–|đến)\s*(?:ngày\s+)?(?P<d>{_D})/(?P<m>{_M})"
        rf"(?:/(?P<y>{_Y4}))?(?![\d/])",
        _build_days,
    ),
    (
        rf"từ\s+(?:{_point('a')}|(?P<soy>đầu\s+năm))\s+(?:đến|tới)\s+(?:{_point('b')}|(?P<now>nay))",
        _build_since,
    ),
    (rf"(?:đến|tới)\s+{_point('b')}", _build_as_of),
    (
        rf"(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?(?P<d>{_D})[/-](?P<m>{_M})(?![\d/%,]\d?|\s*%){_NOT_COUNTED}",
        _build_as_of_incomplete,
    ),
    (r"đến\s+nay\b", _build_now),
    (rf"giai\s+đoạn\s+(?:từ\s+)?(?:năm\s+)?(?P<a>{YEAR})(?:{_DASH}|\s+đến\s+)(?:năm\s+)?(?P<b>{YEAR})\b", _build_stage),
    (rf"(?P<a>{YEAR}){_DASH}(?P<b>{_Y4})(?![-/])", _build_stage),
    (
        rf"(?P<n>\d{{1,2}}|ba|sáu|chín|mười)\s+tháng\s+(?P<side>đầu|cuối)(?:\s+(?:của\s+)?năm)?(?:\s+(?P<y>{_Y4}))?",
        _build_months,
    ),
    (rf"(?P<n>\d{{1,2}}|ba|sáu|chín|mười)\s+tháng(?:\s+năm\s+|\s*/\s*)(?P<y>{_Y4})", _build_months),
    (
        r"(?P<n>0?[69]|sáu|chín)\s+tháng\b(?!\s*/|\s+(?:một|lần|liên\s+tục|trở|kể|tuổi|tù|sau|trước))",
        _build_bare_months,
    ),
    (rf"nửa\s+(?P<side>đầu|cuối)\s+năm(?:\s+(?P<y>{_Y4}))?", _build_half),
    (
        rf"quý\s+(?P<q>iv|i{{1,3}}|0?[1-4])\b(?:(?:\s?[-/.]\s?|\s*,?\s*(?:của\s+)?năm\s+)(?P<y>{_Y4}))?",
        _build_quarter,
    ),
    (DATE, _build_day),
    (rf"(?P<d>{_D})[/-](?P<m>{_M})[/-](?P<yy>[0-4]\d)(?![\d/-])", _build_short_year_day),
    (rf"ngày\s+(?P<d>{_D})\s+tháng\s+(?P<m>{_M})(?!\d)", _build_day_month),
    (rf"ngày\s+(?P<d>{_D})\s?[-/]\s?(?P<m>{_M})(?![\d/]|-\d)", _build_day_month),
    (rf"{_DAY_CUE}(?P<d>{_D})\s?[-/]\s?(?P<m>{_M})(?![\d/]|-\d)", _build_day_month),
    (rf"tháng\s+(?P<m>{_M})(?:(?:\s?[-/.]\s?|\s*,?\s*năm\s+)(?P<y>{_Y4}))?(?![\d%])", _build_month),
    (rf"(?P<m>{_M})\s?/\s?(?P<y>{_Y4})(?!/){_NOT_COUNTED}", _build_month),
    (
        rf"(?P<cue>(?:trước|sau|vào|hết|từ|\()\s*)(?P<d>{_D})/(?P<m>{_M})(?![\d/%,]\d?|\s*%){_NOT_COUNTED}",
        _build_day_month,
    ),
    (rf"(?P<d>{_D})/(?P<m>{_M})(?![\d/%,]\d?|\s*%){_NOT_COUNTED}", _build_later_than_month),
    (rf"năm\s+(?P<y>{_Y4})", _build_year),
    (r"(?P<unit>tháng|quý|năm)\s+(?:này|nay)\b", _build_current),
    (rf"(?P<y>{YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])", _build_day),
]

# No boundary in front of the patterns: a literal first letter lets the scan skip ahead; ``scanning`` checks what
# stands before.
RULES = tuple(Rule(re.compile(pattern), build) for pattern, build in _RULES)
MORE_YEARS = re.compile(rf"(?:\s*,\s*|\s+và\s+)(?:năm\s+)?(?P<y>{_Y4})\b(?![-–/])")
