"""Titles said in order, two memberships compared. No database."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.steering.committees.domain import (
    Seat,
    Title,
    compare,
    in_protocol_order,
    spoken,
)

PARTY, STATE, COMMITTEE = "Phó Bí thư Tỉnh ủy", "Chủ tịch UBND tỉnh", "Trưởng Ban Chỉ đạo cải cách hành chính tỉnh"


def test_titles_are_said_party_first_then_state_then_committee() -> None:
    assert spoken([Title(COMMITTEE, 40), Title(STATE, 10), Title(PARTY, 3)]) == f"{PARTY}, {STATE}, {COMMITTEE}"


def test_a_title_held_twice_is_said_once() -> None:
    assert in_protocol_order([Title(STATE, 10), Title(STATE, 12), Title(PARTY, 3)]) == [PARTY, STATE]


@given(st.lists(st.builds(Title, st.text(min_size=1, max_size=5), st.integers(0, 5)), max_size=8))
@settings(max_examples=100)
def test_the_order_does_not_depend_on_how_titles_were_entered(titles: list[Title]) -> None:
    assert spoken(titles) == spoken(list(reversed(titles)))
    assert set(in_protocol_order(titles)) == {title.text for title in titles}


HEAD, CHIEF = Seat(1, STATE, "head"), Seat(2, "Giám đốc Sở Nội vụ", "deputy", "cchc")


def test_the_enlarged_membership_adds_the_district_chairmen() -> None:
    """S4: the committee is enlarged by the chairmen of the 11 districts and cities (A04)."""
    chairmen = [Seat(number, f"Chủ tịch huyện {number}", "member") for number in range(10, 21)]
    changes = compare([HEAD, CHIEF], [HEAD, CHIEF, *chairmen])
    assert (len(changes.added), changes.removed, changes.changed) == (11, (), ())


def test_a_changed_duty_is_neither_coming_nor_going() -> None:
    new = Seat(2, CHIEF.title, "deputy", "cds")
    changes = compare([HEAD, CHIEF], [new, HEAD])
    assert (changes.added, changes.removed, changes.changed) == ((), (), ((CHIEF, new),))
    assert not compare([HEAD, CHIEF], [CHIEF, HEAD])


_seats = st.lists(
    st.builds(Seat, st.integers(1, 6), st.just("x"), st.sampled_from(["head", "member"])),
    unique_by=lambda seat: seat.position_id,
)


@given(_seats, _seats)
@settings(max_examples=100)
def test_old_minus_left_plus_come_is_new(before: list[Seat], after: list[Seat]) -> None:
    changes = compare(before, after)
    kept = {seat.position_id for seat in before} - {seat.position_id for seat in changes.removed}
    assert kept | {seat.position_id for seat in changes.added} == {seat.position_id for seat in after}
    mirrored = compare(after, before)
    assert set(mirrored.added) == set(changes.removed)
    assert {(b, a) for a, b in mirrored.changed} == set(changes.changed)
