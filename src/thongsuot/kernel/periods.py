"""Periods of Vietnamese administrative reporting: month, quarter, 6T, 9T, year, stage, cumulative, as-of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PeriodKind(StrEnum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"  # 6 tháng
    NINE_MONTHS = "nine_months"  # 9 tháng
    YEAR = "year"
    STAGE = "stage"  # giai đoạn 2021 - 2025
    CUMULATIVE = "cumulative"  # lũy kế từ … đến …
    AS_OF = "as_of"  # đến ngày …
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as the text gives it. ``start``/``end`` are inclusive days, ``None`` where unknown (T2)."""

    kind: PeriodKind
    start: date | None
    end: date | None
    text: str  # canonical Vietnamese: «9 tháng đầu năm 2024», «quý III/2024», «năm 2021»

    @property
    def complete(self) -> bool:
        return self.end is not None
