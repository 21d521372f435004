"""«Đúng hạn» has two meanings in use; the same dossier may be on time in one and late in the other."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

import pytest

from thongsuot.kernel.clock import VIETNAM
from thongsuot.serving.clock.domain.model import Reading
from thongsuot.serving.clock.domain.ontime import Timeliness, by_766, by_report, share_766, share_report

T = Timeliness


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=VIETNAM)


END = at("03-31T23:59")
OPEN = Reading(started_at=at("03-02T08:00"), promised_at=at("03-09T17:30"), due_at=at("03-09T17:30"))


@pytest.mark.parametrize(
    ("changes", "portal", "report"),
    [
        ({"finished_at": at("03-06T10:00")}, T.EARLY, T.EARLY),
        ({"finished_at": at("03-09T17:30")}, T.ON_TIME, T.ON_TIME),
        ({"finished_at": at("03-09T17:31")}, T.LATE, T.LATE),
        ({"finished_at": at("03-09T09:00"), "closed_at": at("03-20T09:00")}, T.ON_TIME, T.ON_TIME),  # D09
        ({"finished_at": at("03-06T10:00"), "supplements": 2}, T.LATE, T.EARLY),  # D10
        ({"supplements": 2, "due_at": at("04-20T17:30")}, T.OVERDUE, T.RUNNING),
        ({"closed_at": at("03-05T10:00")}, T.EARLY, T.ON_TIME),  # handed back or withdrawn
        ({"closed_at": at("03-15T10:00")}, T.LATE, T.LATE),
        ({}, T.OVERDUE, T.OVERDUE),
        ({"due_at": at("04-09T17:30")}, T.RUNNING, T.RUNNING),
        ({"due_at": None, "paused_since": at("03-05T08:00"), "supplements": 1}, T.RUNNING, T.ON_TIME),
        ({"finished_at": at("04-02T10:00"), "due_at": at("04-09T17:30")}, T.RUNNING, T.RUNNING),  # after the period
        ({"started_at": None, "due_at": None}, T.NOT_COUNTED, T.NOT_COUNTED),
    ],
)
def test_both_readings_side_by_side(changes: dict[str, object], portal: Timeliness, report: Timeliness) -> None:
    one = replace(OPEN, **changes)
    assert (by_766(one, END), by_report(one, END)) == (portal, report)


def test_the_two_shares_have_different_denominators() -> None:
    counts = Counter({T.EARLY: 50, T.ON_TIME: 30, T.LATE: 10, T.RUNNING: 8, T.OVERDUE: 2, T.NOT_COUNTED: 9})
    assert share_766(counts) == Fraction(88, 100)
    assert share_report(counts) == Fraction(80, 90)
    assert share_766({}) is None and share_report({T.RUNNING: 3}) is None
