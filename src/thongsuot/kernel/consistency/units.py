"""Units: which figures are rates, which are scores, and which have lost their unit (trap T4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thongsuot.kernel.consistency import arithmetic as a
from thongsuot.kernel.consistency.model import Finding, FindingKind, Severity, doubt
from thongsuot.kernel.figures import Figure

_RATE_NAME = re.compile(r"\b(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|phần trăm)\b", re.IGNORECASE)


def is_rate(figure: Figure) -> bool:
    """A percentage, or a bare number that the words call a rate."""
    return figure.unit == "%" or (figure.unit is None and figure.value is not None)


def is_score(figure: Figure) -> bool:
    return figure.unit is not None and figure.unit.startswith("điểm") and figure.unit != "điểm %"


def missing_unit(figure: Figure) -> Iterator[Finding]:
    """«67/83 nhiệm vụ, đạt tỷ lệ 81»: the number is right, the percent sign is gone."""
    if figure.unit is not None or figure.value is None or figure.rank is not None:
        return
    if figure.numerator is None and not _RATE_NAME.search(figure.name):
        return
    yield doubt(
        FindingKind.MISSING_UNIT,
        Severity.WARNING,
        figure,
        f"Số {a.show_like(figure.value, figure.value)} không ghi đơn vị; theo ngữ cảnh có thể là "
        f"{a.show_like(figure.value, figure.value)}%.",
        "Đơn vị của số này là gì?",
    )
