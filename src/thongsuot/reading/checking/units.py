"""Numbers that have lost their percent sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from thongsuot.kernel.consistency.arithmetic import decimals_of
from thongsuot.kernel.figures import Figure
from thongsuot.reading.checking.sentences import Line, figure

_WHOLE_THINGS = re.compile(
    r"^(?:hồ sơ|hài lòng|dịch vụ|người|nhiệm vụ|thủ tục|đơn vị|cán bộ|công chức|văn bản|kết quả|doanh nghiệp|"
    r"tổ chức|cơ quan|chỉ tiêu"
    r"|giao dịch|xã|huyện|sở|phản ánh|ý kiến|phiếu|trường hợp|TTHC|DVC)\b",
    re.IGNORECASE,
)
_RATE_LEAD = re.compile(
    r"\b(?:tỷ lệ|tỉ lệ)\b[^;:%]*\b(?:đạt|là|chiếm|còn|ở mức|tăng lên|lên)\s*(?:mức\s*)?$|\b(?:tỷ lệ|tỉ lệ)\s*$", re.I
)
_ENDS_HERE = re.compile(
    r"^\s*(?:$|[,;:)…]|\.(?:\s|$)|so với|theo kế hoạch|kế hoạch|\(|và\s|tăng|giảm|vượt)", re.IGNORECASE
)
_AVERAGED = re.compile(r"bình quân|trung bình|mỗi|tương đương|gấp|hơn", re.IGNORECASE)
_SHARED_UNIT = re.compile(r"^\s*(?:-|–|đến|lên|xuống|còn|và|,|hoặc|/)\s*$", re.IGNORECASE)
_SHARED_LIST = re.compile(r"lần lượt|tương ứng (?:là|đạt)|tương ứng\s*:|theo thứ tự", re.IGNORECASE)


def read_missing_units(line: Line) -> Iterator[Figure]:
    """Figures named as rates but printed bare; the engine says so (T4)."""
    for index, mention in enumerate(line.mentions):
        if mention.is_rank or mention.is_fraction or mention.is_range or _SHARED_LIST.search(line.words):
            continue
        if _broken_count(line, index) or _bare_rate(line, index) or _bare_change(line, index):
            yield figure(line, _name(line, index), index, value=mention.value, unit=None)


def _name(line: Line, index: int) -> str:
    return f"tỷ lệ: {line.before(index)[-80:].strip()}"


def _broken_count(line: Line, index: int) -> bool:
    """«97,9 hồ sơ»: nobody handles nine tenths of a dossier, except on average."""
    mention = line.mentions[index]
    fractional = decimals_of(mention.value) > 0 and mention.token.multiplier is None and not mention.token.ambiguous
    if not fractional or mention.unit is None or not _WHOLE_THINGS.match(mention.unit):
        return False
    return not _AVERAGED.search(line.before(index)) and not re.match(r"[^,;.]{0,20}(?:/|mỗi|một)", line.after(index))


def _bare_rate(line: Line, index: int) -> bool:
    mention, before, after = line.mentions[index], line.before(index), line.after(index)
    if mention.unit in ("%", "điểm", "điểm %", "bậc", "lần") or not 0 <= mention.value <= Decimal(200):
        return False
    if not _ENDS_HERE.match(after) or _borrows_unit(line, index):
        return False
    if _RATE_LEAD.search(line.text[line.span.start : mention.start]) and not re.search(
        r"hệ số|bình quân|chỉ số|điểm|index|PAPI|SIPAS|PCI|DTI", before, re.IGNORECASE
    ):
        return True
    return decimals_of(mention.value) > 0 and _beside_percentages(line, index)


def _bare_change(line: Line, index: int) -> bool:
    """«giảm 13,7 so với năm 2015»: thirteen point seven of what?"""
    mention = line.mentions[index]
    fractional = decimals_of(mention.value) > 0 and mention.token.multiplier is None
    return (
        fractional
        and mention.unit in (None, "so với")
        and re.search(r"\b(?:tăng|giảm)\s*$", line.before(index), re.IGNORECASE) is not None
        and re.match(r"\s*so với", line.after(index)) is not None
    )


def _borrows_unit(line: Line, index: int) -> bool:
    """«từ 79,2 lên 81,4%», «80 - 85%»: one sign for two numbers."""
    following = index + 1
    return following < len(line.mentions) and _SHARED_UNIT.match(line.gap(index, following)) is not None


def _beside_percentages(line: Line, index: int) -> bool:
    """«cấp tỉnh đạt 43,02; cấp huyện đạt 59,24%»: its neighbours in the same list are percentages."""
    if not re.search(
        r"(?:đạt|là|chiếm|còn|\bcó|cấp (?:tỉnh|huyện|xã)|ngành|phường)\s*:?\s*$", line.before(index), re.IGNORECASE
    ):
        return False
    if re.search(r"điểm|chỉ số|index|PAPI|SIPAS|PCI", line.before(index), re.IGNORECASE):
        return False
    others = [each for at, each in enumerate(line.mentions) if abs(at - index) == 1]
    return bool(others) and all(each.unit == "%" for each in others)
