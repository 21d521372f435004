"""Numbers, money, ratios and dates as a Vietnamese reader expects them (product §3.5)."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum

from thongsuot.kernel.figures import Qualifier

_HUNDRED = Decimal(100)
_SCALES = ((12, "nghìn tỷ"), (9, "tỷ"), (6, "triệu"))


class Medium(StrEnum):
    """Where a number is shown: documents write counts below ten with a leading zero, screens do not."""

    SCREEN = "screen"
    DOCUMENT = "document"


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Half-up away from zero, as official reports round: 85,365 → 85,37."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def round_percent(value: Decimal, decimals: int) -> Decimal:
    """Half-up, but never up to 100 nor down to 0: 99,96 at one decimal is 99,9; 0,04 is 0,1.

    «100%» says that nothing is left and «0%» that nothing was done; neither may come out of rounding.
    """
    rounded = round_half_up(value, decimals)
    step = Decimal(1).scaleb(-decimals)
    if value < _HUNDRED <= rounded:
        return value.quantize(step, rounding=ROUND_FLOOR)
    if value > 0 and rounded == 0:
        return value.quantize(step, rounding=ROUND_CEILING)
    return rounded


def format_number(value: Decimal | int, decimals: int | None = None) -> str:
    """«1.659,5»: dot for thousands, comma for decimals, «−» for negatives.

    ``decimals`` rounds half-up and pads; ``None`` keeps the digits the value carries.
    """
    number = Decimal(value)
    if decimals is not None:
        number = round_half_up(number, decimals)
    digits = f"{abs(number):,f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"−{digits}" if number < 0 else digits


def format_count(value: int, medium: Medium = Medium.SCREEN) -> str:
    """A counted whole: 4 → «4» on screen, «04» in a document (§3.5)."""
    if medium is Medium.DOCUMENT and 0 < value < 10:
        return f"0{value}"
    return format_number(value)


def format_percent(value: Decimal, decimals: int | None = None) -> str:
    """«85,37%», no space before the sign; rounding follows ``round_percent``."""
    return f"{format_number(value if decimals is None else round_percent(value, decimals))}%"


def format_points(value: Decimal, decimals: int | None = None) -> str:
    """A difference of two percentages: «6,06 điểm %»."""
    return f"{format_number(value, decimals)} điểm %"


def format_gap(target: Decimal, actual: Decimal) -> str:
    """How a percentage stands to its target: «thiếu 6,06 điểm %», «vượt 3 điểm %», «đúng mục tiêu» (D06)."""
    gap = target - actual
    if gap == 0:
        return "đúng mục tiêu"
    return f"{'thiếu' if gap > 0 else 'vượt'} {format_points(abs(gap))}"


def format_ratio(numerator: Decimal | int, denominator: Decimal | int, decimals: int = 2) -> str:
    """Part, whole and rate computed from them: «28/40 (70%)», «35/41 (85,37%)».

    Zeros that carry nothing are dropped from the rate. With a whole of 0 there is no rate: «0/0 (không có)».
    """
    parts = f"{format_number(numerator)}/{format_number(denominator)}"
    if denominator == 0:
        return f"{parts} (không có)"
    rate = round_percent(Decimal(numerator) * _HUNDRED / Decimal(denominator), decimals)
    return f"{parts} ({format_percent(without_trailing_zeros(rate))})"


def without_trailing_zeros(value: Decimal) -> Decimal:
    """70.00 → 70, 1000 stays 1000 (``normalize`` alone would give 1E+3)."""
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    return plain.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else plain


def format_big(value: Decimal | int, unit: str = "") -> str:
    """The way a speech says it: 4.8e12 with unit đồng → «4,8 nghìn tỷ đồng», 12.5e6 → «12,5 triệu».

    Only when nothing is lost: a value that needs more than two decimals in words is written out in full.
    """
    number = Decimal(value)
    for power, word in _SCALES:
        scaled = without_trailing_zeros(number.scaleb(-power))
        exponent = scaled.as_tuple().exponent
        if abs(scaled) >= 1 and isinstance(exponent, int) and exponent >= -2:
            return f"{format_number(scaled)} {word} {unit}".rstrip()
    return f"{format_number(without_trailing_zeros(number))} {unit}".rstrip()


_BOUND_WORDS = {
    Qualifier.EXACT: "",
    Qualifier.MORE: "hơn ",
    Qualifier.LESS: "dưới ",
    Qualifier.ABOUT: "khoảng ",
    Qualifier.AT_LEAST: "ít nhất ",
    Qualifier.AT_MOST: "không quá ",
}


def format_bounded(value: Decimal | int, qualifier: Qualifier, unit: str = "") -> str:
    """A claim's number with its bound, so that «hơn 186 triệu hồ sơ» never reads as exactly 186.000.000 (D08)."""
    shown = format_percent(Decimal(value)) if unit == "%" else format_big(value, unit)
    return f"{_BOUND_WORDS[qualifier]}{shown}"


def format_money(dong: Decimal | int) -> str:
    """«615.385 đồng»: money has no decimals."""
    return f"{format_number(Decimal(dong), 0)} đồng"


def format_change(value: Decimal, unit: str, medium: Medium = Medium.SCREEN) -> str:
    """A change in words, the way reports say it: «tăng 2,26 điểm», «giảm 06 bậc» (document), «không đổi»."""
    if value == 0:
        return "không đổi"
    size = abs(value)
    whole = size == size.to_integral_value()
    shown = format_count(int(size), medium) if whole and unit == "bậc" else format_number(size)
    return f"{'tăng' if value > 0 else 'giảm'} {shown} {unit}"


def format_date(day: date) -> str:
    """«09/10/2024»."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def format_date_long(day: date) -> str:
    """«ngày 09 tháng 01 năm 2024»: a zero before days below 10 and months 1 and 2 (NĐ 30/2020/NĐ-CP, phụ lục I)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
