"""Sentences of Vietnamese official prose, with exact offsets."""

from __future__ import annotations

import re

from thongsuot.kernel.figures import Span
from thongsuot.reading.letters import LOWER, UPPER
from thongsuot.reading.model import Sentence

_BREAK = re.compile(rf"(?:[.!?]+/?\.?|…)[”\"’')\]]*(?=\s+(?:[“\"‘'(\[*–-]\s*)?[{UPPER}\d])|[.!?]\s*\n|\n\s*\n")
#: Abbreviations that end in a dot and go on: TP. Hồ Chí Minh, KT. CHỦ TỊCH, PGS. TS. X, v.v.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"/.])(?:TP|Tp|TX|Tx|TT|Tt|Q|P|H|X|KT|TL|TM|TUQ|PGS|GS|TS|ThS|Ths|BS|LS|CN|Đ/c|đ/c|St|Mr|Ms|Dr|No|tr|Tr|Nxb)\.$"
)
_INITIAL = re.compile(rf"(?:^|\s)[{UPPER}]\.$")
_LIST_NUMBER = re.compile(r"(?:^|\n|Điều|Khoản|Mục|Phần|Chương)\s*(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[a-zđ])\.$")
_OPEN, _CLOSE = "“‘(", "”’)"
_NEXT_LOWER = re.compile(rf"\s*[{LOWER}]")


def split_sentences(text: str, offset: int = 0) -> tuple[Sentence, ...]:
    """Sentences of one paragraph; ``offset`` is where the paragraph starts in the document."""
    found: list[Sentence] = []
    start = 0
    for match in _BREAK.finditer(text):
        head = text[start : match.end()]
        if _goes_on(text, start, match, head):
            continue
        _append(found, text, start, match.end(), offset)
        start = match.end()
    _append(found, text, start, len(text), offset)
    return tuple(found)


def _goes_on(text: str, start: int, match: re.Match[str], head: str) -> bool:
    if match.group().startswith("\n"):
        return bool(_NEXT_LOWER.match(text, match.end()))
    if head.endswith(".") and (_ABBREVIATION.search(head) or _INITIAL.search(head) or _LIST_NUMBER.search(head)):
        return True
    return _inside_brackets(head) and match.end() - start < 400


def _inside_brackets(head: str) -> bool:
    """A full stop inside an open quotation or bracket belongs to it."""
    return any(head.count(o) > head.count(c) for o, c in zip(_OPEN, _CLOSE, strict=True))


def _append(found: list[Sentence], text: str, start: int, end: int, offset: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        begin = start + piece.index(stripped)
        found.append(Sentence(Span(offset + begin, offset + begin + len(stripped)), stripped))
