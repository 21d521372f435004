"""What other loops and the joints may use of the measuring loop: functions and frozen dataclasses, nothing else.

Of index 766: the rules of a day, points of any counts by them, and what the national portal printed.
"""

from __future__ import annotations

from thongsuot.measuring.detector.domain.answers import AnswerSheet
from thongsuot.measuring.detector.domain.filings import Filing
from thongsuot.measuring.detector.sources import use_filings, use_sheets
from thongsuot.measuring.index766.domain import Count, Score, Sum, UnitScore, half_even, ratio, unit_score
from thongsuot.measuring.index766.published import READ_ON, Agreement, Compared, Printed, agreement
from thongsuot.measuring.index766.queries import Place, places
from thongsuot.measuring.index766.rules import Group, Index, Metric, index_on
from thongsuot.measuring.index766.words import formula as formula_of
from thongsuot.measuring.index766.words import group_why
from thongsuot.measuring.index766.words import why as why_of

__all__ = [
    "READ_ON",
    "Agreement",
    "AnswerSheet",
    "Compared",
    "Count",
    "Filing",
    "Group",
    "Index",
    "Metric",
    "Place",
    "Printed",
    "Score",
    "Sum",
    "UnitScore",
    "agreement",
    "formula_of",
    "group_why",
    "half_even",
    "index_on",
    "places",
    "ratio",
    "unit_score",
    "use_filings",
    "use_sheets",
    "why_of",
]
