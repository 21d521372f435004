"""Numbers as Vietnamese texts print them, with their precision.

The point groups thousands and the comma opens decimals (T12); texts that print «89.76%» or «86.5 điểm» are read by the
number of digits after the sign, because a group of thousands always has three.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from thongsuot.reading.figures.tokens import Number

_PLAIN = r"\d{1,3}(?:[.\u00a0 ]\d{3})+(?:,\d+)?(?![\d])|\d+(?:[.,]\d+)?"
_MULTIPLIERS = {
    "trăm nghìn": Decimal("1E+5"),
    "nghìn tỷ": Decimal("1E+12"),
    "ngàn tỷ": Decimal("1E+12"),
    "nghìn tỉ": Decimal("1E+12"),
    "ngàn tỉ": Decimal("1E+12"),
    "triệu tỷ": Decimal("1E+15"),
    "nghìn": Decimal("1E+3"),
    "ngàn": Decimal("1E+3"),
    "vạn": Decimal("1E+4"),
    "triệu": Decimal("1E+6"),
    "tỷ": Decimal("1E+9"),
    "tỉ": Decimal("1E+9"),
}
_MULTIPLIER = "|".join(sorted(_MULTIPLIERS, key=len, reverse=True))
_PERCENT = r"\s?%|\s+phần\s+trăm"
_TAIL = rf"(?:(?P<percent>{_PERCENT})|(?<!%)\s+(?P<multiplier>{_MULTIPLIER})(?!\w|\s+(?:lệ|trọng)))?"
_NUMERAL = re.compile(
    rf"(?<![\w,.])(?P<first>{_PLAIN})(?P<firstpercent>\s?%)?"
    rf"(?:(?P<joint>\s?/\s?|\s?[-–—]\s?|\s+trên(?:\s+tổng\s+số)?\s+|\s+đến\s+)(?P<second>{_PLAIN}))?{_TAIL}(?!\d|[.,]\d)",
    re.IGNORECASE,
)
_SCORE_AFTER = re.compile(r"\s*(?:điểm\b|%)")
_THREE = re.compile(r"(\d{1,3})\.(\d{3})")
_US_THREE = re.compile(r"(\d{1,3}),(\d{3})")
_COUNT_AFTER = re.compile(r"\s+(?:hồ sơ|thủ tục|TTHC|lượt|người|tài khoản|văn bản|doanh nghiệp|đơn vị|hộ|trường hợp)\b")


_FROM = re.compile(r"\btừ\s+\Z", re.IGNORECASE)


def read_decimal(text: str, after: str = "") -> Decimal:
    """Value of one printed number; ``after`` is what follows it and settles «46.025 điểm» and «15,234 hồ sơ»."""
    text = re.sub(r"[\u00a0 ]", ".", text)
    scored = _THREE.fullmatch(text)
    if scored and scored[2] != "000" and _SCORE_AFTER.match(after):
        return Decimal(f"{scored[1]}.{scored[2]}")
    if _US_THREE.fullmatch(text) and _COUNT_AFTER.match(after):
        return Decimal(text.replace(",", ""))
    if re.fullmatch(r"\d+\.\d{1,2}|\d+\.\d{4,}|0\.\d+", text):
        return Decimal(text)
    return Decimal(text.replace(".", "").replace(",", "."))


def _number(found: re.Match[str], text: str) -> Number | None:
    after = text[found.end("second") if found["second"] else found.end("first") :][:24]
    first = read_decimal(found["first"], after)
    second = read_decimal(found["second"], after) if found["second"] else None
    percent = bool(found["percent"] or found["firstpercent"])
    factor = _MULTIPLIERS[re.sub(r"\s+", " ", found["multiplier"].lower())] if found["multiplier"] else None
    if factor is not None:
        first, second = first * factor, second * factor if second is not None else None
    if second is None:
        return Number(first, percent=percent, multiplied=factor is not None)
    if any(sign in found["joint"] for sign in ("-", "–", "—", "đến")):
        ranged = second > first and ("đến" not in found["joint"] or _FROM.search(text[: found.start()]) is not None)
        return Number(first, upper=second, percent=percent, multiplied=factor is not None) if ranged else None
    if found["firstpercent"] or second == 0:
        return None
    return Number(first, denominator=second, percent=percent)


def find_numbers(text: str) -> Iterator[tuple[int, int, Number]]:
    """Every number, part of a whole and range of ``text``: (start, end, number). Spans include «%» and «triệu»."""
    position = 0
    while found := _NUMERAL.search(text, position):
        number = _number(found, text)
        if number is not None:
            yield found.start(), found.end(), number
            position = found.end()
            continue
        end = found.end("firstpercent") if found["firstpercent"] else found.end("first")
        first = read_decimal(found["first"], text[found.end("first") : found.end("first") + 24])
        yield found.start(), end, Number(first, percent=bool(found["firstpercent"]))
        position = end
