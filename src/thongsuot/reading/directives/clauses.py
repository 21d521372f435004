"""Clauses of a sentence that may each carry an order: between semicolons, after «đồng thời», after «nhấn mạnh:»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thongsuot.kernel.figures import Span
from thongsuot.reading.directives.lexicon import action
from thongsuot.reading.model import Sentence

_OPEN, _CLOSE = "([“‘", ")]”’"
_MEANWHILE = re.compile(r",\s+(?:đồng thời|song song với đó|bên cạnh đó)\s*,?\s+")
_THEREFORE = re.compile(r",\s+(?=(?:vì vậy|do đó|do vậy|bởi vậy|vì thế|từ đó)(?!\w))")
_SPEECH_COLON = re.compile(
    r"(?:nhấn mạnh|lưu ý|khẳng định|kết luận|yêu cầu|phát biểu|chỉ rõ|đề nghị|chỉ đạo|quán triệt|cho rằng|cho biết|nêu rõ|như sau)"
    r"[^:;.]{0,60}:(?=\s)"
)
_TAIL = re.compile(r"(?:\s|[.;:,…/*])+$")


def split_clauses(sentence: Sentence) -> list[Span]:
    """Spans of the clauses, without the outer punctuation; brackets and quotations are never cut."""
    text = sentence.text
    cuts = [0, *(m for m in _cut_places(text)), len(text)]
    spans = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        piece = text[start:end]
        lead = len(piece) - len(piece.lstrip(" \n\t;,:*"))
        stop = len(_TAIL.sub("", piece)) if end == len(text) else len(piece.rstrip(" \n\t;,:*"))
        if stop > lead:
            spans.append(Span(sentence.span.start + start + lead, sentence.span.start + start + stop))
    return spans


def _cut_places(text: str) -> Iterator[int]:
    depth = 0
    meanwhile = {m.start(): m.end() for m in _MEANWHILE.finditer(text)}
    cuts = {m.start() for m in _THEREFORE.finditer(text)} | {m.end() - 1 for m in _SPEECH_COLON.finditer(text)}
    for index, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and (char == ";" or index in cuts):
            yield index + 1
        elif depth == 0 and index in meanwhile and action().match(text, meanwhile[index]):
            yield index + 1
