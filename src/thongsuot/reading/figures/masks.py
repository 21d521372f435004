"""Labels whose number is a name and which ``kernel.numbers`` does not know: «giai đoạn 1», «đợt 2», «lần 3»."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LABELLED = (
    r"giai đoạn|đợt|lần|vòng|(?<!định )kỳ|khóa|khoá|cụm(?!\s+từ)|khu|lô|tầng|phòng họp(?:\s+số)?|hội trường|trang|tập|"
    r"phiên bản|thế hệ|tổng đài|đường dây nóng|fax|cột|dòng|bước(?=\s+\d)|tổ công tác|nghị quyết|kết luận|chỉ thị|"
    r"mức cấp độ|phần(?!\s+trăm)|ca|tuyến|năm(?=\s+\d\b)|ngày(?=\s+\d)"
)
_LIST = r"\d+(?:\s*(?:,|và|&)\s*\d+\b(?!\s*%|[.,]\d|/\d))*"
_LABEL = re.compile(
    rf"(?<!\w)(?:{_LABELLED})\s+(?:thứ\s+)?(?P<list>{_LIST})(?!\s*%|[.,]\d|\w|\s*/\s*\d)", re.IGNORECASE
)
_CALENDAR = frozenset({"năm", "ngày"})
_COUNTED = re.compile(r"\s+(?:triệu|tỷ|nghìn|phần trăm)|\s+[^\W\d_]+")
_MULTIPLIED = re.compile(r"\s+(?:triệu|tỷ|nghìn|phần trăm)")


def find_labels(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of ``text`` whose digits name something: (start, end) of the digits."""
    for found in _LABEL.finditer(text):
        noun = found[0].split()[0].lower()
        counted = _COUNTED if noun in _CALENDAR else _MULTIPLIED
        if not counted.match(text, found.end()):
            yield found.span("list")
