"""Components that fell: «tính năng động, thiết chế pháp lý, tính minh bạch» (S3, G02)."""

from __future__ import annotations

from decimal import Decimal

from thongsuot.measuring.published.components import FALLEN, RISEN, Component, known_components, moved


def test_hau_giang_2021_names_three_that_fell_without_a_figure() -> None:
    found = moved(known_components(), "pci", "Hậu Giang", 2021)
    assert {one.now.number for one in found} == {3, 7, 10}
    assert all((one.word, one.change, one.now.value) == (FALLEN, None, None) for one in found)


def test_quang_nam_2023_rose_as_a_whole_and_fell_in_five_parts() -> None:
    found = moved(known_components(), "pci", "Quảng Nam", 2023)
    fallen = [one for one in found if one.has_fallen]
    assert (fallen[0].now.name, fallen[0].change) == ("Tính minh bạch", Decimal("-0.90"))
    assert len(fallen) == 6
    assert found[-1].word == RISEN


def test_a_year_nobody_printed_gives_no_change() -> None:
    """«Policy bias» has no value from 2009 to 2012: 2013 is neither a rise nor a fall."""
    rows = {one.now.number: one for one in moved(known_components(), "pci", "Đồng Nai", 2013)}
    assert rows[6].now.value is not None
    assert (rows[6].change, rows[6].word) == (None, "")


def test_only_years_up_to_the_one_asked_for() -> None:
    row = Component("pci", 2020, "A", 1, "Một", Decimal(6), "", "nguồn", "")
    later = Component("pci", 2021, "A", 1, "Một", Decimal(5), "", "nguồn", "")
    (found,) = moved([row, later], "pci", "A", 2020)
    assert [one.year for one in found.series] == [2020]
    assert moved([row], "pci", "A", 2021) == []
