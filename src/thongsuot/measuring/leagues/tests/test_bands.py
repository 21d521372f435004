"""«Nằm trong nhóm xếp hạng từ 50 - 52» (S3, G09)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.measuring.leagues.bands import Placed, stretches


def placed(*ranks: int | None, out_of: int = 63, first: int = 2017) -> list[Placed]:
    return [Placed(first + n, one, out_of) for n, one in enumerate(ranks)]


def test_fifty_to_fifty_two_is_one_band() -> None:
    (one,) = stretches(placed(50, 52, 51))
    assert (str(one.band), one.first, one.last) == ("50 - 52", 2017, 2019)


def test_a_missing_year_parts_the_bands() -> None:
    assert [str(one.band) for one in stretches(placed(50, None, 30))] == ["50 - 50", "30 - 30"]


def test_63_and_34_provinces_are_never_one_band() -> None:
    found = stretches([*placed(50, 52, first=2023), *placed(9, 12, out_of=34, first=2025)])
    assert [(str(one.band), one.out_of) for one in found] == [("50 - 52", 63), ("9 - 12", 34)]


def test_a_new_method_begins_a_new_band() -> None:
    """SIPAS changed its method from 2021 to 2022."""
    years = [Placed(2021, 50, 63), Placed(2022, 12, 63, "phương pháp đổi"), Placed(2023, 14, 63)]
    assert [(one.first, str(one.band)) for one in stretches(years)] == [(2021, "50 - 50"), (2022, "12 - 14")]


ranks = st.one_of(st.none(), st.integers(1, 34))
a_year = st.builds(Placed, st.integers(2010, 2026), ranks, st.sampled_from([34, 63]), st.sampled_from(["", "đổi"]))


@given(given_years=st.lists(a_year, unique_by=lambda one: one.year))
def test_each_ranked_year_stands_in_one_band_that_holds_it(given_years: list[Placed]) -> None:
    found = stretches(given_years)
    ranked = sorted((one for one in given_years if one.rank is not None), key=lambda one: one.year)
    assert [one for stretch in found for one in stretch.years] == ranked
    for stretch in found:
        assert {one.out_of for one in stretch.years} == {stretch.out_of}
        assert all(one.rank in stretch.band for one in stretch.years if one.rank)
        assert [one.year for one in stretch.years] == list(range(stretch.first, stretch.last + 1))
        assert not any(one.breaks for one in stretch.years[1:])
