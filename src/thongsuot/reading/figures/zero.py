"""Zero said in words: «không có thêm ĐVSNCL …» is 0 (D13); «còn nhiều» and «chưa có hướng dẫn» are no numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from thongsuot.reading.figures.items import Item, Lead, Role, UnitKind
from thongsuot.reading.figures.tokens import Kind, Number, Token
from thongsuot.reading.figures.units import read_unit

_SMALL = frozenset({"thêm", "phát", "sinh", "bất", "kỳ", "một", "nào", "tình", "trạng"})
_CONDITIONS = frozenset({"nếu", "mà", "khi", "những", "các", "nơi", "trường hợp", "để", "vì"})
_AIMS = frozenset({"bảo đảm", "đảm bảo", "phấn đấu", "yêu cầu", "quyết tâm", "mục tiêu"})


def counted_none(tokens: Sequence[Token], at: int) -> Item | None:
    """«không có/không còn/không phát sinh» + a noun that is counted elsewhere → a count of zero."""
    before = [token.low for token in tokens[max(0, at - 3) : at]]
    if any(word in _CONDITIONS for word in before):
        return None
    index = at + 1
    while index < len(tokens) and index < at + 4 and tokens[index].low in _SMALL:
        index += 1
    if index >= len(tokens):
        return None
    number = Number(Decimal(0))
    unit = read_unit(tokens, index - 1, number)
    if (
        unit.kind is not UnitKind.COUNT
        or not unit.known
        or (tokens[index].kind is Kind.CUE and tokens[index].cue == "grade")
    ):
        return None
    item = Item(Role.COUNT, at, at, unit.end, number, unit, Lead(at, "none", tokens[at].low))
    item.wanted = any(word in _AIMS for word in before) or "để" in tokens[at].low
    return item
