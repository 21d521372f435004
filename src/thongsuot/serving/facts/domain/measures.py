"""Periods out of counters, written with plain + and − so that they hold for Ibis columns and for whole numbers alike.

``flow``: what fell on the days of the period. ``opening``: all before it. ``closing``: all up to its last day; the two
give what lies on the table at a moment: open = received − settled.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from thongsuot.serving.facts.domain.counters import NAMES

STOCKS = ("received", "settled", "left_766", "left_report", "paused", "paused_late", "fell_766", "fell_report")
"""Counters whose sums up to a day are asked for, not only those of the period."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Of one unit (or of many: sums add) in one period. Values: whole numbers, or Ibis columns."""

    flow: dict[str, Any]
    opening: dict[str, Any]
    closing: dict[str, Any]

    @staticmethod
    def zero() -> Sums:
        return Sums(dict.fromkeys(NAMES, 0), dict.fromkeys(STOCKS, 0), dict.fromkeys(STOCKS, 0))

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            {name: value + other.flow[name] for name, value in self.flow.items()},
            {name: value + other.opening[name] for name, value in self.opening.items()},
            {name: value + other.closing[name] for name, value in self.closing.items()},
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """What reports, boards and indices are made of. Names as in ``serving/insight``; each is a plain count."""

    received: Any = 0
    carried: Any = 0
    online_self: Any = 0
    online_assisted: Any = 0
    online_officer: Any = 0
    direct: Any = 0
    post: Any = 0
    with_fee: Any = 0
    paid_online: Any = 0
    digitised: Any = 0
    wholly_digitised: Any = 0
    reused: Any = 0
    from_store: Any = 0
    identified: Any = 0
    same_day: Any = 0
    disliked: Any = 0
    funnel_paid: Any = 0
    funnel_papers: Any = 0
    funnel_result: Any = 0
    settled: Any = 0
    with_result: Any = 0
    electronic_result: Any = 0
    early_766: Any = 0
    on_time_766: Any = 0
    late_766: Any = 0
    running_766: Any = 0
    overdue_766: Any = 0
    early_report: Any = 0
    on_time_report: Any = 0
    late_report: Any = 0
    running_report: Any = 0
    overdue_report: Any = 0

    @property
    def online(self) -> Any:
        return self.online_self + self.online_assisted + self.online_officer

    @property
    def kept_766(self) -> Any:
        return self.early_766 + self.on_time_766 + self.running_766

    @property
    def all_766(self) -> Any:
        return self.kept_766 + self.late_766 + self.overdue_766

    @property
    def kept_report(self) -> Any:
        return self.early_report + self.on_time_report

    @property
    def solved(self) -> Any:
        return self.kept_report + self.late_report

    @property
    def offline(self) -> Any:
        return self.direct + self.post

    @property
    def rest_766(self) -> Any:
        """What the share of the index leaves out."""
        return self.late_766 + self.overdue_766

    @property
    def rest_report(self) -> Any:
        return self.late_report

    @property
    def in_process(self) -> Any:
        return self.running_report + self.overdue_report

    @property
    def differing(self) -> Any:
        """In time by one definition and late by the other; what the form calls late, the index does too."""
        return self.rest_766 - self.late_report - self.overdue_report

    @staticmethod
    def zero() -> Counts:
        return Counts()

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Counts)))


PLAIN = tuple(one.name for one in fields(Counts) if one.name in NAMES and not one.name.endswith(("_766", "_report")))


def counts_of(sums: Sums) -> Counts:
    """Counts of a period.

    Index 766: settled in the period, and what still runs at its end, overdue or not. Form II.06a: what waits for the
    citizen counts as settled on time; the rest runs.
    """
    flow, opening, closing = sums.flow, sums.opening, sums.closing
    still_open = closing["received"] - closing["settled"]
    overdue_766 = closing["fell_766"] - closing["left_766"]
    overdue_report = closing["fell_report"] - closing["left_report"] - closing["paused_late"]
    waiting = closing["paused"]
    return Counts(
        **{name: flow[name] for name in PLAIN},
        carried=opening["received"] - opening["settled"],
        early_766=flow["early_766"],
        on_time_766=flow["settled"] - flow["early_766"] - flow["late_766"],
        late_766=flow["late_766"],
        running_766=still_open - overdue_766,
        overdue_766=overdue_766,
        early_report=flow["early_report"],
        on_time_report=flow["settled"] - flow["early_report"] - flow["late_report"] + waiting,
        late_report=flow["late_report"],
        running_report=still_open - overdue_report - waiting,
        overdue_report=overdue_report,
    )
