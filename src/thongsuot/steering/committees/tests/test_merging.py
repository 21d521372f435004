"""Three bodies become one: every open task goes over once and says from where; sessions count from 1 (A02, C10)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.registry.units.models import UnitEvent, UnitEventMember
from thongsuot.steering.committees import queries
from thongsuot.steering.committees.actions import FoundCommittee, MergeCommittees, Merged, Merger, NewCommittee
from thongsuot.steering.committees.merging import preview
from thongsuot.steering.committees.models import Committee
from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.meetings.domain import next_ordinal
from thongsuot.steering.meetings.models import Meeting
from thongsuot.steering.tasks.choices import TaskStatus
from thongsuot.steering.tasks.models import Task

DAY = date(2024, 7, 29)
NAME = "Ban Chỉ đạo Cải cách hành chính, Chuyển đổi số và Đề án 06"
CITATION = "Quyết định hợp nhất ngày 29/7/2024"
BODIES = (("Ban Chỉ đạo Cải cách hành chính", "cchc"), ("Ban Điều hành Chuyển đổi số", "cds"), ("Tổ 06", "da06"))


@dataclass(frozen=True, slots=True)
class World:
    keys: tuple[str, ...]
    open_ids: frozenset[int]
    done_before: Task
    done_after: Task

    @property
    def merger(self) -> Merger:
        return Merger(self.keys, DAY, CITATION, name=NAME)


def build(offices: Offices) -> World:
    keys = []
    for name, programme in BODIES:
        new = NewCommittee(offices.home.key, name=name, on=date(2021, 1, 1), citation="thử", programmes=(programme,))
        keys.append(FoundCommittee.run(SYSTEM, new).key)
    bodies = [Committee.objects.get(unit__key=key) for key in keys]
    open_ids = set()
    for number, body in enumerate(bodies):
        statuses = [
            TaskStatus.ASSIGNED,
            TaskStatus.UNDER_WAY,
            TaskStatus.PROPOSED,
            TaskStatus.PAUSED,
            TaskStatus.SUBMITTED,
        ]
        open_ids |= {task(offices, body, status).pk for status in statuses[: 4 + number % 2]}
    done = {"status": TaskStatus.DONE, "finished_on": date(2024, 7, 1), "accepted_on": date(2024, 7, 5)}
    before = task(offices, bodies[0], closed_on=date(2024, 7, 5), **done)
    after = task(offices, bodies[0], closed_on=date(2024, 8, 5), **done)
    return World(tuple(keys), frozenset(open_ids), before, after)


def task(offices: Offices, body: Committee, status: str = TaskStatus.ASSIGNED, **more: Any) -> Task:
    wanted = {"title": "Việc", "home": offices.home, "lead": offices.doing, "committee": body, "status": status}
    return Task.objects.create(**{**wanted, **more})


@pytest.fixture
def world(offices: Offices) -> World:
    return build(offices)


@pytest.mark.django_db
def test_one_body_the_next_day_with_every_open_task_once(world: World, staff: Staff) -> None:
    merged = MergeCommittees.run(staff.home_affairs, world.merger)
    alive = {
        day: set(
            queries.in_being(SYSTEM, day)
            .filter(unit__key__in=(*world.keys, merged.key))
            .values_list("unit__key", flat=True)
        )
        for day in (date(2024, 7, 28), DAY)
    }
    assert alive == {date(2024, 7, 28): set(world.keys), DAY: {merged.key}}
    after = Committee.objects.get(unit__key=merged.key)
    carried = list(after.tasks.all())
    assert {one.pk for one in carried} == world.open_ids | {world.done_after.pk}
    assert merged.tasks == len(carried)
    assert {one.origin_committee.unit.key for one in carried if one.origin_committee} == set(world.keys)
    assert after.programmes == ["cchc", "cds", "da06"]


@pytest.mark.django_db
def test_finished_work_stays_with_the_body_that_saw_it_done(world: World, staff: Staff) -> None:
    MergeCommittees.run(staff.home_affairs, world.merger)
    world.done_before.refresh_from_db()
    assert world.done_before.committee is not None
    assert world.done_before.committee.unit.key == world.keys[0]
    assert world.done_before.origin_committee is None


@pytest.mark.django_db
def test_each_task_tells_its_move_in_its_history(world: World, staff: Staff, events: Callable[..., list[Any]]) -> None:
    merged = MergeCommittees.run(staff.home_affairs, world.merger)
    for pk in world.open_ids:
        ((name, changes),) = events("task", pk)
        assert name == "steering.committee.merged"
        assert changes["committee"][1] == merged.key
    for key in world.keys:
        assert [name for name, _ in events("unit", key)][-1] == "registry.unit.ended"


@pytest.mark.django_db
def test_merging_twice_is_merging_once(world: World, staff: Staff, events: Callable[..., list[Any]]) -> None:
    first = MergeCommittees.run(staff.home_affairs, world.merger)
    kept = [events("task", pk) for pk in world.open_ids], UnitEvent.objects.count(), Committee.objects.count()
    assert MergeCommittees.run(staff.home_affairs, world.merger) == Merged(first.key, 0)
    assert kept == ([events("task", pk) for pk in world.open_ids], UnitEvent.objects.count(), Committee.objects.count())


@pytest.mark.django_db
def test_the_preview_counts_what_the_merger_then_moves(world: World, staff: Staff) -> None:
    bodies = list(Committee.objects.filter(unit__key__in=world.keys))
    before = preview(bodies, DAY)
    assert (len(before.shares), before.moving, sum(one.staying for one in before.shares)) == (3, 14, 1)
    assert MergeCommittees.run(staff.home_affairs, world.merger).tasks == before.moving
    assert preview(bodies, DAY).moving == 0


@pytest.mark.django_db
def test_sessions_of_the_new_body_count_from_one(world: World, offices: Offices, staff: Staff) -> None:
    """C10: the first session of the merged committee is its first, whatever the old ones held."""
    old = Committee.objects.get(unit__key=world.keys[0])
    meeting(old, 7)
    new = Committee.objects.get(unit__key=MergeCommittees.run(staff.home_affairs, world.merger).key)
    taken = [list(body.meetings.values_list("ordinal", flat=True)) for body in (old, new)]
    assert [next_ordinal(each) for each in taken] == [8, 1]
    meeting(new, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        meeting(new, 1)


def meeting(body: Committee, ordinal: int) -> Meeting:
    return Meeting.objects.create(
        key=f"{body.pk}-{ordinal}",
        committee=body,
        ordinal=ordinal,
        title="Phiên",
        starts_at=datetime(2024, 9, 18, tzinfo=UTC),
    )


@pytest.mark.django_db
def test_memberships_end_with_their_bodies(world: World, staff: Staff) -> None:
    MergeCommittees.run(staff.home_affairs, world.merger)
    assert not UnitEventMember.objects.filter(predecessor__key__in=world.keys).exclude(event__effective_on=DAY).exists()
    assert all(queries.version_on(body, DAY) is None for body in Committee.objects.filter(unit__key__in=world.keys))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"before": ()}, "từ hai Ban Chỉ đạo"),
        ({"citation": " "}, "căn cứ"),
        ({"name": ""}, "Hãy ghi tên"),
        ({"on": date(2020, 1, 1)}, "sau ngày hợp nhất"),
    ],
)
def test_what_is_refused_says_why(world: World, change: dict[str, Any], message: str) -> None:
    given = {"before": world.keys, "on": DAY, "citation": CITATION, "name": NAME} | change
    with pytest.raises(ActionError, match=message):
        MergeCommittees.run(SYSTEM, Merger(**given))


@pytest.mark.django_db
def test_a_body_that_ended_is_not_merged_again_into_another(world: World, staff: Staff) -> None:
    MergeCommittees.run(staff.home_affairs, world.merger)
    with pytest.raises(ActionError, match="đã kết thúc từ ngày 29/07/2024"):
        MergeCommittees.run(SYSTEM, Merger(world.keys, DAY, CITATION, name="Ban Chỉ đạo khác"))


@pytest.mark.django_db
def test_who_may_merge(world: World, staff: Staff) -> None:
    for outsider in (staff.head, staff.chair, staff.clerk):
        with pytest.raises(AccessDenied):
            MergeCommittees.run(outsider, world.merger)


@pytest.mark.django_db(transaction=True)
def test_two_people_merging_at_once_carry_each_task_once(offices: Offices) -> None:
    world = build(offices)

    def merge(_number: int) -> Merged:
        try:
            return MergeCommittees.run(SYSTEM, world.merger)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(merge, range(4)))
    assert sorted(one.tasks for one in results) == [0, 0, 0, len(world.open_ids) + 1]
    assert len({one.key for one in results}) == 1
    assert UnitEvent.objects.filter(effective_on=DAY, kind="merged").count() == 1
