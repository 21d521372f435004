"""Furniture of web pages and leftovers of their templates: recognised by shape and by the list in rules/."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from thongsuot.kernel.figures import Span
from thongsuot.reading.clean.lines import Line
from thongsuot.reading.letters import LOWER, UPPER, fold
from thongsuot.reading.model import Noise
from thongsuot.reading.rules import load_rules, words

_HOLE = re.compile(r"\{\{?\s*[A-Za-z_][\w.]*\s*\}\}?|\[\[\s*\w+\s*\]\]|<%.*?%>")
_STAMP_WORDS = re.compile(
    r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|đăng|cập nhật|xuất bản|ngày|lúc|vào|giờ|"
    r"gmt\s*[+-]?\s*\d*|date|am|pm|sa|ch|utc|"
    r"lần cuối|đăng tải|thời gian|\d{1,2}\s*[:hg]\s*\d{2}(?::\d{2})?)(?!\w)|[\s,.:|()•·\-–+/]",
    re.IGNORECASE,
)
_STAMP_DAY = re.compile(r"(?<!\d)\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}(?!\d)")
_OUTLET = re.compile(
    rf"^\(?(?:[A-Z][\w-]*\.(?:vn|com|net|org)(?:\.vn)?|[{UPPER}]{{2,10}}(?:\.VN)?|"
    rf"Báo [{UPPER}][\w ]{{2,30}})\)?\s*[-–—|]\s+(?=[{UPPER}])"
)
_OUTLET_IN_BRACKETS = re.compile(rf"^\([{UPPER}][\w. /-]{{1,30}}\)\s*[-–—:]+\s*(?=\S)")
_PAGE_NUMBER = re.compile(r"^(?:[-–]\s*)?\d{1,3}(?:\s*[-–])?$|^(?:Trang|trang)\s+\d+(?:\s*/\s*\d+)?$")
_ICON = re.compile(r"^[a-z]+(?:[-_](?:icon|logo|btn|button|share|img))+$|^(?:icon|logo|btn)[-_][a-z-]+$|^https?://\S+$")
_HEADLINE_MAX = 160


@lru_cache(maxsize=1)
def _line_patterns() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in load_rules("furniture")["patterns"]))


@lru_cache(maxsize=1)
def _exact_lines() -> frozenset[str]:
    return frozenset(fold(line) for line in words("furniture", "lines"))


def _starts_with_any(line: Line, key: str) -> bool:
    folded = line.folded
    return any(folded == fold(opener) or folded.startswith(fold(opener) + " ") for opener in words("furniture", key))


def is_stamp(line: Line) -> bool:
    """A line that holds only the day and hour the page was put up."""
    if len(line.text) >= 80 or not _STAMP_DAY.search(line.text):
        return False
    return not _STAMP_WORDS.sub("", _STAMP_DAY.sub("", line.text))


def _is_furniture(line: Line) -> str | None:
    """Why this line is furniture, or None."""
    if len(line.text) > _HEADLINE_MAX:
        return None
    if not any(char.isalnum() for char in line.text):
        return "Dòng chỉ có dấu, không có chữ."
    if is_stamp(line):
        return "Dòng ngày giờ đăng bài của trang mạng."
    if _ICON.match(line.text):
        return "Tên biểu tượng hoặc đường dẫn của trang mạng."
    if _PAGE_NUMBER.match(line.text):
        return "Số trang."
    if line.folded in _exact_lines() or _line_patterns().search(line.folded):
        return "Thành phần của trang mạng, không phải lời văn bản."
    return None


def find_furniture(lines: Sequence[Line], length: int) -> list[Noise]:
    """Whole lines that belong to the page: menus, sharing, comments, related links, stamps, page numbers."""
    noise: list[Noise] = []
    tail = box = False
    for line in lines:
        if not tail and line.span.start > 0.3 * length and _starts_with_any(line, "tails"):
            tail = True
        reason = _is_furniture(line)
        if tail:
            reason = reason or "Phần chân trang: bình luận, tin liên quan."
        elif _starts_with_any(line, "boxes") and len(line.text) <= _HEADLINE_MAX:
            box, reason = True, "Khung liên kết tới bài khác."
        elif box and reason is None:
            box = _is_headline(line)
            reason = "Tiêu đề bài khác trong khung liên kết." if box else None
        if reason:
            noise.append(Noise("furniture", line.span, line.text, reason))
    return noise


def _is_headline(line: Line) -> bool:
    return len(line.text) <= _HEADLINE_MAX and line.text[-1] not in ".;:…" and not line.text[0].isdigit()


def find_holes(text: str) -> list[Noise]:
    """Unfilled holes of a page template: ``{name}``."""
    reason = "Chỗ trống của mẫu trang chưa được điền."
    return [Noise("template_hole", Span(m.start(), m.end()), m.group(), reason) for m in _HOLE.finditer(text)]


def find_outlet_marks(lines: Sequence[Line]) -> list[Noise]:
    """The newspaper's mark before its lead: «(ABC) - », «Tenbao.vn - »."""
    noise: list[Noise] = []
    for line in lines[:12]:
        if line.text.count(" | ") > 1:
            continue  # a row of a table
        match = _OUTLET_IN_BRACKETS.match(line.text) or _OUTLET.match(line.text)
        if match and len(line.text) > match.end() + 40 and line.text[match.end()] not in LOWER:
            span = Span(line.span.start, line.span.start + match.end())
            noise.append(Noise("furniture", span, match.group(), "Ký hiệu của tờ báo đặt trước lời dẫn."))
    return noise
