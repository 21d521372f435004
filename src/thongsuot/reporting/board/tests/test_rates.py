"""Rates: both definitions of being on time side by side; few dossiers show none; nothing counted is not 0."""

from __future__ import annotations

from decimal import Decimal

from thongsuot.reporting.board.rates import BY_KEY, FEW, ON_TIME, REPORT, Rate, rates_of
from thongsuot.reporting.board.tests.making import counts


def texts(is_open: bool = False, **given: int) -> dict[str, str]:
    return {one.kind.key: one.text for one in rates_of(counts(**given), is_open)}


def test_both_definitions_of_on_time() -> None:
    """997 kept and 3 late of 1.000 settled is 99,7%; the index also counts 200 that run in time: 99,75%."""
    found = texts(early_766=900, on_time_766=97, late_766=3, running_766=200, on_time_report=997, late_report=3)
    assert (found[ON_TIME], found[REPORT]) == ("99,75%", "99,70%")


def test_half_an_even_percent_is_never_rounded_up_to_all() -> None:
    found = texts(on_time_report=99_999, late_report=1)
    assert found[REPORT] == "99,99%"


def test_nothing_counted_is_missing_and_says_why() -> None:
    (rate,) = [one for one in rates_of(counts()) if one.kind.key == ON_TIME]
    assert (rate.percent, rate.text, rate.parts, rate.why) == (None, "", "", "chưa có hồ sơ để tính")


def test_few_dossiers_are_held_back_from_the_public_only() -> None:
    few = {"on_time_report": FEW - 2, "late_report": 1}
    assert texts(**few)[REPORT] == "" and texts(is_open=True, **few)[REPORT] == "75,00%"
    rate = Rate(BY_KEY[REPORT], 3, 4)
    assert rate.why == "quá ít hồ sơ" and rate.parts == "" and rate.percent == Decimal(75)
    assert texts(on_time_report=FEW)[REPORT] == "100,00%"


def test_every_rate_says_what_it_counts_of_what() -> None:
    for one in BY_KEY.values():
        part, _slash, whole = one.words.partition(" / ")
        assert part.startswith("hồ sơ") and whole.startswith("hồ sơ")
