"""What stands before a number and governs it."""

from __future__ import annotations

from collections.abc import Sequence

from thongsuot.kernel.figures import Qualifier
from thongsuot.reading.figures.items import Lead
from thongsuot.reading.figures.tokens import Kind, Token

_SYMBOLS = {
    ">": Qualifier.MORE,
    "<": Qualifier.LESS,
    "≥": Qualifier.AT_LEAST,
    "≤": Qualifier.AT_MOST,
    "~": Qualifier.ABOUT,
    "≈": Qualifier.ABOUT,
}


def read_lead(tokens: Sequence[Token], at: int) -> Lead:
    """Walk left from the number over qualifiers and small words to the phrase that governs it."""
    qualifier, start, index = Qualifier.EXACT, at, at - 1
    while index >= 0:
        token = tokens[index]
        if token.text in _SYMBOLS:
            qualifier = _SYMBOLS[token.text]
        elif token.cue == "qualifier":
            bounds = _within(tokens, at, index) or _on(tokens, index)
            qualifier = Qualifier(token.payload) if qualifier is Qualifier.EXACT and not bounds else qualifier
        elif token.kind is Kind.CUE and token.cue not in ("adverb", "noun"):
            return _governed(tokens, index, qualifier, start)
        elif not (token.cue == "adverb" or (token.kind is Kind.COLON and _is_target(tokens, index - 1))):
            break
        start = index if token.cue != "adverb" else start
        index -= 1
    if 0 <= index < at and tokens[index].low == "thứ":
        return Lead(index, "thứ", "thứ", "", qualifier)
    number = tokens[at].number
    if number is not None and number.sign and at and tokens[at - 1].kind is Kind.OPEN:
        return Lead(at, "change", number.sign, "+" if number.sign == "+" else "-", qualifier)
    return Lead(start, "", "", "", qualifier)


def _within(tokens: Sequence[Token], at: int, index: int) -> bool:
    """«trong khoảng 75,03% - 90,61%» gives both bounds; nothing about them is approximate."""
    number = tokens[at].number
    ranged = number is not None and number.upper is not None
    return ranged and tokens[index].low == "khoảng" and index > 0 and tokens[index - 1].low.endswith("trong")


def _on(tokens: Sequence[Token], index: int) -> bool:
    """«khảo sát trên 36.525 người»: «trên» is a preposition after a word of surveying or carrying out."""
    before = tokens[index - 1].low if index else ""
    return tokens[index].low == "trên" and before.endswith(("hiện", "sát", "tra", "hành", "vấn"))


def _is_target(tokens: Sequence[Token], index: int) -> bool:
    return index >= 0 and tokens[index].cue in ("target", "surplus")


def _governed(tokens: Sequence[Token], index: int, qualifier: Qualifier, start: int) -> Lead:
    token = tokens[index]
    if token.cue in ("function", "of", "compare", "source", "none", "average", "after"):
        return Lead(start, token.cue, token.low, token.payload, qualifier)
    return Lead(index, token.cue, token.low, token.payload, qualifier)


def clause_start(tokens: Sequence[Token], at: int) -> int:
    """Index after the nearest «;», «.» or opening bracket to the left that still holds ``at``."""
    depth = 0
    for index in range(at - 1, -1, -1):
        kind = tokens[index].kind
        if kind is Kind.CLOSE:
            depth += 1
        elif kind is Kind.OPEN:
            if depth == 0:
                return index + 1
            depth -= 1
        elif depth == 0 and tokens[index].boundary:
            return index + 1
    return 0
