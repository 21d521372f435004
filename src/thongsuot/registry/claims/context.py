"""The sentence around a figure, with the figure itself marked; pure text work."""

from __future__ import annotations

from dataclasses import dataclass

from thongsuot.registry.claims.models import ClaimSpan

_REACH = 220  # characters to either side at most; sentences end earlier


@dataclass(frozen=True, slots=True)
class Quote:
    """``before`` + ``marked`` + ``after`` is a stretch of the source; for a table only ``locator`` is known."""

    before: str
    marked: str
    after: str
    locator: str = ""
    start: int | None = None


def surroundings(text: str, span: ClaimSpan) -> Quote:
    if span.start is None or span.end is None:
        return Quote("", span.quote, "", span.locator)
    left = _sentence_start(text, span.start)
    right = _sentence_end(text, span.end)
    return Quote(text[left : span.start], text[span.start : span.end], text[span.end : right], span.locator, span.start)


def _sentence_start(text: str, at: int) -> int:
    low = max(0, at - _REACH)
    cut = max(text.rfind(mark, low, at) for mark in (". ", "\n", "; "))
    return cut + 1 if cut >= 0 else low


def _sentence_end(text: str, at: int) -> int:
    high = min(len(text), at + _REACH)
    ends = [found for mark in (". ", "\n", "; ") if (found := text.find(mark, at, high)) >= 0]
    return min(ends) + 1 if ends else high
