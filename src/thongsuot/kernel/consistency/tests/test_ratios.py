from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from thongsuot.kernel.consistency import FindingKind, Severity
from thongsuot.kernel.consistency.tests.builders import kinds, only, stated
from thongsuot.kernel.figures import Figure, Qualifier
from thongsuot.kernel.formatting import round_half_up

RATIO, PART = FindingKind.RATIO_MISMATCH, FindingKind.PART_EXCEEDS_TOTAL


def _rate(part: int, whole: int, decimals: int) -> Decimal:
    return round_half_up(Decimal(part) * 100 / Decimal(whole), decimals)


def _share(part: int, whole: int, rate: Decimal) -> Figure:
    return stated(numerator=Decimal(part), denominator=Decimal(whole), value=rate, unit="%")


PARTS = st.integers(1, 10**6).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@settings(max_examples=100)
@given(PARTS, st.integers(0, 4))
def test_a_correctly_rounded_rate_never_raises(parts: tuple[int, int], decimals: int) -> None:
    assert kinds(_share(*parts, _rate(*parts, decimals))) == set()


@settings(max_examples=100)
@given(PARTS, st.integers(0, 4), st.integers(1, 400), st.booleans())
def test_a_rate_off_by_more_than_its_rounding_always_raises(
    parts: tuple[int, int], decimals: int, steps: int, up: bool
) -> None:
    moved = _rate(*parts, decimals) + (1 if up else -1) * steps * Decimal(1).scaleb(-decimals)
    assume(0 <= moved <= 100 and abs(moved - Decimal(parts[0]) * 100 / parts[1]) > Decimal("0.5").scaleb(-decimals))
    assert RATIO in kinds(_share(*parts, moved))


@settings(max_examples=60)
@given(st.integers(1, 10**6), st.integers(1, 10**5))
def test_a_part_larger_than_its_whole_always_raises(whole: int, more: int) -> None:
    found = kinds(stated(numerator=Decimal(whole + more), denominator=Decimal(whole), value="85.37", unit="%"))
    assert found == {PART}  # the spoiled rate is not a second doubt


@pytest.mark.parametrize(
    ("part", "whole", "rate"),
    [("28", "40", "70"), ("35", "41", "85.37"), ("15", "20", "75"), ("809", "809", "100"), ("561.5", "1659.5", "33.8")],
)
def test_the_sound_ratios_of_the_sources(part: str, whole: str, rate: str) -> None:
    assert kinds(stated(numerator=part, denominator=whole, value=rate, unit="%")) == set()


def test_message_shows_the_arithmetic_in_vietnamese_digits() -> None:
    finding = only(stated(numerator="1242", denominator="1659.5", value="33.8", unit="%"))
    assert finding.message == "1.242/1.659,5 = 74,8%, không phải 33,8%."
    assert finding.severity is Severity.ERROR and finding.question.endswith("?")


def test_a_rate_cut_instead_of_rounded_is_only_noted() -> None:
    assert only(stated(numerator="35", denominator="41", value="85.36", unit="%")).severity is Severity.NOTE


def test_a_plan_may_be_beaten() -> None:
    assert kinds(stated(numerator="54", denominator="50", status="vượt")) == set()
    assert kinds(stated(numerator="54", denominator="50", value="108", unit="%")) == set()


@pytest.mark.parametrize(
    ("qualifier", "rate", "sound"),
    [
        (Qualifier.MORE, "85", True),
        (Qualifier.MORE, "86", False),
        (Qualifier.ABOUT, "85", True),
        (Qualifier.ABOUT, "95", False),
        (Qualifier.LESS, "90", True),
        (Qualifier.LESS, "85", False),
    ],
)
def test_bounded_rates(qualifier: Qualifier, rate: str, sound: bool) -> None:
    figure = stated(numerator="35", denominator="41", value=rate, unit="%", qualifier=qualifier)
    assert (RATIO not in kinds(figure)) is sound


def test_a_bare_rate_that_fits_lacks_only_its_unit() -> None:
    assert kinds(stated(numerator="67", denominator="83", value="81")) == {FindingKind.MISSING_UNIT}


def test_the_base_a_reduction_implies() -> None:
    finding = only(stated(numerator="123", value="13.7", unit="%", change_word="giảm"))
    assert finding.kind is FindingKind.IMPLIED_BASE and "từ 895 đến 901" in finding.message


def test_no_whole_base_fits() -> None:
    finding = only(stated(numerator="3", value="66.1", unit="%", change_word="giảm"))
    assert finding.kind is RATIO and finding.severity is Severity.WARNING
