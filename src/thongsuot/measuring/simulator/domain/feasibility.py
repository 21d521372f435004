"""Is there still time? What is left of the year that will be scored, against what a lever asks. Pure.

Where last year's figures are all that is known, this year is taken to run as last year did until today: what is past
cannot be mended, only what is still to come.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from thongsuot.kernel.formatting import format_number, round_half_up, without_trailing_zeros
from thongsuot.measuring.criteria.domain import rules
from thongsuot.measuring.simulator.domain.steps import Step, Values

_HUNDRED = Decimal(100)
_PAPER_DAYS = 30  # a plan or a report is drafted, asked about and signed in about a month (our assumption)
_SURVEY_DAYS = 120  # what people think follows what they meet with, months later (our assumption)


class Time(StrEnum):
    ENOUGH = "enough"
    SHORT = "short"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Chance:
    time: Time
    why: str


@dataclass(frozen=True, slots=True)
class YearLeft:
    """``today`` may lie before, in or after ``year``."""

    year: int
    today: date

    @property
    def days(self) -> int:
        whole = (date(self.year, 12, 31) - date(self.year - 1, 12, 31)).days
        return max(0, min(whole, (date(self.year, 12, 31) - self.today).days))

    @property
    def share(self) -> Decimal:
        return Decimal(self.days) / (date(self.year, 12, 31) - date(self.year - 1, 12, 31)).days


def chance_of(rule: rules.Rule | None, now: Values, step: Step | None, left: YearLeft) -> Chance:
    """``step`` is ``None`` where nothing but the points wanted is known."""
    if not left.days:
        return Chance(Time.GONE, f"năm {left.year} đã hết")
    plain = rule.then if isinstance(rule, rules.Computed) else rule
    match plain:
        case rules.Ratio() if step is not None:
            return _ratio(now, step, left)
        case rules.Deduction() if step is not None:
            return _cases(now, step, left)
        case rules.Survey():
            return _by_days(left, _SURVEY_DAYS, "cảm nhận của người được hỏi đổi chậm")
        case _:
            return _by_days(left, _PAPER_DAYS, "còn soạn, lấy ý kiến, ban hành")


def _ratio(now: Values, step: Step, left: YearLeft) -> Chance:
    """The rest of the year without a single miss: does it lift the whole year to what is asked?"""
    part, whole = now.get("numerator"), now.get("denominator")
    if not part or not whole:
        return _by_days(left, _PAPER_DAYS, "còn phải làm")
    wanted = step.inputs["numerator"] * _HUNDRED / step.inputs["denominator"]
    best = part * _HUNDRED / whole * (1 - left.share) + _HUNDRED * left.share
    if best < wanted:
        said = f"dù từ nay không sót trường hợp nào, cả năm chỉ tới khoảng {_percent(best)}"
        return Chance(Time.GONE, said)
    return _by_days(left, _PAPER_DAYS, f"từ nay không được sót: cả năm tới được {_percent(best)}")


def _cases(now: Values, step: Step, left: YearLeft) -> Chance:
    """As many a month as last year: those of the months gone by have happened."""
    gone = round_half_up((now.get("cases") or Decimal(0)) * (1 - left.share), 0)
    if gone > step.inputs["cases"]:
        return Chance(Time.GONE, f"nếu như năm trước, đến nay đã xảy ra khoảng {format_number(gone)} trường hợp")
    return Chance(Time.ENOUGH, "phòng từ nay đến hết năm")


def _by_days(left: YearLeft, needed: int, why: str) -> Chance:
    if left.days >= needed:
        return Chance(Time.ENOUGH, f"còn {left.days} ngày")
    return Chance(Time.SHORT, f"chỉ còn {left.days} ngày, {why}")


def _percent(value: Decimal) -> str:
    return f"{format_number(without_trailing_zeros(round_half_up(value, 1)))}%"
