"""I04: a dossier late in one system and not in the other appears in «Lệch đồng bộ»."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.serving.desk.domain.reconcile import Gap, Listed, is_late, reconcile
from thongsuot.serving.dossiers.domain.happenings import PortalStatus

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
DAY = timedelta(days=1)
RUNNING = Listed("H1", PortalStatus.PROCESSING, AT + DAY)
moments = st.none() | st.timedeltas(-20 * DAY, 20 * DAY).map(lambda gap: AT + gap)
listed = st.builds(
    Listed,
    code=st.sampled_from("ABCDEF"),
    status=st.sampled_from(PortalStatus),
    due_at=moments,
    ended_at=moments,
    returned_at=moments,
)
lists = st.lists(listed, max_size=8, unique_by=lambda one: one.code)
MIRROR = {Gap.LATE_HERE: Gap.LATE_THERE, Gap.MISSING_HERE: Gap.MISSING_THERE}
MIRROR |= {there: here for here, there in MIRROR.items()}


def gaps(ours: list[Listed], theirs: list[Listed]) -> list[tuple[str, Gap]]:
    return [(one.code, one.gap) for one in reconcile(ours, theirs, AT)]


def test_late_there_and_not_here() -> None:
    theirs = replace(RUNNING, due_at=AT - DAY)
    found = reconcile([RUNNING], [theirs], AT)
    assert [one.gap for one in found] == [Gap.LATE_THERE, Gap.DUE]
    assert "hẹn 17:00 22/11/2026, chưa xong" in found[0].theirs and found[0].todo


def test_a_pause_the_other_system_does_not_know() -> None:
    paused = Listed("H1", PortalStatus.SUPPLEMENT, AT - DAY)
    assert gaps([paused], [replace(RUNNING, due_at=AT - DAY)]) == [("H1", Gap.LATE_THERE), ("H1", Gap.STATUS)]


def test_returned_here_and_still_open_there() -> None:
    ours = Listed("H1", PortalStatus.RETURNED, AT + DAY, AT - DAY, AT - DAY)
    assert gaps([ours], [RUNNING]) == [("H1", Gap.STATUS), ("H1", Gap.RETURNED)]


def test_known_to_one_alone() -> None:
    assert gaps([RUNNING], []) == [("H1", Gap.MISSING_THERE)]
    assert gaps([], [RUNNING]) == [("H1", Gap.MISSING_HERE)]


def test_what_is_over_on_an_untold_day_is_not_called_late() -> None:
    assert not is_late(Listed("H1", PortalStatus.FINISHED, AT - DAY), AT)
    assert is_late(Listed("H1", PortalStatus.FINISHED, AT - 2 * DAY, AT - DAY), AT)
    assert not is_late(Listed("H1", PortalStatus.PROCESSING), AT)


@given(lists)
def test_a_list_agrees_with_itself(some: list[Listed]) -> None:
    assert reconcile(some, some, AT) == []


@given(lists, lists)
def test_the_other_side_sees_the_same_gaps_from_its_side(ours: list[Listed], theirs: list[Listed]) -> None:
    mirrored = [(code, MIRROR.get(gap, gap)) for code, gap in gaps(theirs, ours)]
    assert gaps(ours, theirs) == mirrored


@given(lists, lists)
def test_no_gap_is_without_words_and_no_code_is_lost(ours: list[Listed], theirs: list[Listed]) -> None:
    found = reconcile(ours, theirs, AT)
    assert all(one.ours and one.theirs and one.todo for one in found)
    here, there = {one.code for one in ours}, {one.code for one in theirs}
    assert {one.code for one in found if one.gap == Gap.MISSING_THERE} == here - there
    assert {one.code for one in found if one.gap == Gap.MISSING_HERE} == there - here
