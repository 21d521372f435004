"""Counts that end in 0 or 5 too often: estimated rather than counted (digit heaping). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from thongsuot.measuring.detector.domain.chances import RARE, at_least
from thongsuot.measuring.detector.domain.questions import Kind, Question

LEAST = 12
_SMALLEST = 20  # below, counts of few things end as they will
_EXPECTED = 0.2


def digit_questions(counts: Mapping[str, Iterable[Decimal]], names: Mapping[str, str]) -> list[Question]:
    """``counts``: unit → the whole numbers it reported; fractions and small counts are left out."""
    found = []
    for unit, values in sorted(counts.items()):
        whole = [int(one) for one in values if one == one.to_integral_value() and one >= _SMALLEST]
        even = sum(one % 5 == 0 for one in whole)
        if len(whole) >= LEAST and at_least(even, len(whole), _EXPECTED) < RARE:
            text = f"{names[unit]}: vì sao {even}/{len(whole)} số liệu kê khai tròn chục hoặc tròn 5?"
            figures = (("Số tròn", str(even)), ("Số đã kê", str(len(whole))), ("Thường gặp", "20%"))
            found.append(Question(Kind.ROUND_DIGITS, text, unit, figures=figures))
    return found
