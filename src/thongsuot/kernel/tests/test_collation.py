"""Alphabetical order of Vietnamese and of person names, on the lists of product.md §3.5."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.kernel.collation import collation_key, person_name_key

ORDERED = [
    ["ma", "mà", "mả", "mã", "má", "mạ"],
    ["Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Đồng Nai", "Hà Giang"],
    ["Lạng Sơn", "Lào Cai", "Lâm Đồng"],
    ["an", "ăn", "ân", "ba"],
    ["da", "đa", "e"],
    ["e", "ê", "g"],
    ["o", "ô", "ơ", "p"],
    ["u", "ư", "v"],
    ["Hà Giang", "Hà Nội", "Hải Dương", "Hải Phòng", "Hậu Giang"],
    ["quý I", "quý II", "quý III", "quý IV"],
    ["khóa III", "khóa IX", "khóa XIII"],
    ["Phường 2", "Phường 10", "Phường Bến Nghé"],
    ["sở", "Sở", "sở a"],
]


@pytest.mark.parametrize("ordered", ORDERED, ids=lambda names: names[0])
def test_alphabetical_order_in_bytes(ordered: list[str]) -> None:
    mixed = ordered[:]
    random.Random(7).shuffle(mixed)
    assert sorted(mixed, key=lambda name: collation_key(name).encode()) == ordered


PEOPLE = [
    "Lâm Văn Bi",
    "Phạm Minh Chính",
    "Hà Thị Minh Hạnh",
    "Dương Công Hiệp",
    "Nguyễn Tiến Hiệu",
    "Dương Xuân Huyền",
    "Hoàng Gia Long",
    "Trần Đức Quý",
    "Đồng Văn Thanh",
    "Hồ Tiến Thiệu",
    "Nguyễn Trọng Thừa",
    "Đỗ Minh Tuấn",
    "Huỳnh Quốc Việt",
]


def test_people_sort_by_given_name() -> None:
    mixed = PEOPLE[:]
    random.Random(7).shuffle(mixed)
    assert sorted(mixed, key=lambda name: person_name_key(name).encode()) == PEOPLE


def test_people_of_one_given_name_sort_by_family_then_middle_name() -> None:
    people = ["Hoa", "Đỗ Thị Hoa", "Lê An Hoa", "Lê Bình Hoa", "Lê Thị Bích Hòa"]
    assert sorted(people, key=person_name_key) == people
    assert person_name_key("  ") == ""


def test_tone_placement_does_not_change_the_order() -> None:
    assert collation_key("Hòa Bình") == collation_key("Hoà Bình")


def test_unicode_form_does_not_change_the_key() -> None:
    assert collation_key(unicodedata.normalize("NFD", "Đắk Lắk")) == collation_key("Đắk Lắk")


@given(st.text(max_size=30))
def test_keys_are_plain_ascii_for_any_text(text: str) -> None:
    assert collation_key(text).isascii()


@given(st.text(alphabet="aàăâbcdđeê ", max_size=8), st.text(alphabet="aàăâbcdđeê ", max_size=8))
def test_a_beginning_sorts_before_what_continues_it(start: str, rest: str) -> None:
    start = " ".join(start.split())
    longer = " ".join((start + rest).split())
    if longer.startswith(start) and longer != start:
        assert collation_key(start).split("\t")[0] < collation_key(longer).split("\t")[0]
