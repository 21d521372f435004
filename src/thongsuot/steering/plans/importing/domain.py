"""What the rows of a plan's table mean: headings, tasks, targets; deadlines and aims as offices write them. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from thongsuot.kernel.figures import Direction
from thongsuot.kernel.formatting import format_date
from thongsuot.kernel.numbers import AmbiguousNumber
from thongsuot.kernel.numbers.parsing import parse_number
from thongsuot.kernel.periods import find_deadline, find_periods
from thongsuot.kernel.periods.model import last_day
from thongsuot.kernel.text import fold

# — deadlines —


@dataclass(frozen=True, slots=True)
class Due:
    """``day`` is the last day in time where the words mean one. ``note`` says why there is none."""

    day: date | None
    text: str
    note: str = ""
    bad: bool = False


_RECURRING = re.compile(r"\b(?:thuong xuyen|hang (?:thang|quy|nam|tuan|ngay)|dinh ky|lien tuc)\b")
_WHOLE_YEAR = re.compile(r"^(?:trong|ca)\s+nam$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_SEVERAL = re.compile(
    r"\b(?:tháng|quý)\s+[\divx]+(?:\s*(?:,|;|và)\s*(?:tháng\s+|quý\s+)?[\divx]+\b(?!/\d))+", re.IGNORECASE
)
_MONTHS = re.compile(r"\btháng\s+(\d{1,2})\s*[-–]\s*(?:tháng\s+)?(\d{1,2})(?:\s*(?:/|năm)\s*(\d{4}))?", re.IGNORECASE)
_DAY_LIKE = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}")


def read_due(text: str, year: int) -> Due:
    """«trong tháng 7/2022» → 31/07/2022; «Thường xuyên» and «Tháng 6, 12» keep their words and mean no one day (B12).

    ``year`` is the plan's, for words that name none.
    """
    words = " ".join(text.split())
    plain = fold(words)
    if not words:
        return Due(None, "")
    if _YEAR.match(words) or _WHOLE_YEAR.match(plain):
        return Due(date(int(words) if words.isdigit() else year, 12, 31), words)
    if (span := _MONTHS.search(words)) and 1 <= int(span[1]) < int(span[2]) <= 12:
        return Due(last_day(int(span[3]) if span[3] else year, int(span[2])), words)
    days = {match.period.end for match in find_periods(words, year) if match.period.end}
    if len(days) > 1 or _SEVERAL.search(words):
        return Due(None, words, f"«{words}» nêu nhiều mốc nên chưa đặt hạn. Hãy tách việc hoặc chọn một mốc.")
    found = find_deadline(words, date(year, 1, 1))
    if found is not None and not (_RECURRING.search(plain) and not _DAY_LIKE.search(words)):
        return Due(found.last_day, words)
    if _RECURRING.search(plain):
        return Due(None, words, f"«{words}» không có ngày cụ thể nên không có hạn.")
    if _DAY_LIKE.search(words):
        return Due(None, words, f"«{words}» không phải là ngày. Viết như 30/06/{year}.", bad=True)
    return Due(None, words, f"Chưa hiểu thời hạn «{words}» nên chưa đặt hạn.")


def sequence_gap(before: str, after: str) -> bool:
    """«11» then «13»: a row may have been lost."""
    return before.isdigit() and after.isdigit() and int(after) > int(before) + 1


# — aims —


@dataclass(frozen=True, slots=True)
class ParsedAim:
    value: Decimal
    direction: Direction
    unit: str


_AT_MOST = re.compile(r"≤|<=|<|không quá|tối đa|dưới|trở xuống", re.IGNORECASE)
_AT_LEAST = re.compile(r"≥|>=|>|tối thiểu|ít nhất|trở lên|trên|đạt", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w,.])\d[\d.]*(?:,\d+)?(?![\w,.]*\d)")
_LONGEST_UNIT = 4  # words: «đơn vị sự nghiệp công lập» is a name and no unit


def read_aim(text: str, unit: str = "") -> ParsedAim | None:
    """«≥ 80%», «tối thiểu 20%», «50 thủ tục», «không quá 5%». ``None`` unless the words state exactly one number.

    A bare number takes ``unit``, the table's own column; a sentence counts only where it says «%», ≥ or ≤.
    """
    numbers = list(_NUMBER.finditer(text))
    if len(numbers) != 1:
        return None
    try:
        value = parse_number(numbers[0][0].rstrip("."))
    except AmbiguousNumber:
        return None
    rest = text[numbers[0].end() :].strip(" .;")
    signed = bool(_AT_MOST.search(text) or _AT_LEAST.search(text))
    stated = "%" if rest.startswith("%") else _AT_LEAST.sub("", _AT_MOST.sub("", rest)).strip(" .;()")
    if len(stated.split()) > _LONGEST_UNIT:
        return None
    before = _AT_LEAST.sub("", _AT_MOST.sub("", text[: numbers[0].start()])).strip()
    if before and not (signed or stated == "%"):
        return None
    direction = Direction.AT_MOST if _AT_MOST.search(text) else Direction.AT_LEAST
    return ParsedAim(value, direction, stated or unit)


# — rows —


class RowKind(StrEnum):
    HEADING = "heading"
    TASK = "task"
    TARGET = "target"
    MORE = "more"  # goes on with the row above: a cell merged downwards
    NOTHING = "nothing"  # header repeated, numbers of columns, a total
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Line:
    """One row reduced to what tells its kind. ``filled``: some other cell (lead, deadline, product) is."""

    code: str
    title: str
    target: str = ""
    filled: bool = False


_ROMAN = re.compile(r"^[IVXLC]+$")
_LETTER = re.compile(r"^[A-ZĐ]$")
_SPLIT = re.compile(r"^([IVXLC]+|[A-ZĐ]|\d+(?:\.\d+)*|[a-zđ])\s*[.)\-:]\s+(\S.*)$", re.DOTALL)
_COLUMN_NUMBER = re.compile(r"^\(?\d{1,2}\)?$")
_TOTALS = ("tong cong", "tong so", "cong")


def tidy(line: Line) -> Line:
    """A heading merged across the table has its words in the first cell: «I. CẢI CÁCH THỂ CHẾ» is code and title."""
    code, title = line.code.strip().rstrip(".)"), line.title.strip()
    whole = line.code.strip()
    if not title and not line.target and len(whole) > len(code.split(" ")[0]) + 1:
        found = _SPLIT.match(whole)
        return Line(found[1], found[2].strip(), filled=line.filled) if found else Line("", whole, filled=line.filled)
    return Line(code, title, line.target.strip(), line.filled)


def kind_of(line: Line, before: Line | None, after: Line | None) -> RowKind:
    """What a tidied row is, seen between its neighbours (``before``: the last task or target row)."""
    if not line.title and not line.target:
        return RowKind.BAD if line.filled else RowKind.NOTHING
    if _is_frame(line):
        return RowKind.NOTHING
    if not line.title:
        return RowKind.TARGET
    if before is not None and (line.code, line.title) == (before.code, before.title):
        return RowKind.MORE
    return RowKind.HEADING if _is_heading(line, after) else RowKind.TASK


def _is_frame(line: Line) -> bool:
    words = line.title or line.target
    return bool(_COLUMN_NUMBER.match(words)) or (fold(words).strip(" :.") in _TOTALS and not line.filled)


def _is_heading(line: Line, after: Line | None) -> bool:
    if line.filled or line.target:
        return False
    if _ROMAN.match(line.code) or _LETTER.match(line.code):
        return True
    if not line.code:
        return line.title.isupper() or line.title.endswith(":")
    return after is not None and _is_part(line.code, after.code)


def _is_part(code: str, other: str) -> bool:
    """«2.1» and «a» under «2»."""
    return other.startswith(f"{code}.") or (code[-1:].isdigit() and len(other) == 1 and other.islower())


def depth_of(code: str, previous: Sequence[str]) -> str:
    """The level a heading's number belongs to; ``previous`` are the codes of headings so far, for «C» after «B»."""
    if "." in code:
        return f"dotted {code.count('.')}"
    if code.isdigit():
        return "number"
    if code.islower():
        return "small"
    if not code:
        return "none"
    follows = len(code) == 1 and chr(ord(code) - 1) in previous
    return "roman" if _ROMAN.match(code) and not follows else "letter"


def parents_of(codes: Sequence[str]) -> list[int | None]:
    """For each heading the index of the one it stands under: numbering that came later stands lower."""
    stack: list[tuple[str, int]] = []
    found: list[int | None] = []
    for index, code in enumerate(codes):
        level = depth_of(code, codes[:index])
        while any(level == kept for kept, _place in stack):
            stack.pop()
        found.append(stack[-1][1] if stack else None)
        stack.append((level, index))
    return found


def due_told(due: Due) -> str:
    """How a dry run shows a deadline: «trong tháng 7/2022 (31/07/2022)»."""
    if due.day is None:
        return due.text or "chưa có hạn"
    day = format_date(due.day)
    return day if due.text == day else f"{due.text} ({day})"
