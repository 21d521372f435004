"""From the rows of a target to how it stands on a day, in the words a page prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.kernel.figures import Direction
from thongsuot.kernel.periods import PeriodKind
from thongsuot.steering.plans import domain
from thongsuot.steering.plans.domain import Aim, Reading
from thongsuot.steering.plans.models import Target, TargetValue, ValueKind
from thongsuot.steering.plans.outlook.domain import Family, Outlook, Worry, comparable, family, outlook


@dataclass(frozen=True, slots=True)
class TargetView:
    """``row`` is the newest result known on the day (its ``claim`` is the figure to link), ``None`` without one."""

    target: Target
    view: Outlook
    row: TargetValue | None
    series: tuple[TargetValue, ...] = ()  # what may be joined with ``row``, oldest first

    @property
    def aim_text(self) -> str:
        return domain.aim_text(self.view.aim)

    @property
    def value_text(self) -> str:
        return self._amount(self.view.reading.value) if self.view.reading else ""

    @property
    def gap_text(self) -> str:
        return domain.gap_text(self.view.aim, self.view.reading.value) if self.view.reading else ""

    @property
    def achievement(self) -> str:
        return domain.achievement_text(self.view.aim, self.view.reading.value if self.view.reading else None)

    @property
    def pace_text(self) -> str:
        """«mỗi tháng tăng thêm 2,25 điểm %»."""
        if self.view.pace is None:
            return ""
        aim = self.view.aim
        words = (
            _("mỗi tháng giảm %(size)s") if aim.direction is Direction.AT_MOST else _("mỗi tháng tăng thêm %(size)s")
        )
        return words % {"size": domain.amount(self.view.pace, domain.difference_unit(aim.unit), 2)}

    @property
    def expected_text(self) -> str:
        return self._amount(self.view.expected)

    @property
    def forecast_text(self) -> str:
        return self._amount(self.view.forecast.value)

    @property
    def baseline_text(self) -> str:
        return self._amount(self.view.aim.baseline)

    @property
    def relative_text(self) -> str:
        """The gap as a share of the aim, by which hard targets are ordered: «30,3%»."""
        share = self.view.relative_gap
        return "" if share is None else domain.amount(share * 100, "%", 1)

    @property
    def gap_number(self) -> str:
        """«6,06», for a large figure with ``gap_unit`` under it."""
        missing = self.view.gap
        return "" if missing is None else domain.amount(abs(missing), "", self.view.aim.decimals)

    @property
    def gap_unit(self) -> str:
        return domain.difference_unit(self.view.aim.unit)

    @property
    def sentence(self) -> str:
        """The target in one line: what, where it stands, until when."""
        words = {"name": self.target.name, "value": self.value_text, "aim": self.aim_text}
        told = _("%(name)s: đạt %(value)s, mục tiêu %(aim)s") % words
        return f"{told}, {self.view.left.text}" if self.view.left else told

    @property
    def url(self) -> str:
        return reverse("target", args=[self.target.pk])

    @property
    def claim(self) -> str:
        """Number of the claim the newest result stands on; empty where it was entered by hand."""
        return str(self.row.claim_id) if self.row and self.row.claim_id else ""

    @property
    def worries_text(self) -> list[str]:
        return [worry_text(worry) for worry in self.view.worries]

    def _amount(self, value: Decimal | None) -> str:
        return "" if value is None else domain.amount(value, self.view.aim.unit, self.view.aim.decimals)


def worry_text(worry: Worry) -> str:
    return {
        Worry.PAST_DUE: _("đã quá hạn, chưa đạt"),
        Worry.BEHIND_PACE: _("chậm so với nhịp đều"),
        Worry.FORECAST_MISSES: _("dự báo không kịp"),
        Worry.UNKNOWN_PACE: _("chưa đạt, chưa đủ số để dự báo"),
    }[worry]


def aim_of(target: Target) -> Aim:
    """A target without a number (a row kept only in words) has no view; the model's form asks for one."""
    return Aim(
        target.aim if target.aim is not None else Decimal(0),
        Direction(target.direction),
        target.unit_of_measure,
        target.decimals,
        target.due,
        target.baseline,
        target.baseline_on,
    )


def view_of(target: Target, on: date) -> TargetView:
    """Reads the series prefetched on ``target.values``."""
    actual = [one for one in target.values.all() if one.kind == ValueKind.ACTUAL]
    view = outlook(aim_of(target), [reading_of(one) for one in actual], on)
    newest = view.reading
    row = next((one for one in actual if newest and one.period_end == newest.day), None)
    joined = {one.day for one in comparable([reading_of(one) for one in actual if one.period_end <= on])}
    return TargetView(target, view, row, tuple(one for one in actual if one.period_end in joined))


def reading_of(row: TargetValue) -> tuple[Family, Reading]:
    kind = PeriodKind(row.period_kind)
    return family(kind, row.period_start, row.period_end), Reading(row.period_end, row.value)
