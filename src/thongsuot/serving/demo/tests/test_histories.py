"""Made-up lives are possible lives: told in order, in working hours, never beyond the day, the same from one seed."""

from __future__ import annotations

from datetime import datetime
from random import Random

import pytest

from thongsuot.kernel.clock import VIETNAM
from thongsuot.serving.clock.calendars import calendar_of
from thongsuot.serving.clock.rules import rules_on
from thongsuot.serving.conftest import CONTENT, Scene
from thongsuot.serving.demo.histories import Life, Place, Source, lives
from thongsuot.serving.demo.people import person
from thongsuot.serving.demo.writing import write_lives
from thongsuot.serving.dossiers.domain.fold import World, fold_all
from thongsuot.serving.dossiers.domain.happenings import Kind, PortalStatus
from thongsuot.serving.dossiers.models import Dossier, DossierStep
from thongsuot.serving.dossiers.writing import differences
from thongsuot.serving.procedures.domain.plain import content_from

SPAN = datetime(2026, 2, 2, tzinfo=VIETNAM), datetime(2026, 6, 30, 17, tzinfo=VIETNAM)
pytestmark = pytest.mark.django_db


@pytest.fixture
def source(scene: Scene) -> Source:
    content = content_from(CONTENT)
    world = World(content.limit, content.steps, calendar_of(scene.here), rules_on(SPAN[0].date()))
    return Source(scene.procedure.pk, scene.version.pk, world, 8000, False, 1.0)


def told(source: Source, place: Place, count: int, seed: int = 7) -> list[Life]:
    return list(lives([source], lambda _dice, _source: place, SPAN, count, seed))


def test_every_life_can_be_and_keeps_within_the_stretch(scene: Scene, source: Source) -> None:
    found = told(source, Place(scene.here.pk, scene.here.pk), 300)
    assert len(found) > 290
    for life in found:
        moments = [one.at for one in life.happenings]
        assert moments == sorted(moments) and SPAN[0] <= moments[0] and moments[-1] <= SPAN[1]
        assert life.states[-1] == fold_all(life.happenings, source.world)
    ends = {life.states[-1].status for life in found}
    assert {PortalStatus.RETURNED, PortalStatus.WITHDRAWN, PortalStatus.NOT_ACCEPTED, PortalStatus.PROCESSING} <= ends
    late = [life for life in found if life.states[-1].was_on_time is False]
    assert 0 < len(late) < 30


def test_one_seed_tells_one_story_and_a_slow_office_is_late_more_often(scene: Scene, source: Source) -> None:
    usual, slow = Place(scene.here.pk, scene.here.pk), Place(scene.here.pk, scene.here.pk, pace=2.5)
    first, again = told(source, usual, 120), told(source, usual, 120)
    assert [one.happenings for one in first] == [one.happenings for one in again]
    assert [one.happenings for one in first] != [one.happenings for one in told(source, usual, 120, seed=8)]

    def late(found: list[Life]) -> int:
        return sum(one.states[-1].was_on_time is False for one in found)

    assert late(told(source, slow, 120)) > 5 * max(1, late(first))


def test_what_is_handed_in_elsewhere_waits_for_the_office_that_decides(scene: Scene, source: Source) -> None:
    for life in told(source, Place(scene.there.pk, scene.here.pk), 60):
        kinds = [one.kind for one in life.happenings]
        if Kind.ARRIVED in kinds:
            arrived = next(one.at for one in life.happenings if one.kind is Kind.ARRIVED)
            assert life.states[-1].started_at == arrived


def test_the_rows_written_in_bulk_are_the_fold_of_their_log(scene: Scene, source: Source) -> None:
    numbers = iter(range(1, 1000))
    found = told(source, Place(scene.here.pk, scene.here.pk), 80)
    assert write_lives(found, lambda _unit, day: f"H37.1-{day:%y%m%d}-{next(numbers):04}") == len(found)
    rows = list(Dossier.objects.select_related("version", "competent_unit"))
    assert len(rows) == len(found) and not any(differences(one) for one in rows)
    assert all(one.is_sample for one in rows)
    ended = DossierStep.objects.exclude(ended_at=None)
    assert ended.exists() and not ended.filter(worked_minutes=None).exists()
    assert not ended.filter(due_at=None).exists()


def test_nobody_has_such_numbers() -> None:
    dice = Random(1)
    people = [person(dice, for_business=True) for _one in range(200)]
    assert all(one.id_number.startswith("000") and len(one.id_number) == 12 for one in people)
    assert all(one.phone.startswith("0000") for one in people)
    assert {one.kind for one in people} == {"business", "household"}
