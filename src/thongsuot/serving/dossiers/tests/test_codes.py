"""Dossier codes: both orders, by the day; what is scanned or typed is read as written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.kernel.rules import NoRuleForDate, load_rule
from thongsuot.serving.dossiers.domain.codes import Agency, dossier_code, is_code, tidy

WARD = Agency(("H37", "05977"))
DAY = date(2026, 3, 6)


def test_the_two_orders() -> None:
    assert dossier_code("province-left", WARD, DAY, 4) == "H37.05977-260306-0004"
    assert dossier_code("province-right", WARD, DAY, 4) == "000.00.05977.H37-260306-0004"
    assert dossier_code("province-right", Agency(("H37",)), DAY, 12) == "000.00.00.H37-260306-0012"


def test_the_day_decides_the_order() -> None:
    rule = load_rule("serving/dossier-codes")
    assert rule.on(date(2025, 6, 30)).value == "province-right"
    assert rule.on(date(2025, 7, 1)).value == "province-left"
    with pytest.raises(NoRuleForDate):
        rule.on(date(2017, 1, 1))
    with pytest.raises(KeyError):
        dossier_code("middle", WARD, DAY, 1)


def test_more_than_a_day_ever_held_gets_longer_not_shared() -> None:
    assert dossier_code("province-left", WARD, DAY, 12345).endswith("-12345")


@given(
    st.sampled_from(["province-left", "province-right"]),
    st.integers(1, 99999),
    st.dates(date(2000, 1, 1), date(2099, 1, 1)),
)
def test_every_code_is_known_again(order: str, number: int, day: date) -> None:
    code = dossier_code(order, WARD, day, number)
    assert is_code(code)
    assert tidy(f"  {code.lower().replace('-', '–')} ") == code


@pytest.mark.parametrize("wrong", ["", "H37", "H37-260306-4", "h37-260306-0004", "Nông Thị Hoa", "020190001234"])
def test_what_is_no_code(wrong: str) -> None:
    assert not is_code(wrong)
