"""When: day of the meeting, day of the document, period reviewed. An unsaid year is suggested, not set (T2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thongsuot.kernel.periods import Period, PeriodKind, find_periods
from thongsuot.reading.model import Noise

_MEETING = re.compile(
    r"chủ trì|phiên họp|cuộc họp|hội nghị|buổi làm việc|kỳ họp|\bhọp\b|diễn ra|tổ chức|làm việc|kiểm tra", re.I
)
_OF_A_DOCUMENT = re.compile(r"(?:số|Số)\s*:?\s*[\w./-]+[^,;]{0,20},?\s*$|/[A-ZĐ-]+[^,;]{0,40},?\s*(?:ngày\s*)?$")
_DUE = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|thời hạn|đến hết|xong|kể từ)\s*(?:là|vào|đến|trong)?\s*(?:ngày\s*)?$", re.I
)
_REVIEW = re.compile(
    r"đánh giá|sơ kết|tổng kết|kiểm điểm|công bố|kết quả|rà soát|nhìn lại|tình hình|họp|công tác", re.I
)
_REVIEWED = frozenset(
    {PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR, PeriodKind.MONTH, PeriodKind.OTHER}
)
_PLAN_YEAR = re.compile(
    r"((?:kế hoạch|nhiệm vụ|phương hướng)[^.;]{0,40}?năm\s+(20\d\d)|trong năm\s+(20\d\d)\s+và những năm tiếp theo)",
    re.I,
)
_AHEAD = re.compile(r"(?:đến|tầm nhìn|giai đoạn|tới)\s*(?:hết\s*)?(?:năm\s*)?$", re.I)
_HEADER = re.compile(r", ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(20\d\d)")
_HEADER_MONTH = re.compile(r", ngày[\s….]*tháng\s+(\d{1,2})\s+năm\s+(20\d\d)")


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """``day`` only where the document itself gives every part of it."""

    day: date | None = None
    text: str | None = None
    suggestion: date | None = None
    reason: str | None = None


def publication_day(noise: Iterable[Noise]) -> date | None:
    """The day in the stamp of a web page, kept in the cleaning log."""
    for item in noise:
        if item.kind == "furniture" and "ngày giờ đăng bài" in item.reason:
            for match in find_periods(f"ngày {item.text}"):
                if match.period.kind is PeriodKind.DAY and match.period.start:
                    return match.period.start
    return None


def document_day(titles: Iterable[str]) -> date | None:
    """«…, ngày 10 tháng 10 năm 2024» in the head of an official document; None while the day is blank (T9)."""
    for title in titles:
        match = _HEADER.search(title)
        if match:
            try:
                return date(int(match[3]), int(match[2]), int(match[1]))
            except ValueError:
                return None
    return None


def document_year(titles: Iterable[str]) -> int | None:
    """The year of a head whose day is still blank."""
    return next((int(m[2]) for title in titles if (m := _HEADER_MONTH.search(title))), None)


@dataclass(frozen=True, slots=True)
class Dated:
    """Days the document itself bears: of the web page, of the signature."""

    published: date | None = None
    signed: date | None = None


def meeting_day(sentences: Sequence[str], body: str, dated: Dated) -> MeetingDay:
    """The first day said beside a word for meeting among the opening sentences."""
    for sentence in sentences:
        if not _MEETING.search(sentence):
            continue
        for match in find_periods(sentence):
            before = sentence[: match.start]
            if match.period.kind is not PeriodKind.DAY or _OF_A_DOCUMENT.search(before) or _DUE.search(before):
                continue
            written = _with_part_of_day(sentence, match.start, match.end)
            if match.period.start:
                return MeetingDay(match.period.start, written)
            return _complete(match.period.text, written, body, dated)
    return MeetingDay()


def _with_part_of_day(sentence: str, start: int, end: int) -> str:
    lead = re.search(r"(?:[Ss]áng|[Cc]hiều|[Tt]ối|[Nn]gày|[Hh]ôm nay|\s|\()*$", sentence[:start])
    return sentence[lead.start() if lead else start : end].strip(" (")


def _complete(partial: str, written: str, body: str, dated: Dated) -> MeetingDay:
    numbers = re.findall(r"\d+", partial)
    day, month = int(numbers[0]), int(numbers[1])
    for known, name in ((dated.published, "ngày đăng bài"), (dated.signed, "ngày ký văn bản")):
        candidate = _safe(known.year, month, day) if known else None
        if known and candidate and 0 <= (known - candidate).days <= 31:
            return MeetingDay(candidate, written, candidate, f"Năm lấy theo {name} {known:%d/%m/%Y}.")
    year, why = year_of(body)
    suggestion = _safe(year, month, day) if year else None
    reason = f"Văn bản không ghi năm; gợi ý năm {year} theo «{why}»." if suggestion else "Văn bản không ghi năm."
    return MeetingDay(None, written, suggestion, reason)


def year_of(body: str) -> tuple[int | None, str]:
    """The year a text speaks from and the words that say so: a plan's year, else the latest year it names."""
    plan = _PLAN_YEAR.search(body)
    if plan:
        return int(plan[2] or plan[3]), f"{plan[1]}"
    years = [
        (match.period.end.year, body[match.start : match.end])
        for match in find_periods(body)
        if match.period.end
        and match.period.kind is not PeriodKind.STAGE
        and not _AHEAD.search(body[: match.start][-30:])
        and match.period.end.year < 2030
    ]
    return max(years, default=(None, ""))


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def reviewed_period(sentences: Iterable[str], year: int | None, day: date | None) -> Period | None:
    """The period under review, not the day it was held (A06): the first one beside a word for reviewing."""
    for sentence in sentences:
        if not _REVIEW.search(sentence):
            continue
        for match in find_periods(sentence, default_year=year):
            period = match.period
            begun = period.start is None or day is None or period.start <= day
            ahead = _AHEAD.search(sentence[: match.start]) or "cuối năm" in period.text
            if begun and not ahead and period.kind in _REVIEWED:
                return period
    return None
