"""By when: the one deadline of an order, resolved against the day the order was given (product B12)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from thongsuot.kernel.periods import PeriodKind, PeriodMatch, find_periods

_LEAD = re.compile(
    r"(?<!\w)(?P<lead>trước|chậm nhất(?: là| đến| vào| trong)?|muộn nhất(?: là| đến| vào)?|xong(?: trong|"
    r" trước)?|đến hết|hết|đến|tới|trong|"
    r"ngay trong|vào|kịp|từ nay đến(?: hết)?|từ nay tới|từ đây đến|xong trước|không quá|hạn cuối(?: là)?|hạn|"
    r"thời hạn|thời gian hoàn thành)"
    r"(?:\s*:)?\s*(?:\d{1,2}\s*(?:giờ|h|g|:)\s*(?:\d{2})?(?:\s*phút)?,?\s*)?(?:ngày\s*)?(?:cuối\s+|hết\s+|"
    r"thời điểm\s+)?$",
    re.I,
)
_YEAR_END = re.compile(
    r"(?:từ (?:nay|đây|giờ)|từ nay cho|trong thời gian từ nay)\s+(?:cho\s+)?(?:đến|tới)\s+(?:hết\s+|"
    r"cuối\s+)?năm(?:\s+(?P<y>20\d\d)|\s+nay)?|"
    r"(?:đến|tới|trước|trong)\s+(?:hết\s+)?(?:cuối năm|năm nay)(?:\s+(?P<y2>20\d\d))?(?!\s*\d)",
    re.I,
)
_YEAR_OBJECT = re.compile(
    r"(?:đẩy nhanh tiến độ|(?<!mức độ )hoàn thành(?!\s+hồ sơ)(?:\s+(?:các|toàn bộ|100%|tốt|"
    r"vượt mức))*\s+(?:kế hoạch|nhiệm vụ|chỉ tiêu|mục tiêu))"
    r"[^;]{0,140}?năm\s+(?P<y>20\d\d)(?!\s*(?:[-–]|và|,\s*giai đoạn))",
    re.I,
)
_NOT_DUE = re.compile(
    r"(?:tầm nhìn|định hướng|giai đoạn.{0,30}|đề ra|được giao|đạt được|tiếp nhận|phát sinh|"
    r"mức độ hoàn thành.{0,80}|so với.{0,20}|"
    r"áp lực|(?-i:Luật).{0,60}|có hiệu lực.{0,20}|có thời hạn hoàn thành|(?<!\w)tính|lũy kế.{0,40}|kể)\s*$",
    re.I,
)
_OPEN_ENDED = re.compile(r"\s*(?:,|và)\s*(?:những|các) năm|\s*,?\s*(?:và\s+)?(?:giai đoạn|định hướng|tầm nhìn)")
_RECURRING = re.compile(r"(?:hằng|hàng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm)|định kỳ", re.I)
_WITHIN = re.compile(
    r"trong (?:vòng |thời hạn )?(?:\d{1,3}|một|hai|ba|năm|mười)\s+(?:ngày|tuần|tháng)(?: làm việc)?|"
    r"ngay trong tuần|trong tuần (?:này|tới)|"
                     r"trong tháng (?:này|tới)|ngay hôm nay", re.I)  # fmt: skip
_WHOLE_YEAR = frozenset({PeriodKind.YEAR})
_SPANS = frozenset(
    {
        PeriodKind.DAY,
        PeriodKind.AS_OF,
        PeriodKind.MONTH,
        PeriodKind.QUARTER,
        PeriodKind.HALF,
        PeriodKind.NINE_MONTHS,
        PeriodKind.YEAR,
    }
)
_GRACE = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Deadline:
    """``day`` is None where the text sets a rhythm or an incomplete date; ``text`` keeps the words."""

    day: date | None
    text: str


def find_deadline(words: str, given_on: date | None, year: int | None = None) -> Deadline | None:
    """The deadline in the words of one order; ``given_on`` is the day of the meeting or of the document.

    A month, quarter or year means its last day; a period already over when the order was given is not a deadline.
    """
    year = given_on.year if given_on else year
    until = _YEAR_END.search(words)
    if until:
        named = until.group("y") or until.group("y2") or year
        return Deadline(date(int(named), 12, 31) if named else None, until.group().strip())
    for match in find_periods(words, default_year=year, reference=given_on):
        deadline = _as_deadline(words, match, given_on)
        if deadline:
            return deadline
    whole = _YEAR_OBJECT.search(words)
    if whole and (given_on is None or int(whole.group("y")) >= given_on.year):
        return Deadline(date(int(whole.group("y")), 12, 31), f"năm {whole.group('y')}")
    loose = _WITHIN.search(words)
    return Deadline(None, loose.group()) if loose else None


def _as_deadline(words: str, match: PeriodMatch, given_on: date | None) -> Deadline | None:
    start = match.start
    inner = re.match(
        r"(?:đến|tới)\s+", words[match.start : match.end], re.I
    )  # as-of patterns include their preposition
    if inner:
        start += inner.end()
    lead = _LEAD.search(words[max(0, start - 60) : start])
    if not lead or match.period.kind not in _SPANS:
        return None
    lead_at = max(0, start - 60) + lead.start()
    if _NOT_DUE.search(words[max(0, lead_at - 90) : lead_at]):
        return None
    word = lead.group("lead").lower()
    if match.period.kind is PeriodKind.YEAR and word in {"đến", "tới", "vào"} and not _promised(words[:lead_at]):
        return None
    if _OPEN_ENDED.match(words[match.end :]):
        return None
    text = words[lead_at : match.end].strip()
    if _RECURRING.search(words[max(0, lead_at - 40) : match.end]):
        return Deadline(None, text)
    return _resolve(word, match, text, given_on)


def _promised(before: str) -> bool:
    """«đến năm 2025» is a deadline of a promise, not part of the name of a scheme."""
    near = before[-110:]
    promise = re.search(r"phấn đấu|bảo đảm|đảm bảo|từ nay|hoàn thành|(?:^|[,;])\s*$", near, re.I)
    return bool(promise) and not re.search(r"Nghị quyết|Đề án|Chương trình|Quyết định|Chiến lược|Quy hoạch", near)


def _resolve(word: str, match: PeriodMatch, text: str, given_on: date | None) -> Deadline | None:
    period = match.period
    if period.end is None or (period.start is None and period.kind is not PeriodKind.AS_OF):
        return Deadline(None, text)
    due = period.end
    if word in {"trước", "xong trước"} and period.start and period.kind not in {PeriodKind.DAY, PeriodKind.AS_OF}:
        due = period.start - timedelta(days=1)
    if given_on and due < given_on:
        written_year = str(due.year) in text
        if written_year or due > given_on - _GRACE:
            return None if due < given_on - timedelta(days=1) else Deadline(due, text)
        due = due.replace(year=due.year + 1) if (due.month, due.day) != (2, 29) else due + timedelta(days=365)
    return Deadline(due, text)
