"""Doubts that the words raise by themselves: dates that do not exist, denials beside counts, totals against parts."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence

from thongsuot.kernel.consistency import Finding, FindingKind, Severity
from thongsuot.kernel.figures import Span
from thongsuot.kernel.formatting import format_number
from thongsuot.reading.checking.sentences import Line

_DATE = re.compile(r"(?<![\d/.,-])(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?![\d/])")
_DAY_MONTH = re.compile(
    r"\bngày\s+(\d{1,2})(?:[/-]|\s+tháng\s+)(\d{1,2})(?![\d%/.,-])(?!\s*(?:giờ|hồ sơ|xã|huyện|đơn vị|sở|nhiệm vụ))"
    r"(?:(?:[/-]|\s+năm\s+)((?:19|20)\d\d))?",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\bngày\s+(\d{1,2})(?:[/-]|\s+tháng\s+)(\d{1,2})(?![\d%/.,-])(?!\s*(?:giờ|hồ sơ|xã|huyện|đơn vị|sở|"
    r"nhiệm vụ))(?:(?:[/-]|\s+năm\s+)((?:19|20)\d\d))?",
    re.I,
)
_MONTH = re.compile(r"\btháng\s+(\d{1,2})(?:\s*[/-]\s*|\s+năm\s+)((?:19|20)\d\d)\b", re.IGNORECASE)
_QUARTER = re.compile(r"\bquý\s+(VI{0,3}|[5-9])(?![\w/-]*\d{3})(?=[\s,.;/)]|$)")
_NO_LATE = re.compile(
    r"không (?:có|còn|phát sinh)[^;.,]{0,20}\bhồ sơ (?:nào )?(?:bị )?(?:trễ|quá|chậm)(?: thời)? hạn", re.I
)
_ALL_ON_TIME = re.compile(
    r"(?:100%|toàn bộ|tất cả)[^;.,]{0,30}\bhồ sơ[^;.,]{0,60}(?:đúng|trước)[^;.,]{0,15} hạn|"
    r"hồ sơ[^;.,]{0,50}(?:đúng|trước)[^;.,]{0,15} hạn[^;.,]{0,15}100%",
    re.I,
)
_LATE = re.compile(r"\bhồ sơ[^;.,]{0,25}\b(?:trễ|quá|chậm)(?: thời)? hạn", re.IGNORECASE)
_LATE_LEAD = re.compile(r"(?:quá hạn|trễ hạn|chậm hạn)(?: là| còn|:)?\s*$", re.IGNORECASE)
_SCOPED = re.compile(
    r"\bcấp (?:tỉnh|huyện|xã)|\bsở\b|\bhuyện\b|\bxã\b|\bphường\b|lĩnh vực|trung tâm|\btại\b|đơn vị|\bnhiều\b", re.I
)
_WISHED = re.compile(
    r"yêu cầu|phấn đấu|bảo đảm|đảm bảo|không để|mục tiêu|nhằm|quyết tâm|đề nghị|\bcần\b|\bphải\b|"
    r"hướng tới|tiếp tục|giao ",
    re.IGNORECASE,
)
_OVER_TOP = re.compile(r"vượt[^.;,\d]{0,40}điểm tối đa|vượt (?:thang|mức|khung) điểm", re.IGNORECASE)
_FELL = re.compile(
    r"(?:tiêu chí|chỉ số thành phần|nội dung|lĩnh vực)[^;.,]{0,30}(?:giảm điểm|bị giảm|giảm)", re.IGNORECASE
)
_ROSE = re.compile(
    r"chỉ số[^;.,]{0,40}(?:có\s+)?tăng(?! cường)|tổng điểm[^;.,]{0,20}tăng|điểm[^;.,]{0,15} tăng(?! cường)",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(r"\btrong (?:đó|số đó)(?:,)?\s*(?:có\s*)?$", re.IGNORECASE)


def read_words(sequence: Sequence[Line]) -> Iterator[Finding]:
    for line in sequence:
        yield from _impossible_dates(line)
        yield from _over_top(line)
        yield from _total_against_parts(line)
        yield from _nested_shares(line)
    yield from _denied_delays(sequence)


def _finding(
    line: Line, kind: FindingKind, severity: Severity, start: int, end: int, message: str, ask: str
) -> Finding:
    return Finding(kind, severity, line.text[start:end], Span(start, end), message, ask)


def _impossible_dates(line: Line) -> Iterator[Finding]:
    ask = "Ngày hoặc kỳ này gõ nhầm ở đâu?"
    start, end = line.span.start, line.span.end
    seen: set[int] = set()
    for pattern in (_DATE, _DAY_MONTH):
        for found in pattern.finditer(line.text, start, end):
            day, month, year = int(found[1]), int(found[2]), int(found[3]) if found[3] else 2024
            if found.start(1) in seen or _exists(day, month, year):
                continue
            seen.add(found.start(1))
            message = f"Không có ngày {day}/{month}" + (f"/{year}." if found[3] else ".")
            yield _finding(line, FindingKind.IMPOSSIBLE_DATE, Severity.ERROR, *found.span(), message, ask)
    for found in _MONTH.finditer(line.text, start, end):
        if not 1 <= int(found[1]) <= 12:
            message = f"Không có tháng {found[1]}."
            yield _finding(line, FindingKind.IMPOSSIBLE_DATE, Severity.ERROR, *found.span(), message, ask)
    for found in _QUARTER.finditer(line.text, start, end):
        message = f"Một năm chỉ có bốn quý, không có quý {found[1]}."
        yield _finding(line, FindingKind.IMPOSSIBLE_DATE, Severity.ERROR, *found.span(), message, ask)


def _exists(day: int, month: int, year: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _over_top(line: Line) -> Iterator[Finding]:
    """T15: «vượt điểm tối đa» has a meaning only where bonus points exist (A08)."""
    for found in _OVER_TOP.finditer(line.text, line.span.start, line.span.end):
        if "thưởng" not in line.words:
            yield _finding(
                line,
                FindingKind.ABOVE_MAXIMUM,
                Severity.WARNING,
                *found.span(),
                "Điểm không thể vượt điểm tối đa, trừ phần điểm thưởng; câu này không nói đến điểm thưởng.",
                "Các tiêu chí này được cộng điểm thưởng, hay ý là đạt điểm tối đa?",
            )


def _total_against_parts(line: Line) -> Iterator[Finding]:
    """T6: the whole rises while most of its parts fall."""
    rose = _ROSE.search(line.text, line.span.start, line.span.end)
    if not rose:
        return
    for mention in line.mentions:
        part, whole = mention.token.numerator, mention.token.denominator
        if part is None or whole is None or part * 2 <= whole or part > whole or mention.is_rank:
            continue
        fell = _FELL.match(
            line.text, mention.end + len(line.text[mention.end :]) - len(line.text[mention.end :].lstrip())
        )
        if fell:
            yield _finding(
                line,
                FindingKind.DIRECTION_CONFLICT,
                Severity.WARNING,
                mention.start,
                fell.end(),
                f"Số chung tăng trong khi {part}/{whole} phần giảm.",
                "Phần còn lại tăng bao nhiêu, trọng số hay thang điểm có thay đổi không?",
            )


def _nested_shares(line: Line) -> Iterator[Finding]:
    """T16: «62,7% hồ sơ …, trong đó có 25% …»: of all, or of the 62,7%?"""
    for index in range(1, len(line.mentions)):
        outer, inner = line.mentions[index - 1], line.mentions[index]
        if (outer.unit, inner.unit) != ("%", "%") or inner.value >= outer.value or outer.value >= 100:
            continue
        if not _SHARE_OF.search(line.gap(index - 1, index)) or ";" in line.gap(index - 1, index):
            continue
        shown = format_number(outer.value * inner.value / 100, 1)
        quote = line.quote(index - 1, index)[1]
        yield _finding(
            line,
            FindingKind.AMBIGUOUS_DENOMINATOR,
            Severity.NOTE,
            quote.start,
            quote.end,
            f"{inner.token.text}% có thể tính trên tất cả, hoặc chỉ trên phần {outer.token.text}% "
            f"(khi đó bằng {shown}% của tất cả).",
            "Mẫu số của tỷ lệ sau là gì?",
        )


def _denied_delays(sequence: Sequence[Line]) -> Iterator[Finding]:
    """«không có hồ sơ quá hạn» in one place, a number of late dossiers in another."""
    late = next(((line, index) for line in sequence for index in _late_counts(line)), None)
    if late is None:
        return
    listed, index = late
    for line in sequence:
        if _WISHED.search(line.words) or _other_time(line, listed):
            continue
        denial = _NO_LATE.search(line.text, line.span.start, line.span.end)
        if denial is None and line is not listed and not _SCOPED.search(listed.words):
            denial = (
                None if _SCOPED.search(line.words) else _ALL_ON_TIME.search(line.text, line.span.start, line.span.end)
            )
        if denial is None or (_SCOPED.search(line.words) and line is not listed and _SCOPED.search(listed.words)):
            continue
        count = listed.quote(index)[0]
        yield _finding(
            line,
            FindingKind.CONTRADICTION,
            Severity.ERROR,
            *denial.span(),
            f"Chỗ này nói không có hồ sơ trễ, chỗ khác lại nêu «{count}» trễ hạn.",
            "Có hồ sơ trễ hạn hay không, và bao nhiêu?",
        )
        return


def _other_time(one: Line, other: Line) -> bool:
    """Each names its own period: no delay in September says nothing of August."""
    first, second = ({match.period.text for match in line.periods} for line in (one, other))
    return bool(first and second) and first.isdisjoint(second)


def _late_counts(line: Line) -> Iterator[int]:
    for index, mention in enumerate(line.mentions):
        if not mention.counted or mention.value <= 0 or not (mention.unit or "").startswith("hồ sơ"):
            continue
        around = line.text[mention.end : mention.end + 50]
        if _LATE.match(around.lstrip()) or _LATE_LEAD.search(line.before(index)):
            yield index
