"""Cumulative counts cannot shrink when the period grows (product D03)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from thongsuot.kernel.consistency import arithmetic as a
from thongsuot.kernel.consistency.identity import identity
from thongsuot.kernel.consistency.model import Finding, FindingKind, Severity, doubt
from thongsuot.kernel.figures import Figure, Qualifier

_NOT_COUNTED = ("%", "điểm", "điểm %", "lần", "bậc", "hạng", "ngày", "giờ", None)


def period_nesting(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Nine months hold the first six: 9T < 6T of one count is impossible."""
    series: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        if _is_count(figure) and figure.period is not None and figure.period.start and figure.period.end:
            series.setdefault((*identity(figure), figure.period.start), []).append(figure)
    for group in series.values():
        ordered = sorted(group, key=lambda each: (each.period.end, each.span.start))  # type: ignore[union-attr]
        for shorter, longer in pairwise(ordered):
            yield from _compare(shorter, longer)


def _is_count(figure: Figure) -> bool:
    return figure.value is not None and figure.unit not in _NOT_COUNTED and figure.qualifier is Qualifier.EXACT


def _compare(shorter: Figure, longer: Figure) -> Iterator[Finding]:
    if shorter.period is None or longer.period is None or shorter.value is None or longer.value is None:
        return
    if shorter.period.end == longer.period.end or longer.value >= shorter.value:
        return
    yield doubt(
        FindingKind.PERIOD_NESTING,
        Severity.WARNING,
        longer,
        f"{longer.period.text} có {a.show_unit(longer.value, longer.unit)}, ít hơn {shorter.period.text} "
        f"({a.show_unit(shorter.value, shorter.unit)}), dù kỳ sau bao gồm kỳ trước.",
        "Số nào bị sai, hay đây là số của riêng từng kỳ?",
        shorter,
    )
