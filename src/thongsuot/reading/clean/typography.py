"""Signs left by copying: markdown asterisks, invisible characters, a space before a comma."""

from __future__ import annotations

import re

from thongsuot.kernel.figures import Span
from thongsuot.reading.model import Noise

_ASTERISKS = re.compile(r"\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}")
_FOOTNOTE = re.compile(r"\(\*+\)")
_STRAY: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]+"), "Ký tự vô hình sót lại khi sao chép."),
    (re.compile(r"\ufffd+"), "Ký tự hỏng do sai bảng mã."),
    (re.compile(r"(?<=\S)[ \u00a0]+(?=[,;:](?:\s|$))"), "Dấu cách thừa trước dấu câu."),
    (re.compile(r"(?<=\S)[ \u00a0\t]{3,}(?=\S)"), "Nhiều dấu cách liền nhau."),
    (re.compile(r"&(?:nbsp|amp|quot|lt|gt|#\d{2,5});"), "Mã ký tự của trang mạng chưa được giải."),
    (re.compile(r"<\/?(?:p|br|b|i|em|strong|span|div|a|img|table|td|tr)\b[^>\n]*>", re.I), "Thẻ HTML sót lại."),
)


def find_typography(text: str) -> list[Noise]:
    """Marks of the copying, each with its own span."""
    noise: list[Noise] = []
    footnotes = {m.start() + 1 for m in _FOOTNOTE.finditer(text)}
    for match in _ASTERISKS.finditer(text):
        if match.start() not in footnotes and not _is_bullet(text, match):
            reason = "Dấu sao đánh dấu chữ nghiêng, chữ đậm khi sao chép."
            noise.append(Noise("asterisk", Span(*match.span()), match.group(), reason))
    for pattern, reason in _STRAY:
        noise += [Noise("typography", Span(*m.span()), m.group(), reason) for m in pattern.finditer(text)]
    return noise


def _is_bullet(text: str, match: re.Match[str]) -> bool:
    """«* Về …» opens a list item; «*chữ nghiêng*» closes on the same line."""
    if text[: match.start()].rpartition("\n")[2].strip():
        return False
    rest = text[match.end() :].partition("\n")[0]
    return "*" not in rest
