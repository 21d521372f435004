"""One result on two scales: «8,46 điểm (tương ứng 84,6%)» (product F03, trap T5)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from thongsuot.kernel.consistency import arithmetic as a
from thongsuot.kernel.consistency.maxima import top_of_scale
from thongsuot.kernel.consistency.model import Finding, FindingKind, Severity, doubt
from thongsuot.kernel.consistency.units import is_score
from thongsuot.kernel.figures import Figure
from thongsuot.kernel.intervals import RoundingInterval

_COMMON_TOPS = tuple(Decimal(top) for top in (1, 4, 5, 10, 20, 50, 80, 100, 500, 1000))


def scale_mismatch(figure: Figure) -> Iterator[Finding]:
    """The percentage beside a score must be the score over the top of its scale."""
    value, percent = figure.value, figure.equivalent
    if value is None or percent is None or not is_score(figure) or figure.equivalent_unit != "%" or percent <= 0:
        return
    tops = _tops(figure)
    if not tops:
        return
    stated = a.rounding(percent)
    if any(stated.overlaps(_percent_of(value, top, exact=figure.denominator is not None)) for top in tops):
        return
    top = min(tops, key=lambda each: abs(value / each * a.HUNDRED - percent))
    yield doubt(
        FindingKind.SCALE_MISMATCH,
        Severity.ERROR,
        figure,
        f"{a.show_like(value, value)} điểm trên thang {a.show(top)} là "
        f"{a.show_like(value / top * a.HUNDRED, percent)}%, không phải {a.show_like(percent, percent)}%.",
        "Điểm hay tỷ lệ đúng, và thang điểm là bao nhiêu?",
    )


def _tops(figure: Figure) -> tuple[Decimal, ...]:
    known = top_of_scale(figure)
    value = figure.value or Decimal(0)
    if figure.denominator is not None and known is not None:
        return (known,) if known > 0 else ()  # no scale ends at 0
    # The satisfaction index has been published both out of 10 and out of 100.
    return tuple(top for top in _COMMON_TOPS if top >= value and (known is None or top in (known, Decimal(10))))


def _percent_of(value: Decimal, top: Decimal, *, exact: bool) -> RoundingInterval:
    points = RoundingInterval(value, value) if exact else a.rounding(value)
    return RoundingInterval(points.low / top * a.HUNDRED, points.high / top * a.HUNDRED)


def change_scale_mismatch(figure: Figure) -> Iterator[Finding]:
    """«tăng 0,35 điểm (tương ứng 3,56%)»: neither the same step on the other scale nor the relative change (T5)."""
    change, stated, value, percent = figure.change, figure.change_equivalent, figure.value, figure.equivalent
    if change is None or stated is None or value is None or figure.change_unit != "điểm":
        return
    size, told = abs(change), abs(stated)
    top = _scale(value, percent, figure)
    if top is None:
        return
    absolute = a.rounding(size)
    step = RoundingInterval(absolute.low / top * a.HUNDRED, absolute.high / top * a.HUNDRED)
    before = value - change
    relative = size / before * a.HUNDRED if before > 0 else None
    if step.overlaps(a.rounding(told)) or (relative is not None and abs(relative - told) <= Decimal("0.1")):
        return
    expected = size / top * a.HUNDRED
    gap = min(abs(told - step.low), abs(told - step.high))
    aside = f"; mức tăng tương đối là {a.show(relative, 2)}%" if relative is not None else ""
    yield doubt(
        FindingKind.SCALE_MISMATCH,
        Severity.WARNING if gap <= Decimal("0.1") else Severity.ERROR,
        figure,
        f"{a.show_like(size, size)} điểm trên thang {a.show(top)} là {a.show(expected, 2)} điểm % (từ "
        f"{a.show(step.low, 2)} đến {a.show(step.high, 2)} do làm tròn), không phải {a.show_like(told, told)}%{aside}.",
        "Tỷ lệ này tính trên số chưa làm tròn, hay là mức thay đổi tương đối?",
    )


def _scale(value: Decimal, percent: Decimal | None, figure: Figure) -> Decimal | None:
    if figure.denominator is not None:
        return figure.denominator
    if percent is not None and percent > 0:
        ratio = value / percent * a.HUNDRED
        return min(_COMMON_TOPS, key=lambda top: abs(top - ratio))
    return top_of_scale(figure)
