"""From a match of the grammar to the period it means; ``None`` where the words look like one but are not.

Every builder takes the match, the year to assume where the text is silent, and the day the text speaks from.
"""

from __future__ import annotations

import re
from datetime import date

from thongsuot.kernel.periods import model
from thongsuot.kernel.periods.model import Period

Match = re.Match[str]
Years = int | None  # the year to assume where the text is silent

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "01": 1, "02": 2, "03": 3, "04": 4}
_COUNT_WORDS = {"ba": 3, "sáu": 6, "chín": 9, "mười": 10}


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


def build_from_to(found: Match, _year: Years, _ref: date | None) -> Period | None:
    start, end = _boundary(found, "a", end=False), _boundary(found, "b", end=True)
    if start is None or end is None or start > end:
        return None
    return model.between(start, end)


def build_since(found: Match, year: Years, ref: date | None) -> Period | None:
    start = _boundary(found, "a", end=False)
    if start is None and found.groupdict().get("soy"):
        start = date(year, 1, 1) if year else None
    end = _boundary(found, "b", end=True) or (ref if found.groupdict().get("now") else None)
    return model.cumulative(start, end)


def build_short_from_to(found: Match, year: Years, _ref: date | None) -> Period | None:
    last_year = _group(found, "y") or year
    if last_year is None:
        return None
    end = safe_date(last_year, int(found["m"]), int(found["d"]))
    start = safe_date(last_year, int(found["sm"]), int(found["sd"])) if end else None
    if start is None or end is None:
        return None
    return model.between(start if start <= end else start.replace(year=last_year - 1), end)


def build_days(found: Match, year: Years, _ref: date | None) -> Period | None:
    """«ngày 15 đến 20/10/2024», «ngày 3 và 4/9», «ngày 5 và 6 tháng 7 năm 2024»."""
    day, month, year = int(found["d"]), _group(found, "m", "lm"), _group(found, "y", "ly") or year
    if month is None:
        return None
    if year is None:
        return model.day_without_year(day, month)
    start, end = safe_date(year, month, int(found["sd"])), safe_date(year, month, day)
    return model.between(start, end) if start and end and start < end else None


def build_day_span(found: Match, year: Years, ref: date | None) -> Period | None:
    """«15-20/10/2024»; without a year only where the day is above its month, so that a score is not taken."""
    if int(found["sd"]) >= int(found["d"]) or not (found["y"] or int(found["d"]) > int(found["m"])):
        return None
    return build_days(found, year, ref)


def build_later_than_month(found: Match, year: Years, ref: date | None) -> Period | None:
    """«(TTXVN 18/4)»: a day above its month can hardly be a part of a whole."""
    return build_day_month(found, year, ref) if int(found["d"]) > int(found["m"]) else None


def build_from_to_months(found: Match, year: Years, _ref: date | None) -> Period | None:
    """«từ tháng 1 đến hết tháng 9/2024» is 9 tháng đầu năm 2024."""
    last_year = _group(found, "y") or year
    if last_year is None:
        return None
    start = date(_group(found, "ay") or last_year, int(found["a"]), 1)
    end = model.last_day(last_year, int(found["b"]))
    return model.between(start, end) if start < end else None


def build_current(found: Match, year: Years, ref: date | None) -> Period | None:
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


def build_as_of(found: Match, _year: Years, _ref: date | None) -> Period | None:
    end = _boundary(found, "b", end=True)
    return model.as_of(end) if end else None


def build_as_of_incomplete(found: Match, year: Years, _ref: date | None) -> Period | None:
    day, month = int(found["d"]), int(found["m"])
    if year is None:
        return Period(model.PeriodKind.AS_OF, None, None, f"đến {day}/{month}")
    end = safe_date(year, month, day)
    return model.as_of(end) if end else None


def build_now(_found: Match, _year: Years, ref: date | None) -> Period | None:
    return model.as_of(ref)


def build_stage(found: Match, _year: Years, _ref: date | None) -> Period | None:
    first, last = int(found["a"]), int(found["b"])
    return model.stage(first, last) if first < last else None


def build_months(found: Match, year: Years, _ref: date | None) -> Period | None:
    count = _COUNT_WORDS.get(found["n"]) or int(found["n"])
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


def build_bare_months(found: Match, year: Years, ref: date | None) -> Period | None:
    """«9 tháng» is the reporting period unless the words before make it a length of time: «thời hạn 6 tháng»."""
    before = found.string[max(0, found.start() - 16) : found.start()]
    return None if _DURATION.search(before) else build_months(found, year, ref)


def build_half(found: Match, year: Years, _ref: date | None) -> Period | None:
    return model.half(_group(found, "y") or year, 1 if found["side"] == "đầu" else 2)


def build_quarters(found: Match, _year: Years, _ref: date | None) -> Period | None:
    """«quý III và IV/2024»."""
    first, last = model.quarter(int(found["y"]), _ROMAN[found["a"]]), model.quarter(int(found["y"]), _ROMAN[found["q"]])
    if first.start is None or last.end is None or _ROMAN[found["a"]] >= _ROMAN[found["q"]]:
        return None
    return model.between(first.start, last.end)


def build_quarter(found: Match, year: Years, _ref: date | None) -> Period | None:
    return model.quarter(_group(found, "y") or year, _ROMAN[found["q"]])


def build_month(found: Match, year: Years, _ref: date | None) -> Period | None:
    return model.month(_group(found, "y") or year, int(found["m"]))


def build_day(found: Match, _year: Years, _ref: date | None) -> Period | None:
    exact = _date_of(found)
    return model.day(exact) if exact else None


def build_short_year_day(found: Match, _year: Years, _ref: date | None) -> Period | None:
    exact = safe_date(2000 + int(found["yy"]), int(found["m"]), int(found["d"]))
    return model.day(exact) if exact else None


def build_day_month(found: Match, year: Years, _ref: date | None) -> Period | None:
    day, month = int(found["d"]), int(found["m"])
    if safe_date(year or 2024, month, day) is None:
        return None
    exact = safe_date(year, month, day) if year else None
    return model.day(exact) if exact else model.day_without_year(day, month)


def build_year(found: Match, _year: Years, _ref: date | None) -> Period | None:
    return model.year(int(found["y"]))
