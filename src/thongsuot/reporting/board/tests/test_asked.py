"""The address says the period; what is none is this year."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import RequestFactory

from thongsuot.reporting.board.asked import Asked, asked_of, period_choices

TODAY = date(2026, 11, 22)


def asked(key: str) -> Asked:
    return asked_of(RequestFactory().get("/", {"ky": key} if key else {}), TODAY)


@pytest.mark.parametrize(
    ("key", "first", "last", "words"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "năm 2026"),
        ("2026-9T", date(2026, 1, 1), date(2026, 9, 30), "9 tháng đầu năm 2026"),
        ("2026-6T", date(2026, 1, 1), date(2026, 6, 30), "6 tháng đầu năm 2026"),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30), "quý III/2026"),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28), "tháng 2/2026"),
    ],
)
def test_calendar_periods(key: str, first: date, last: date, words: str) -> None:
    found = asked(key)
    assert (found.first, found.last, found.period.text, found.query) == (first, last, words, f"ky={key}")


@pytest.mark.parametrize("key", ["", "nay", "1815", "2026-13", "asof-2026-10-10", "2090", "?x", "2026-Q5"])
def test_what_is_no_period_is_this_year(key: str) -> None:
    assert asked(key).key == "2026"


def test_choices_are_those_that_have_begun() -> None:
    found = {key: chosen for key, _words, chosen in period_choices(asked("2026-9T"), TODAY)}
    assert {"2026", "2026-9T", "2026-6T", "2026-Q4", "2026-11", "2025", "2025-12"} <= set(found)
    assert "2026-12" not in found and [key for key, chosen in found.items() if chosen] == ["2026-9T"]


def test_a_period_of_long_ago_that_was_asked_for_can_be_kept() -> None:
    assert period_choices(asked("2019-Q2"), TODAY)[0] == ("2019-Q2", "quý II/2019", True)
