"""A whole and its parts stated side by side (product D04; the «50,53 within [43,02; 59,24]» of §5.4)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from thongsuot.kernel.consistency import arithmetic as a
from thongsuot.kernel.consistency.model import Breakdown, BreakdownKind, Finding, FindingKind, Severity, doubt
from thongsuot.kernel.figures import Qualifier
from thongsuot.kernel.intervals import RoundingInterval, total_within_parts


def breakdown(stated: Breakdown) -> Iterator[Finding]:
    values = [part.value for part in stated.parts if part.value is not None]
    whole = stated.whole.value
    if whole is None or len(values) < len(stated.parts) or len(values) < 2:
        return
    if any(figure.qualifier is not Qualifier.EXACT for figure in (stated.whole, *stated.parts)):
        return
    if stated.kind is BreakdownKind.SUM:
        yield from _sum(stated, whole, values)
    else:
        yield from _between(stated, whole, values)


def _between(stated: Breakdown, whole: Decimal, values: list[Decimal]) -> Iterator[Finding]:
    """A mean, however weighted, lies between the smallest and the largest of its parts."""
    if total_within_parts(whole, values):
        return
    low, high = min(values), max(values)
    unit = stated.whole.unit
    side = "thấp hơn mọi phần" if whole < low else "cao hơn mọi phần"
    yield doubt(
        FindingKind.TOTAL_OUTSIDE_PARTS,
        Severity.ERROR if stated.complete else Severity.WARNING,
        stated.whole,
        f"Số chung {a.show_unit(whole, unit)} {side}; các phần chỉ từ {a.show_unit(low, unit)} đến "
        f"{a.show_unit(high, unit)}, số chung phải nằm trong khoảng đó.",
        "Số chung hay số của một phần bị sai, hoặc còn phần nào chưa nêu?",
        *stated.parts,
    )


def _sum(stated: Breakdown, whole: Decimal, values: list[Decimal]) -> Iterator[Finding]:
    added = sum((a.counted(value).low for value in values), Decimal(0))
    added_high = sum((a.counted(value).high for value in values), Decimal(0))
    sum_range = RoundingInterval(added, added_high)
    told = a.counted(whole)
    if sum_range.overlaps(told) or (not stated.complete and sum_range.low < told.high):
        return
    yield doubt(
        FindingKind.SUM_MISMATCH,
        Severity.ERROR,
        stated.whole,
        f"{' + '.join(a.show(value) for value in values)} = {a.show(sum(values, Decimal(0)))}, không phải "
        f"{a.show(whole)}.",
        "Thiếu phần nào, hay một số bị gõ sai?",
        *stated.parts,
    )
