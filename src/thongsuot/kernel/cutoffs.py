"""Which days a periodic report counts: the cut-offs of NĐ 09/2019/NĐ-CP, Điều 12."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thongsuot.kernel.periods.model import Period, PeriodKind
from thongsuot.kernel.rules import RuleStatus, load_rule


@dataclass(frozen=True, slots=True)
class ReportingWindow:
    """First and last day counted, inclusive, with the certainty of the rule behind them."""

    start: date
    end: date
    reference: str
    status: str  # as in ``kernel.rules.RuleStatus``


_CUT_OFF_KINDS = frozenset(
    {PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR}
)


def reporting_window(period: Period) -> ReportingWindow:
    """Days counted in the periodic report of ``period``: from the 15th of the month before it to the 14th of its last.

    Month 15/6–14/7, quarter 15/6–14/9, 6 tháng 15/12–14/6 and 15/6–14/12, year 15/12–14/12. The decree's nine-month
    window was not seen: it is inferred and marked «to-verify». Index 766 counts calendar periods: use the period's
    own days there. Raises ``ValueError`` for other kinds and incomplete periods, ``NoRuleForDate`` before 12/3/2019.
    """
    if period.kind not in _CUT_OFF_KINDS or period.start is None or period.end is None:
        raise ValueError(f"«{period.text}» không phải kỳ báo cáo định kỳ đầy đủ (tháng, quý, 6 tháng, 9 tháng, năm).")
    rule = load_rule("reporting/cutoffs").on(period.end)
    first = period.start
    year, month = (first.year, first.month - 1) if first.month > 1 else (first.year - 1, 12)
    start = date(year, month, rule.value["first_day"])
    end = period.end.replace(day=rule.value["last_day"])
    if period.kind.value in rule.value["unseen"]:
        return ReportingWindow(start, end, f"{rule.reference} (suy ra cho {period.text})", RuleStatus.TO_VERIFY)
    return ReportingWindow(start, end, rule.reference, rule.status)
