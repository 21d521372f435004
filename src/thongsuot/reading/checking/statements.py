"""«97,9% hồ sơ được giải quyết đúng hạn», «tỷ lệ số hóa đạt 82,6%»: a value with the words that say of what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thongsuot.kernel.consistency.identity import content_words
from thongsuot.kernel.figures import Figure, Qualifier
from thongsuot.reading.checking.goals import is_ahead
from thongsuot.reading.checking.sentences import Line, figure, in_bracket

_AFTER = re.compile(
    r"^\s+((?:số\s+)?(?:hồ sơ|người|dịch vụ|thủ tục|TTHC|DVC|cán bộ|công chức|đơn vị|văn bản|kết quả|"
    r"nhiệm vụ|xã|phường|cơ quan|"
    r"doanh nghiệp|tổ chức|giao dịch|chỉ tiêu|hộ|thanh toán|phản ánh|hệ thống|công dân|địa phương|"
    r"thuê bao)\b[^;.(\n]*)",
    re.IGNORECASE,
)
_NAME_ENDS = re.compile(
    r",(?!\s*(?:trước|đúng|tổ chức|doanh nghiệp|kết quả|lệ phí|công chức|viên chức|DN\b))|\b(?:tăng|giảm|"
    r"so với|trong đó|đạt|vượt"
    r"|trong (?:\d|năm|quý|tháng|kỳ)|năm \d|quý|theo|với tổng|chiếm|tương ứng)\b|[…!?]",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"((?:tỷ lệ|tỉ lệ|mức độ|tỷ trọng)\s[^;:.(\n%]*?)\s*(?:\b(?:đã|hiện|ước|luôn|đều|chung|toàn tỉnh|của tỉnh)\s+)*"
    r"(?:đạt|là|chiếm|ở mức|còn|lên tới)\s*(?:tới\s+|đến\s+|mức\s+|khoảng\s+|gần\s+|hơn\s+|trên\s+|xấp xỉ\s+)?$",
    re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(
    r"((?:số\s+)?(?:hồ sơ|người dân|thủ tục|dịch vụ công|kết quả)\b[^;:.(\n%,]*?)\s+(?:đạt|"
    r"chiếm)\s*(?:tỷ lệ|tỉ lệ)?\s*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(tiếp nhận|giải quyết|ban hành|cung cấp|hoàn thành|tích hợp|phê duyệt|công bố|thành lập|cắt giảm|"
    r"tổ chức|số hóa|xử lý)"
    r"(?:\s+(?:được|mới|xong|tổng số|tổng cộng|là|và \w+(?: \w+)?))*\s*$",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"so với|cùng kỳ|kế hoạch|chỉ tiêu|mục tiêu|dự toán|được giao|bằng", re.IGNORECASE)
_MOVING = re.compile(
    r"(?:tăng|giảm|vượt|cao hơn|thấp hơn|thêm|từ|lên|xuống|so với|thiếu|còn|đến|chênh|gấp|mỗi|bình quân|trung bình)"
    r"\s*(?:thêm|mức|khoảng|gần|hơn|được|chỉ|đạt|là|tới)*\s*$",
    re.IGNORECASE,
)


def read_statements(line: Line) -> Iterator[tuple[int, Figure]]:
    """Index of the mention and its figure, named by the words next to it. Changes, bases and targets are left out."""
    for index, mention in enumerate(line.mentions):
        if mention.is_rank or mention.is_range or mention.unit in ("điểm", "điểm %", "bậc", "lần", None):
            continue
        if _MOVING.search(line.before(index)) or in_bracket(line, index):
            continue
        name = _name(line, index)
        if name:
            token = mention.token
            yield (
                index,
                figure(
                    line,
                    name,
                    index,
                    value=token.value,
                    unit=mention.unit if mention.unit == "%" else _noun(mention.unit, token.denominator),
                    qualifier=token.qualifier,
                ),
            )


def _noun(unit: str | None, denominator: object) -> str | None:
    return f"{unit}/{denominator}" if denominator is not None else unit


def _name(line: Line, index: int) -> str | None:
    if line.mentions[index].unit == "%":
        after = _AFTER.match(line.after(index))
        if after:
            return _trim(after[1])
        before = _BEFORE.search(line.before(index)) or _NOUN_BEFORE.search(line.before(index))
        return before[1].strip() if before else None
    verb = _COUNTED.search(line.before(index))
    noun = re.match(r"\s*[^;.(\n]*", line.after(index))
    phrase = _trim(noun[0]) if noun else ""
    if verb:
        return f"{verb[1]} {phrase.split(' và ')[0]}"
    return phrase if len(content_words(phrase)) > 2 else None


def _trim(words: str) -> str:
    end = _NAME_ENDS.search(words)
    return words[: end.start()].strip() if end else words.strip()


def _measured_against(line: Line, index: int) -> bool:
    """«đạt 115% … so với cùng kỳ», «… theo kế hoạch»: no share of a whole, so 100% is no ceiling."""
    around = re.split(r"[;.)]", line.before(index))[-1] + " " + re.split(r"[;.(]", line.after(index))[0]
    return line.mentions[index].value > 100 and _AGAINST.search(around) is not None


def named(line: Line) -> Iterator[Figure]:
    """Percentages with the words around them, for checks of one figure alone."""
    for index, stated in read_statements(line):
        if is_ahead(line, index) or _measured_against(line, index):
            continue
        if stated.unit == "%" and stated.qualifier is Qualifier.EXACT:
            yield stated
