"""Read one number written the Vietnamese way: dot for thousands, comma for decimals (trap T12)."""

from __future__ import annotations

import re
from decimal import Decimal

from thongsuot.kernel.formatting import format_number

_VIETNAMESE = re.compile(r"(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?")
_WITH_POINT = re.compile(r"\d+\.\d+")
_FOREIGN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_MINUS = "-−–"


class AmbiguousNumber(ValueError):  # noqa: N818 — named for what it says, as in the interface
    """Not a Vietnamese number. ``suggestion`` is the form we guess was meant, or ``None``."""

    def __init__(self, text: str, suggestion: str | None) -> None:
        self.suggestion = suggestion
        hint = f" Có phải ý là «{suggestion}»?" if suggestion else " Ví dụ viết đúng: 1.659,5."
        super().__init__(
            f"Không đọc chắc được số «{text}»: dấu chấm phân nhóm nghìn, dấu phẩy là phần thập phân.{hint}"
        )


def _split_sign(text: str) -> tuple[str, str]:
    bare = text.strip().removeprefix("+").strip()
    if bare and bare[0] in _MINUS:
        return "-", bare[1:].strip()
    return "", bare


def to_decimal(digits: str) -> Decimal:
    """«1.659,5» → Decimal("1659.5"), keeping the printed precision. The text must already be well formed."""
    return Decimal(digits.replace(".", "").replace(",", "."))


def parse_number(text: str) -> Decimal:
    """Read «1.659,5», «2.189», «87,11», «04», «−1,61». The exponent keeps the printed precision.

    Raises ``AmbiguousNumber`` for anything else, «1,659.5» and «87.11» included, with a suggestion where one is clear.
    """
    sign, bare = _split_sign(text)
    if not _VIETNAMESE.fullmatch(bare):
        raise AmbiguousNumber(text, _suggest(sign, bare))
    value = to_decimal(bare)
    return -value if sign else value


def _suggest(sign: str, bare: str) -> str | None:
    if _WITH_POINT.fullmatch(bare):
        guess = Decimal(bare)
    elif _FOREIGN.fullmatch(bare):
        guess = Decimal(bare.replace(",", ""))
    else:
        return None
    return format_number(-guess if sign else guess)


def understand_input(text: str) -> tuple[Decimal, str]:
    """Read what a person typed and say how it was understood: «1659.5» → (1659.5, «1.659,5»).

    A single decimal point that cannot be a thousands mark is accepted, spaces between groups too; a trailing «%» is
    dropped. What can be read in two ways raises ``AmbiguousNumber``: the screen asks, it does not guess.
    """
    sign, bare = _split_sign(text.replace("\u00a0", " ").strip().removesuffix("%"))
    bare = re.sub(r"(?<=\d) (?=\d{3}(?:\D|$))", "", bare)
    if _WITH_POINT.fullmatch(bare) and not _VIETNAMESE.fullmatch(bare):
        value = Decimal(bare)
    else:
        try:
            value = parse_number(bare)
        except AmbiguousNumber as unclear:
            raise AmbiguousNumber(text, unclear.suggestion) from None
    value = -value if sign else value
    return value, format_number(value)
