"""Praise given in the meeting: who was commended, in the words of the text (product C13)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from thongsuot.kernel.figures import Span
from thongsuot.reading.directives.clauses import split_clauses
from thongsuot.reading.letters import plain
from thongsuot.reading.model import Directive, DirectiveKind, Passage, PassageKind

_PRAISE = re.compile(
    r"(?:trao tặng|trao|tặng|tặng thưởng|nhận|được)\s+[^,;]{0,40}?(?:Bằng khen|Giấy khen|Cờ thi đua|"
    r"Kỷ niệm chương|khen thưởng|vinh danh)|"
    r"(?<!\w)(?:biểu dương|vinh danh|tuyên dương|đánh giá cao)(?!\w)|khen thưởng \d+",
)
_ASKED = re.compile(
    r"(?:yêu cầu|đề nghị|cần|phải|kịp thời|công tác|gắn với)\s[^,;]{0,60}(?:biểu dương|khen thưởng|"
    r"tuyên dương|vinh danh)"
)
_NOT_PRAISED = re.compile(r"chưa (?:được )?[^,;]{0,30}(?:đánh giá cao|khen)")
_SILENT = frozenset({PassageKind.TITLE, PassageKind.RECIPIENTS, PassageKind.SIGNATURE})


def read_commendations(text: str, passages: Iterable[Passage], orders: Sequence[Directive]) -> tuple[Directive, ...]:
    """Clauses of praise that are no orders; ``orders`` are those already read."""
    taken = [order.span for order in orders]
    return tuple(item for item in _clauses(text, passages) if not any(item.span.overlaps(span) for span in taken))


def _clauses(text: str, passages: Iterable[Passage]) -> Iterator[Directive]:
    for passage in passages:
        if passage.kind in _SILENT:
            continue
        for sentence in passage.sentences:
            for span in split_clauses(sentence):
                clause = text[span.start : span.end]
                praise = _PRAISE.search(clause)
                if praise and not _ASKED.search(clause) and not _NOT_PRAISED.search(clause):
                    yield _commendation(clause, span, passage, praise.group())


def _commendation(clause: str, span: Span, passage: Passage, cue: str) -> Directive:
    return Directive(
        text=plain(clause),
        quote=clause,
        span=span,
        kind=DirectiveKind.COMMENDATION,
        speaker=passage.speaker,
        section=passage.section,
        cue=cue.lower(),
        confidence=0.6,
    )
