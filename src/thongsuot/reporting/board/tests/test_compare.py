"""Theirs and ours: printed points are computed again to the cent, differences are said in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from thongsuot.measuring.index766.published import compared_units
from thongsuot.reporting.board.compare import Pair, alike_of, count_text, pairs_of, percent_text
from thongsuot.reporting.board.scoring import card_of
from thongsuot.reporting.board.tests.making import counts
from thongsuot.reporting.board.tests.test_scoring import A_MONTH

DAY = date(2026, 11, 22)
LANG_SON = "H37"


def pairs(code: str, **given: int) -> dict[str, Pair]:
    card = card_of(counts(**given) if given else A_MONTH, DAY)
    return {one.metric.number: one for one in pairs_of(compared_units()[code], card)}


@pytest.mark.parametrize("code", sorted(compared_units()))
def test_printed_points_of_all_34_provinces_are_computed_again_to_the_cent(code: str) -> None:
    rounding = [one.rounding for one in pairs(code).values() if one.rounding is not None]
    assert len(rounding) >= 12 and set(rounding) == {Decimal(0)}


def test_the_same_way_of_counting_differs_in_dossiers_only() -> None:
    one = pairs(LANG_SON)["2.1"]
    theirs = Decimal(one.theirs.numerator or 0) * 100 / Decimal(one.theirs.denominator or 1)
    assert one.reasons == ("Cùng cách đếm; khác hồ sơ, khác ngày.",)
    assert one.difference is not None and abs(one.difference - (Decimal(90) - theirs)) <= Decimal("0.01")


def test_another_denominator_is_said_and_theirs_is_tried() -> None:
    """The portal divides electronic results by all dossiers; ours by those that give one: 30/60, theirs 30/100."""
    (said,) = pairs(LANG_SON)["4.1"].reasons
    assert "Khác mẫu số" in said and "hồ sơ đã xong có kết quả bằng văn bản" in said and "30,00%" in said


def test_no_source_is_a_reason_and_no_difference() -> None:
    one = pairs(LANG_SON)["1.4"]
    assert one.difference is None and one.ours.score is None
    assert one.reasons == ("Cần số hồ sơ mà Cổng Dịch vụ công quốc gia đã nhận; chưa có nguồn.",)


def test_alike_adds_only_what_both_sides_score() -> None:
    alike = alike_of(list(pairs(LANG_SON).values()))
    assert alike is not None and alike.maximum == 44
    assert (alike.ours, alike.difference) == (Decimal("29.93"), Decimal("29.93") - alike.theirs)


def test_a_province_without_dossiers_has_nothing_beside_the_printed() -> None:
    empty = card_of(counts(), DAY)
    found = pairs_of(compared_units()[LANG_SON], empty)
    assert alike_of(found) is None
    assert {one.difference for one in found} == {None}


def test_words() -> None:
    one = pairs(LANG_SON)["2.1"]
    assert count_text(one.theirs) == "188.485/207.216" and percent_text(one.theirs) == "90,96%"
    assert count_text(None) == "" and percent_text(None) == ""
