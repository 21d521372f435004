"""The ways official Vietnamese writes a date or a period, as patterns over lower-cased text.

Each rule starts with a literal or a digit so that a scan of a whole document stays in the millisecond range. Earlier
rules win over later ones where they meet.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from thongsuot.kernel.periods import builders
from thongsuot.kernel.periods.builders import Match, Years
from thongsuot.kernel.periods.model import Period

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


class Rule(NamedTuple):
    pattern: re.Pattern[str]
    build: Builder


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


# Words after which «18/9» or «19-4» can only be a day of the calendar.
_DAY_CUE = r"(?P<cue>(?:sáng|chiều|tối|trưa|đêm|hôm(?:\s+nay|\s+qua)?)(?:\s+nay)?\s*\(?\s*)"
# Nouns that make «28/40» a part of a whole even where a date could stand: «tới 10/21 bộ, ngành».
COUNTED = (
    r"(?:nhiệm\s+vụ|chỉ\s+tiêu|tiêu\s+chí|tỉnh|thành|hồ\s+sơ|xã|huyện|quận|phường|thị|đơn\s+vị|địa\s+phương|bộ|sở|ban|"
    r"tthc|thủ\s+tục|chỉ\s+số|cơ\s+quan|điểm|người|tổ|văn\s+bản|dịch\s+vụ|dvc|trường|thôn|mục\s+tiêu|nội\s+dung|ngày(?!\s+\d)|"
    r"hệ\s+thống|lĩnh\s+vực|nhóm|trung\s+tâm|đề\s+án|dự\s+án|phòng|câu|lớp|%)"
)
_NOT_COUNTED = rf"(?!\s*{COUNTED})"

_RULES: list[tuple[str, Builder]] = [
    (
        rf"l(?:ũy|uỹ)\s+kế(?:\s+(?:kể\s+)?từ\s+(?:{_point('a')}|(?P<soy>đầu\s+năm)))?"
        rf"(?:\s*,?\s*(?:tính\s+)?(?:đến|tới)\s+(?:{_point('b')}|(?P<now>nay)))?",
        builders.build_since,
    ),
    (rf"từ\s+{_point('a')}\s+(?:đến|tới)\s+{_point('b')}", builders.build_from_to),
    (
        rf"từ\s+tháng\s+(?P<a>{_M})(?:[/-](?P<ay>{_Y4}))?\s*(?:đến|tới|-|–)\s*(?:hết\s+)?tháng\s+(?P<b>{_M})"
        rf"(?:(?:\s?[-/]\s?|\s+năm\s+)(?P<y>{_Y4}))?(?!\d)",
        builders.build_from_to_months,
    ),
    (
        rf"từ\s+(?:ngày\s+)?(?P<sd>{_D})[/-](?P<sm>{_M})\s*(?:đến|tới|-|–)\s*(?:hết\s+)?(?:ngày\s+)?"
        rf"(?P<d>{_D})[/-](?P<m>{_M})(?:[/-](?P<y>{_Y4}))?(?![\d/])",
        builders.build_short_from_to,
    ),
    (
        rf"(?:từ\s+)?ngày\s+(?P<sd>{_D})\s*(?:,|và|-|–|đến)\s*(?:ngày\s+)?(?P<d>{_D})"
        rf"(?:/(?P<m>{_M})(?:/(?P<y>{_Y4}))?|\s+tháng\s+(?P<lm>{_M})(?:\s+năm\s+(?P<ly>{_Y4}))?)(?![\d/])",
        builders.build_days,
    ),
    (
        rf"(?:từ\s+)?(?:{_point('a')}|(?P<soy>đầu\s+năm))\s+(?:đến|tới)\s+(?:{_point('b')}|(?P<now>nay))",
        builders.build_since,
    ),
    (rf"(?:đến|tới)\s+{_point('b')}", builders.build_as_of),
    (
        rf"(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?(?P<d>{_D})[/-](?P<m>{_M})(?![\d/%,]\d?|\s*%){_NOT_COUNTED}",
        builders.build_as_of_incomplete,
    ),
    (r"đến\s+nay\b", builders.build_now),
    (
        rf"giai\s+đoạn\s+(?:từ\s+)?(?:năm\s+)?(?P<a>{YEAR})(?:{_DASH}|\s+đến\s+)(?:năm\s+)?(?P<b>{YEAR})\b",
        builders.build_stage,
    ),
    (rf"(?P<a>{YEAR}){_DASH}(?P<b>{_Y4})(?![-/])", builders.build_stage),
    (
        rf"(?P<n>\d{{1,2}}|ba|sáu|chín|mười)\s+tháng\s+(?P<side>đầu|cuối)(?:\s+(?:của\s+)?năm(?:\s+nay)?)?(?:\s+(?P<y>{_Y4}))?",
        builders.build_months,
    ),
    (rf"(?P<n>\d{{1,2}}|ba|sáu|chín|mười)\s+tháng(?:\s+năm\s+|\s*/\s*)(?P<y>{_Y4})", builders.build_months),
    (
        r"(?P<n>0?[69]|sáu|chín)\s+tháng\b(?!\s*/|\s+(?:\d|một|lần|liên\s+tục|trở|kể|tuổi|tù|sau|trước))",
        builders.build_bare_months,
    ),
    (rf"nửa\s+(?P<side>đầu|cuối)\s+năm(?:\s+(?P<y>{_Y4}))?", builders.build_half),
    (
        rf"quý\s+(?P<a>iv|i{{1,3}}|[1-4])\s*(?:,|và|-|–|đến)\s*(?:quý\s+)?(?P<q>iv|i{{2,3}}|[2-4])"
        rf"(?:\s?[-/]\s?|\s+năm\s+)(?P<y>{_Y4})",
        builders.build_quarters,
    ),
    (
        rf"quý\s+(?P<q>iv|i{{1,3}}|0?[1-4])\b(?:(?:\s?[-/.]\s?|\s*,?\s*(?:của\s+)?năm\s+)(?P<y>{_Y4}))?",
        builders.build_quarter,
    ),
    (
        rf"(?P<sd>{_D})\s?[-–]\s?(?P<d>{_D})/(?P<m>{_M})(?:/(?P<y>{_Y4}))?(?![\d/%,]\d?|\s*%){_NOT_COUNTED}",
        builders.build_day_span,
    ),
    (DATE, builders.build_day),
    (rf"(?P<d>{_D})[/-](?P<m>{_M})[/-](?P<yy>[0-4]\d)(?![\d/-])", builders.build_short_year_day),
    (rf"ngày\s+(?P<d>{_D})\s+tháng\s+(?P<m>{_M})(?!\d)", builders.build_day_month),
    (rf"ngày\s+(?P<d>{_D})\s?[-/]\s?(?P<m>{_M})(?![\d/]|-\d)", builders.build_day_month),
    (rf"{_DAY_CUE}(?P<d>{_D})\s?[-/]\s?(?P<m>{_M})(?![\d/]|-\d)", builders.build_day_month),
    (rf"tháng\s+(?P<m>{_M})(?:(?:\s?[-/.]\s?|\s*,?\s*năm\s+)(?P<y>{_Y4}))?(?![\d%])", builders.build_month),
    (rf"(?P<m>{_M})\s?/\s?(?P<y>{_Y4})(?!/){_NOT_COUNTED}", builders.build_month),
    (
        rf"(?P<cue>(?:trước|sau|vào|hết|hạn|từ|\()\s*)(?P<d>{_D})/(?P<m>{_M})(?![\d/%,]\d?|\s*%){_NOT_COUNTED}",
        builders.build_day_month,
    ),
    (rf"(?P<d>{_D})/(?P<m>{_M})(?![\d/%,]\d?|\s*%){_NOT_COUNTED}", builders.build_later_than_month),
    (rf"năm\s+(?P<y>{_Y4})", builders.build_year),
    (rf"q(?P<q>[1-4])\s?[-/]\s?(?P<y>{_Y4})", builders.build_quarter),
    (rf"t(?P<m>{_M})\s?[-/]\s?(?P<y>{_Y4})", builders.build_month),
    (rf"(?P<n>\d{{1,2}})t\s?[-/]\s?(?P<y>{_Y4})", builders.build_months),
    (r"(?P<unit>tháng|quý|năm)\s+(?:này|nay)\b", builders.build_current),
    (rf"(?P<y>{YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])", builders.build_day),
]

# No boundary in front of the patterns: a literal first letter lets the scan skip ahead; ``scanning`` checks what
# stands before.
RULES = tuple(Rule(re.compile(pattern), build) for pattern, build in _RULES)
MORE_YEARS = re.compile(rf"(?:\s*,\s*|\s+và\s+)(?:năm\s+)?(?P<y>{_Y4})\b(?![-–/])")
