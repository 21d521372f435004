"""Titles said in order, two memberships compared, meetings counted for the quarter they reviewed. No database."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.steering.committees.domain import (
    Reviewed,
    Seat,
    Title,
    compare,
    in_protocol_order,
    quarter_end,
    quarter_of,
    rhythm,
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


def states(meetings: list[Reviewed], year: int, on: date, per_quarter: int = 1) -> list[str]:
    return [quarter.state for quarter in rhythm(meetings, year, on, per_quarter)]


def test_a_meeting_counts_for_the_quarter_it_reviewed() -> None:
    """A06: held on 10/10/2024, in quarter IV, on nine months: it is quarter III's."""
    held = Reviewed("2024-q3", until=date(2024, 9, 30), held_on=date(2024, 10, 10))
    quarters = rhythm([held], 2024, on=date(2024, 11, 1))
    assert quarters[2].meetings == (held,)
    assert quarters[2].state == "held"
    assert quarters[3].meetings == ()


def test_a_quarter_waits_through_the_next_one_then_is_missed() -> None:
    assert states([], 2024, date(2024, 9, 30)) == ["missed", "waiting", "not_over", "not_over"]
    assert states([], 2024, date(2025, 3, 31)) == ["missed", "missed", "missed", "waiting"]
    assert states([], 2024, date(2025, 4, 1))[3] == "missed"


def test_two_sessions_a_quarter_need_two() -> None:
    one = Reviewed("a", date(2024, 3, 31), date(2024, 4, 2))
    assert states([one], 2024, date(2024, 4, 5), per_quarter=2)[0] == "too_few"
    assert states([one, Reviewed("b", date(2024, 3, 31), date(2024, 5, 2))], 2024, date(2024, 5, 5), 2)[0] == "held"


def test_a_meeting_still_to_come_counts_for_nothing() -> None:
    planned = Reviewed("2024-q3", date(2024, 9, 30), held_on=date(2024, 10, 10))
    assert states([planned], 2024, date(2024, 10, 9))[2] == "waiting"


@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)))
@settings(max_examples=100)
def test_every_day_lies_in_the_quarter_that_ends_soonest_after_it(day: date) -> None:
    year, number = quarter_of(day)
    assert day <= quarter_end(year, number)
    assert quarter_of(quarter_end(year, number)) == (year, number)
    assert (quarter_end(year, number) - day).days < 92
