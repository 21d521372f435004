"""Periods of Vietnamese administrative reporting: month, quarter, 6T, 9T, year, stage, cumulative, as-of."""

from thongsuot.kernel.periods.deadlines import Deadline, deadline, find_deadline
from thongsuot.kernel.periods.keys import period_from_key, period_key, sort_key
from thongsuot.kernel.periods.model import (
    Period,
    PeriodKind,
    as_of,
    between,
    cumulative,
    day,
    day_without_year,
    first_months,
    half,
    last_months,
    month,
    nine_months,
    quarter,
    stage,
    year,
)
from thongsuot.kernel.periods.relations import contains, overlaps, parts_of, previous, same_period_last_year
from thongsuot.kernel.periods.scanning import (
    PeriodMatch,
    UnknownPeriod,
    find_periods,
    parse_date,
    parse_period,
    with_year,
)
from thongsuot.kernel.periods.windows import ReportingWindow, reporting_window

__all__ = [
    "Deadline",
    "Period",
    "PeriodKind",
    "PeriodMatch",
    "ReportingWindow",
    "UnknownPeriod",
    "as_of",
    "between",
    "contains",
    "cumulative",
    "day",
    "day_without_year",
    "deadline",
    "find_deadline",
    "find_periods",
    "first_months",
    "half",
    "last_months",
    "month",
    "nine_months",
    "overlaps",
    "parse_date",
    "parse_period",
    "parts_of",
    "period_from_key",
    "period_key",
    "previous",
    "quarter",
    "reporting_window",
    "same_period_last_year",
    "sort_key",
    "stage",
    "with_year",
    "year",
]
