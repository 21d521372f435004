"""Ranks, how many are ranked, and the rank they imply for the year before (product E11, G04, G06; trap T14)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thongsuot.kernel.consistency.model import Finding, FindingKind, Severity, doubt
from thongsuot.kernel.figures import Figure

# 63 provinces until 30/6/2025, 34 since (Nghị quyết 202/2025/QH15).
_PROVINCES_BEFORE_MERGER = 63
_PROVINCES_NOW = 34
_NATIONAL = re.compile(r"cả nước|toàn quốc|tỉnh, thành|tỉnh thành|63|34", re.IGNORECASE)
_BASE_BEFORE_MERGER = re.compile(r"\b20(?:0\d|1\d|2[0-4])\b|năm trước|năm ngoái|cùng kỳ|năm liền kề")


def rank_out_of_bounds(figure: Figure) -> Iterator[Finding]:
    """A rank beyond the number ranked, or a change that puts the earlier rank outside (12/63 up 55 → 67)."""
    if figure.region_rank is not None and figure.region_out_of and not 1 <= figure.region_rank <= figure.region_out_of:
        yield _outside(figure, f"Hạng {figure.region_rank} nằm ngoài {figure.region_out_of} đơn vị được xếp hạng.")
        return
    if figure.rank is None:
        return
    ranked = figure.out_of or _implied_population(figure)
    if (ranked is not None and not 1 <= (figure.rank_max or figure.rank) <= ranked) or figure.rank < 1:
        yield _outside(figure, f"Hạng {figure.rank_max or figure.rank} nằm ngoài {ranked} đơn vị được xếp hạng.")
        return
    yield from _previous_out_of_bounds(figure, ranked)


def _previous_out_of_bounds(figure: Figure, ranked: int | None) -> Iterator[Finding]:
    if figure.rank is None or not figure.rank_change:
        return
    previous = figure.rank + figure.rank_change
    word = "tăng" if figure.rank_change > 0 else "giảm"
    sign = "+" if figure.rank_change > 0 else "−"
    sum_shown = f"{figure.rank} {sign} {abs(figure.rank_change)} = {previous}"
    if previous < 1:
        yield _outside(figure, f"Hạng {figure.rank} mà {word} {-figure.rank_change} bậc thì kỳ trước là {sum_shown}.")
        return
    population = _earlier_population(figure, ranked)
    if population is not None and previous > population:
        yield _outside(
            figure,
            f"Hạng {figure.rank} mà {word} {figure.rank_change} bậc thì kỳ trước là {sum_shown}, "
            f"ngoài {population} đơn vị được xếp hạng.",
        )


def _outside(figure: Figure, message: str) -> Finding:
    question = "Thứ hạng, số bậc thay đổi hay số đơn vị được xếp hạng bị sai?"
    return doubt(FindingKind.RANK_OUT_OF_BOUNDS, Severity.ERROR, figure, message, question)


def _implied_population(figure: Figure) -> int | None:
    """«xếp thứ 65 cả nước» names no total, but there have never been more than 63 provinces."""
    return _PROVINCES_BEFORE_MERGER if figure.rank_scope and _NATIONAL.search(figure.rank_scope) else None


def _earlier_population(figure: Figure, ranked: int | None) -> int | None:
    """How many were ranked in the year compared with: among 34 provinces today, 63 before the merger."""
    if ranked == _PROVINCES_NOW and _BASE_BEFORE_MERGER.search(figure.change_base or ""):
        return _PROVINCES_BEFORE_MERGER
    return ranked


def rank_change_mismatch(figure: Figure) -> Iterator[Finding]:
    """«từ hạng 25 lên hạng 20, tăng 4 bậc»: a smaller rank number is a rise."""
    rank, before = figure.rank, figure.previous_rank
    if rank is None or before is None:
        return
    moved = before - rank
    if figure.rank_change is not None:
        if figure.rank_change == moved:
            return
        told = f"{'tăng' if figure.rank_change > 0 else 'giảm'} {abs(figure.rank_change)} bậc"
    elif figure.change_word in ("tăng", "giảm") and moved and (figure.change_word == "tăng") != (moved > 0):
        told = figure.change_word
    else:
        return
    shown = f"{'tăng' if moved > 0 else 'giảm'} {abs(moved)} bậc" if moved else "giữ nguyên"
    yield doubt(
        FindingKind.CHANGE_MISMATCH,
        Severity.ERROR,
        figure,
        f"Từ hạng {before} đến hạng {rank} là {shown}, không phải {told}.",
        "Hạng kỳ này, hạng kỳ trước hay số bậc bị sai?",
    )
