"""One statement repeated in a text is one figure with several spans (T3, product C14)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from thongsuot.kernel.figures import Figure
from thongsuot.reading import gazetteer

_WORD = re.compile(r"\w+")


def merge_repeats(sentences: Iterable[Sequence[Figure]]) -> list[Figure]:
    """Keep the fullest wording of each statement; the others become ``other_spans``.

    ``sentences`` holds the figures of each sentence: one sentence does not repeat itself, so «30% thời gian, 30% chi
    phí» stay two.
    """
    kept: list[Figure] = []
    for sentence in sentences:
        known = len(kept)
        for figure in sentence:
            reach = len(kept) if _rank_only(figure) else known
            index = next((i for i in range(reach) if _same(kept[i], figure)), None)
            if index is None:
                kept.append(figure)
            else:
                kept[index] = _joined(kept[index], figure)
    return sorted(kept, key=lambda figure: (figure.value_span or figure.span).start)


@lru_cache(maxsize=1024)
def index_code(name: str) -> str | None:
    """The national index a name speaks of."""
    low = name.lower()
    return next(
        (code for word, code in gazetteer.index_words().items() if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", low)),
        None,
    )


def _same(first: Figure, second: Figure) -> bool:
    if first.org != second.org:
        return False
    if _moved_only(first) or _moved_only(second):
        return first.rank_change == second.rank_change is not None and _alike(first, second)
    if _rank_only(second) or _rank_only(first):
        return first.rank == second.rank and first.rank is not None and _out_of(first, second) and _alike(first, second)
    stated = (first.value, first.unit, first.qualifier, first.value_min) == (
        second.value,
        second.unit,
        second.qualifier,
        second.value_min,
    )
    period = first.period is None or second.period is None or first.period == second.period or first.unit == "thứ tự"
    slots = all(a is None or b is None or a == b for a, b in ((first.rank, second.rank), (first.change, second.change)))
    parts = first.denominator == second.denominator
    return stated and period and parts and slots and _alike(first, second)


def _rank_only(figure: Figure) -> bool:
    return figure.unit == "hạng" and figure.rank_max is None


def _moved_only(figure: Figure) -> bool:
    """«X tăng 14 bậc», as titles say before the text gives the rank."""
    return figure.unit == "bậc" and figure.rank is None


def _out_of(first: Figure, second: Figure) -> bool:
    return first.out_of is None or second.out_of is None or first.out_of == second.out_of


def _alike(first: Figure, second: Figure) -> bool:
    codes = index_code(first.name), index_code(second.name)
    if codes[0] or codes[1]:
        return codes[0] == codes[1]
    words = [set(_WORD.findall(figure.name.lower())) for figure in (first, second)]
    if not words[0] or not words[1]:
        return not words[0] and not words[1]
    return len(words[0] & words[1]) / min(len(words[0]), len(words[1])) >= 0.6


def _joined(first: Figure, second: Figure) -> Figure:
    fuller, other = (second, first) if _fullness(second) > _fullness(first) else (first, second)
    return replace(fuller, other_spans=(*first.other_spans, *second.other_spans, other.span))


def _fullness(figure: Figure) -> int:
    slots = (
        figure.rank,
        figure.change,
        figure.rank_change,
        figure.target,
        figure.numerator,
        figure.grade,
        figure.period,
    )
    return sum(slot is not None for slot in slots) + 2 * (figure.unit not in ("hạng", "bậc"))
