"""The nation as a yardstick: «thấp hơn bình quân cả nước (21%)» makes no figure national but the 21%."""

from __future__ import annotations

from collections.abc import Sequence

from thongsuot.reading.figures.tokens import Kind, OrgKind, Token

_BETWEEN = frozenset({"chung", "mức", "mặt", "bằng", "với", "tỷ lệ", "tỉ lệ", "điểm", "con", "số", "giá", "trị", "đó"})
_EQUAL = frozenset({"bằng", "ngang", "xấp xỉ", "vượt", "trên", "dưới", "gần bằng", "tiệm cận", "gần"})
_PREDICATE = frozenset({Kind.COLON, Kind.OPEN, Kind.PERIOD})


def yardstick(tokens: Sequence[Token], index: int) -> bool:
    """The nation at ``index`` is what a local figure is held against, with or without its own value."""
    org = tokens[index].org
    if org is None or org.kind is not OrgKind.NATION:
        return False
    before, averaged = index - 1, False
    while before >= 0 and (tokens[before].cue in ("average", "of") or tokens[before].low in _BETWEEN):
        averaged = averaged or tokens[before].cue == "average" or tokens[before].low == "chung"
        if tokens[before].low == "bằng" and tokens[before - 1].low != "mặt":
            break
        before -= 1
    if before < 0:
        return False
    token = tokens[before]
    if token.kind is Kind.OPEN:
        return _valued(tokens, index)
    against = token.cue == "compare" or (token.cue == "change" and token.low.endswith("hơn"))
    return against or _whereas(tokens, before) or (averaged and token.low in _EQUAL)


def _whereas(tokens: Sequence[Token], at: int) -> bool:
    """«trong khi (đó)» ends at ``at``."""
    return tokens[at].low == "trong khi" or (tokens[at].low == "khi" and at > 0 and tokens[at - 1].low == "trong")


def _valued(tokens: Sequence[Token], index: int) -> bool:
    """A number is said of the nation at ``index``: «cả nước: 21%», «cả nước là 21%», «cả nước (21%)»."""
    after = index + 1
    while after < len(tokens) and _leads_on(tokens[after]):
        after += 1
    # «cao hơn bình quân cả nước 3,2%» is the distance, not the nation's value
    return index + 1 < after < len(tokens) and tokens[after].kind is Kind.NUMBER


def _leads_on(token: Token) -> bool:
    return token.kind in _PREDICATE or token.cue in ("link", "adverb", "qualifier")


def nation_of(tokens: Sequence[Token], first: int) -> int | None:
    """The yardstick nation whose own value begins at ``first``."""
    index = first - 1
    while index >= 0 and _leads_on(tokens[index]):
        index -= 1
    return index if index >= 0 and yardstick(tokens, index) and _valued(tokens, index) else None
