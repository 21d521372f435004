"""A part, its whole and the rate printed beside them (product B02, B03, D09, L02; traps T4 and L02 of §1.T)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from thongsuot.kernel import intervals
from thongsuot.kernel.consistency import arithmetic as a
from thongsuot.kernel.consistency.model import Finding, FindingKind, Severity, doubt
from thongsuot.kernel.consistency.units import is_rate, is_score
from thongsuot.kernel.figures import Figure, Qualifier
from thongsuot.kernel.formatting import format_number
from thongsuot.kernel.intervals import RoundingInterval, ratio_check


def part_exceeds_total(figure: Figure) -> Iterator[Finding]:
    """45/41: more parts than the whole has. A plan may be beaten: «54/50 … vượt kế hoạch» is no error."""
    part, whole = figure.numerator, figure.denominator
    if part is None or whole is None or part <= whole or is_score(figure):
        return
    if figure.status == "vượt" or _states_more_than_all(figure, part, whole):
        return
    yield doubt(
        FindingKind.PART_EXCEEDS_TOTAL,
        Severity.ERROR,
        figure,
        f"Phần {a.show(part)} lớn hơn tổng {a.show(whole)}: {a.show(part)}/{a.show(whole)} không thể là một phần.",
        "Hai số có bị viết đảo, hoặc tổng số đã thay đổi?",
    )


def _states_more_than_all(figure: Figure, part: Decimal, whole: Decimal) -> bool:
    return (
        figure.value is not None
        and figure.value > a.HUNDRED
        and whole > 0
        and _agrees(figure.value, figure, _percentage(part, whole))
    )


def ratio_mismatch(figure: Figure) -> Iterator[Finding]:
    """28/40 printed as 75%. The rate may be rounded, to any number of digits, but not changed."""
    part, whole, rate = figure.numerator, figure.denominator, figure.value
    if part is None or whole is None or rate is None or whole <= 0 or is_score(figure) or not is_rate(figure):
        return
    exact = _percentage(part, whole)
    if _agrees(rate, figure, exact):
        return
    gap = min(abs(rate - exact.low), abs(rate - exact.high))
    slight = gap <= a.unit_in_last_place(rate) and a.unit_in_last_place(rate) < 1
    computed = a.show_like(part / whole * a.HUNDRED, rate, more=0 if not slight else 1)
    yield doubt(
        FindingKind.RATIO_MISMATCH,
        Severity.NOTE if slight else Severity.ERROR,
        figure,
        f"{a.show(part)}/{a.show(whole)} = {computed}%, không phải {a.show(rate)}%"
        + (" (lệch ở chữ số cuối, có thể do cắt bớt thay vì làm tròn)." if slight else "."),
        "Số nào đúng: hai số đếm hay tỷ lệ?",
    )


def _agrees(rate: Decimal, figure: Figure, exact: RoundingInterval) -> bool:
    stated = a.rounding(rate)
    if figure.qualifier in (Qualifier.MORE, Qualifier.AT_LEAST):
        return exact.high >= rate and exact.low <= rate + _reach(rate)
    if figure.qualifier in (Qualifier.LESS, Qualifier.AT_MOST):
        return exact.low <= rate and exact.high >= rate - _reach(rate)
    if figure.qualifier is Qualifier.ABOUT:
        return a.widened(stated, max(a.unit_in_last_place(rate), Decimal(1))).overlaps(exact)
    return stated.overlaps(exact)


def _reach(rate: Decimal) -> Decimal:
    """How far «hơn 80%» may fairly be from the truth: people say it up to the next round number."""
    return Decimal(10) if rate % 10 == 0 else Decimal(5) if rate % 5 == 0 else Decimal(1)


def _percentage(part: Decimal, whole: Decimal) -> RoundingInterval:
    """What the rate can be when a fractional part or whole has itself been rounded; ``whole`` is positive."""
    return ratio_check(part, whole, a.HUNDRED).implied


def implied_base(figure: Figure) -> Iterator[Finding]:
    """«giảm 123 đơn vị, đạt 13,7%» fixes the base within a few units, which can be checked (L02)."""
    removed, rate = figure.numerator, figure.value
    if removed is None or figure.denominator is not None or rate is None or figure.unit != "%" or rate <= 0:
        return
    if figure.change_word != "giảm" or removed.as_tuple().exponent != 0:
        return
    base = intervals.implied_base(removed, rate)
    if base is None:
        yield doubt(
            FindingKind.RATIO_MISMATCH,
            Severity.WARNING,
            figure,
            f"Không có số gốc nguyên nào mà {a.show(removed)} bằng {a.show(rate)}%.",
            "Số giảm và tỷ lệ giảm có cùng một gốc so sánh?",
        )
        return
    yield doubt(
        FindingKind.IMPLIED_BASE,
        Severity.NOTE,
        figure,
        f"{a.show(removed)} là {a.show(rate)}% thì số gốc phải {_between(*base)}.",
        "Số gốc đang lưu có nằm trong khoảng này không?",
    )


def _between(low: int, high: int) -> str:
    return f"là {format_number(low)}" if low == high else f"từ {format_number(low)} đến {format_number(high)}"
