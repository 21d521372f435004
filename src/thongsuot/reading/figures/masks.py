"""Numbers that are no figures: they name a document, a scheme, a level, a time, a telephone (product §5.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Nouns whose number is a name. Each may carry «số» and a list: «mức độ 3, 4», «các Điều 5, 6 và 7».
_LABELLED = (
    r"đề án|nghị quyết|nghị định|quyết định|chỉ thị|thông tư|kế hoạch(?=\s+số)|công văn|công điện|tờ trình|báo cáo|"
    r"thông báo|luật|hướng dẫn|kết luận|quy định(?=\s+số)|văn bản(?=\s+số)|chương trình|dự án|nghị quyết số|"
    r"điều|khoản|điểm(?=\s+[a-zđ]\b)|chương|phụ lục|biểu|bảng|mẫu|mục|phần(?!\s+trăm)|tiểu mục|mức độ|mức cấp độ|cấp độ|mức(?=\s+độ)|"
    r"giai đoạn|đợt|lần|vòng|(?<!định )kỳ|khóa|khoá|tổ(?=\s+\d+\b)|khu vực|khu|cụm(?!\s+từ)|nhóm|quận|phường|xã(?=\s+\d)|quốc lộ|tỉnh lộ|đường|"
    r"số|lô|tầng|phòng họp(?:\s+số)?|phòng(?=\s+\d)|hội trường|trang|tập|tháng|năm|ngày|loại|hạng mục|phiên bản|thế hệ|web|"
    r"tổng đài|đường dây nóng|hotline|đt|điện thoại|fax|mã|ca|bước(?=\s+\d)|cột|dòng|tiêu chí(?:\s+số)?(?=\s+\d)|tuyến|bến|tổ công tác"
)
_LIST = r"\d+(?:\.\d+)*[a-z]?(?:\s*(?:,|và|&)\s*\d+\b(?!\s*%|[.,]\d|/\d))*"
_PATTERNS = (
    # numbers and symbols of documents: 04/KH-UBND, 61/2018/NĐ-CP, 60-NQ/TU, 202/2025/QH15, 131-KL/TW
    r"\d+[a-z]?(?:/\d{4})?/[A-ZĐ][\w&/.\-]*",
    r"\d+[a-z]?\s?-\s?[A-ZĐ]{2,}[\w.]*/[A-ZĐ][\w\-]*",
    r"\d+/\d{4}/[A-ZĐ]\w+",
    # times of day, «24/7», generations of technology, addresses on the net
    r"\d{1,2}\s?[h:]\s?\d{0,2}(?!\w)",
    r"\d{1,2}\s+giờ(?:\s+\d{1,2}(?:\s+phút)?)?(?=\s*(?:,|ngày|sáng|chiều|tối|thứ))",
    r"24/7|24/24(?:h|\s+giờ)?|7/7",
    r"\d\.0(?!\d|\s*%|\s+điểm)",
    r"\b[2-6]G(?:/[2-6]G)*\b",
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+",
    r"(?:GMT|UTC)\s*[+-]\s*\d+",
    r"\b0\d{2,3}[.\s]?\d{3}[.\s]?\d{3,4}\b|\b1[89]00[.\s]?\d{4}\b|\(84[-.\s]?\d+\)\s*\d+",
    # letters grown together with digits: QH15, B1, M1, COVID-19, H2
    r"[^\W\d_]+[-–]?\d+(?:[.,/]\d+)*\w*",
    r"\d+[A-ZĐ][\w]*",
)
_MASK = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))
_CALENDAR = frozenset({"năm", "tháng", "ngày"})
_LABEL = re.compile(
    rf"(?<!\w)(?:{_LABELLED})\s+(?:số\s*:?\s*|thứ\s+)?(?P<list>{_LIST})(?!\s*%|[.,]\d|\w)", re.IGNORECASE
)
_LIST_NUMBER = re.compile(
    r"\s*(?:\(?\d{1,2}(?:\.\d{1,2})*[.)](?=\s)|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s+\D)|\(\d{1,2}\))"
)
_INLINE_NUMBER = re.compile(
    r"(?:(?<=[:;.,]\s)|(?<=\s))\((?:\d{1,2}|[ivx]+)\)(?=\s)|(?<=[:;.]\s)\d{1,2}[.)](?=\s+[^\W\d_])"
)


def _label_stands(text: str, found: re.Match[str]) -> bool:
    """A label noun directly before a count names nothing: «tổng số 77 nhiệm vụ», «mỗi ngày 150 hồ sơ»."""
    after = text[found.end() : found.end() + 14]
    if re.match(r"\s*/\s*\d|\s+(?:triệu|tỷ|nghìn|phần trăm)", after):
        return False
    noun = text[found.start() : found.start("list")].split()[0].lower()
    if noun == "số":
        return not re.search(r"(?:tổng|trong|vị trí|con)\s+\Z", text[: found.start()], re.IGNORECASE)
    return noun not in _CALENDAR or not re.match(r"\s+[^\W\d_]", after)


def find_masks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of ``text`` (one sentence or line) whose digits are not figures."""
    opening = _LIST_NUMBER.match(text)
    if opening:
        yield opening.span()
    for found in _INLINE_NUMBER.finditer(text):
        yield found.span()
    for found in _MASK.finditer(text):
        yield found.span()
    for found in _LABEL.finditer(text):
        if _label_stands(text, found):
            yield found.span("list")
