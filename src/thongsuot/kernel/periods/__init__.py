"""Periods of Vietnamese administrative reporting: month, quarter, 6T, 9T, year, stage, cumulative, as-of."""

from thongsuot.kernel.periods.model import Period, PeriodKind
from thongsuot.kernel.periods.scanning import PeriodMatch, UnknownPeriod, find_periods, parse_date, parse_period

__all__ = ["Period", "PeriodKind", "PeriodMatch", "UnknownPeriod", "find_periods", "parse_date", "parse_period"]
