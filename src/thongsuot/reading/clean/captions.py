"""Captions of photographs: short stand-alone lines between paragraphs, with or without a credit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from thongsuot.kernel.figures import Span
from thongsuot.reading.clean.lines import Line
from thongsuot.reading.model import Noise

_CREDIT = re.compile(
    r"[(\[]\s*(?:Nguồn ảnh|Hình ảnh|Ảnh|Hình|Nguồn)\s*(?::|chụp|minh họa|minh hoạ|tư liệu|tham khảo)[^)\]]*[)\]]"
    r"|(?:^|[.\s–-])(?:Nguồn ảnh|Ảnh)\s*:\s*[^.;]{1,60}\.?$|(?:^|[\s(])Ảnh (?:minh họa|minh hoạ|"
    r"tư liệu)\b[^.;]{0,40}\)?\.?$",
)
_SCENE = re.compile(
    r"^(?:Quang cảnh|Toàn cảnh|Hình ảnh|Một góc|Các đại biểu|Đại biểu|Các thành viên|Cán bộ|Công chức|Người dân|"
    r"Đoàn viên|Lãnh đạo|Biểu đồ|Bảng xếp hạng)\b"
)
_PERSON_ACTS = re.compile(
    r"^(?:Các )?(?:Đ/c|[Đđ]ồng chí|Ông|Bà|Thủ tướng|Phó|Bộ trưởng|Thứ trưởng|Chủ tịch|Bí thư|Giám đốc|Chánh|"
    r"Cục trưởng|Vụ trưởng|Trưởng|Lãnh đạo|"
    r"Đoàn|Thường trực)\b(?!.* đã )[^:;]*?\b(?:phát biểu|chủ trì|kết luận|điều hành|báo cáo|trình bày|trao|"
    r"tặng|tham luận|thông tin|trả lời|"
    r"kiểm tra|thăm|dự|tham dự|giới thiệu|chúc mừng)\b"
)
_ORDERS = re.compile(
    r"yêu cầu|đề nghị|\bgiao\b|nhấn mạnh|\d+[,.]\d+\s*%|\d+/\d+/\d{4}|như sau|cho biết|khẳng định|cho rằng"
)
_ACTS = re.compile(
    r"phát biểu|chủ trì|dự |tham dự|điều hành|hướng dẫn|giải quyết|tiếp nhận|thảo luận|trao|tại|làm thủ tục|"
    r"thực hiện|theo dõi"
)
_CAPTION_MAX = 220
_NEIGHBOUR_MIN = 120


def find_captions(lines: Sequence[Line]) -> list[Noise]:
    """Captions with a credit anywhere; without one, only by shape and never as the opening line."""
    counts = Counter(line.folded for line in lines)
    noise: list[Noise] = []
    for index, line in enumerate(lines):
        credit = _CREDIT.search(line.text)
        if credit and len(line.text) <= 400:
            noise.append(Noise("caption", line.span, line.text, "Chú thích ảnh (có ghi nguồn ảnh)."))
        elif credit:
            span = Span(line.span.start + credit.start(), line.span.start + credit.end())
            noise.append(Noise("caption", span, credit.group(), "Ghi nguồn ảnh trong đoạn văn."))
        elif index > 0 and counts[line.folded] >= 3 and len(line.text) <= _CAPTION_MAX:
            reason = f"Dòng ngắn lặp {counts[line.folded]} lần: chú thích dùng chung cho nhiều ảnh."
            noise.append(Noise("caption", line.span, line.text, reason))
        elif index > 0 and _looks_like_caption(line) and _among_long(lines, index):
            noise.append(Noise("caption", line.span, line.text, "Dòng ngắn đứng riêng giữa các đoạn: chú thích ảnh."))
    return noise


def _looks_like_caption(line: Line) -> bool:
    text = line.text
    if len(text) > _CAPTION_MAX or _ORDERS.search(text) or text.rstrip(".").count(". ") or text[-1] in ":;":
        return False
    if _SCENE.match(text):
        return bool(_ACTS.search(text)) or len(text) < 60
    return len(text) <= 160 and bool(_PERSON_ACTS.match(text))


def _among_long(lines: Sequence[Line], index: int) -> bool:
    """Captions stand beside paragraphs; in a list of short lines the same words are content."""
    neighbours = [*lines[max(0, index - 2) : index], *lines[index + 1 : index + 3]]
    return any(len(near.text) >= _NEIGHBOUR_MIN for near in neighbours)
