"""What boards count is what the rules say, dossier by dossier; each number lists what it was counted from."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from thongsuot.serving.clock.domain.ontime import by_766, by_report
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.facts.domain.measures import Counts
from thongsuot.serving.facts.membership import Chosen, counted_facts, live_counts
from thongsuot.serving.facts.refresh import refresh_all
from thongsuot.serving.insight import queries
from thongsuot.serving.insight.domain.report import line_of
from thongsuot.serving.insight.domain.span import span_of
from thongsuot.serving.insight.groups import GROUPS
from thongsuot.serving.insight.tests.making import dossier, unsaved

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 1, tzinfo=UTC)
JULY = span_of(date(2026, 7, 1), date(2026, 7, 31), NOW)


def day(number: int, hour: int = 3, month: int = 7) -> datetime:
    return datetime(2026, month, number, hour, tzinfo=UTC)


def asked(scene: Scene, **filters: Any) -> queries.Asked:
    return queries.Asked(scene.here, JULY, **filters)


def counted(scene: Scene, **filters: Any) -> Counts:
    refresh_all(NOW)
    return sum(queries.counts(scene.head, asked(scene, **filters)).values(), Counts())


def any_life(random: Random) -> dict[str, Any]:
    """As the fold leaves them: an end without a result stands alone, what waits has no end."""

    def maybe(after: datetime, chance: float) -> datetime | None:
        return after + timedelta(hours=random.randint(0, 900)) if random.random() < chance else None

    started = datetime(2026, 6, 1, tzinfo=UTC) + timedelta(hours=random.randint(0, 1600))
    finished = maybe(started, 0.6)
    return {
        "started": started,
        "due_at": started + timedelta(hours=random.randint(1, 600)) if random.random() < 0.9 else None,
        "finished_at": finished,
        "closed_at": maybe(finished or started, 0.5),
        "paused_since": maybe(started, 0.2) if not finished else None,
        "supplements": random.choice((0, 0, 0, 1, 2)),
        "channel": random.choice((1, 2, 2, 3)),
        "mode": random.choice(("self", "assisted", "officer")),
        "fee": random.choice((None, 0, 8000)),
    }


def many(scene: Scene, count: int = 300) -> None:
    random = Random(766)
    lives = [any_life(random) for _number in range(count)]
    for life in lives:
        if life["closed_at"]:
            life["paused_since"] = None
    Dossier.objects.bulk_create(unsaved(scene, life.pop("started"), **life) for life in lives)
    refresh_all(NOW)


def inside() -> list[Dossier]:
    """Received by the end of July and not settled before it began."""
    rows = Dossier.objects.filter(started_at__lte=JULY.seen)
    return [one for one in rows if (one.finished_at or one.closed_at or JULY.end) >= JULY.start]


def test_the_boards_count_as_the_rules_do(scene: Scene) -> None:
    """Each class of both definitions, held against ``clock.domain.ontime`` as of the last moment of July."""
    many(scene)
    counts, rows = counted(scene), inside()
    assert 50 < len(rows) == counts.all_766
    for rule, suffix in ((by_766, "766"), (by_report, "report")):
        for word in ("early", "on_time", "late", "running", "overdue"):
            expected = sum(rule(one, JULY.seen).value == word for one in rows)
            assert getattr(counts, f"{word}_{suffix}") == expected, (word, suffix)
    assert line_of(counts).faults == (), "3=4+5+6, 7=8+9+10, 11=12+13, 3=7+11"
    assert counts.differing > 0


def test_facts_asked_directly_count_as_the_sums_do(scene: Scene) -> None:
    """The board of a field is counted from the facts; with all procedures it must be the board without a field."""
    many(scene)
    assert counted(scene, fields=("ho-tich",)) == counted(scene)
    assert counted(scene, fields=("dat-dai",)) == Counts() == counted(scene, business=True)
    chosen = Chosen([scene.here.pk])
    assert live_counts("unit", chosen, JULY.first, JULY.last) == {scene.here.pk: counted(scene)}


def test_each_number_lists_exactly_what_it_was_counted_from(scene: Scene) -> None:
    many(scene)
    counts = counted(scene)
    names = {*GROUPS, *(one.name for one in fields(Counts))}
    sizes = {name: queries.listed(scene.head, asked(scene), name).count() for name in names}
    assert sizes == {name: getattr(counts, name) for name in names}
    late = set(queries.listed(scene.head, asked(scene), "late_766").values_list("dossier_id", flat=True))
    assert late == {one.pk for one in inside() if by_766(one, JULY.seen) == "late"}


def test_a_list_of_some_procedures_lists_no_others(scene: Scene) -> None:
    dossier(scene, day(3))
    refresh_all(NOW)
    chosen = [Chosen([scene.here.pk], procedures) for procedures in ([scene.procedure.pk], [0], None)]
    assert [counted_facts("received", one, JULY.first, JULY.last).count() for one in chosen] == [1, 0, 1]


def test_two_supplements_are_late_for_the_index_and_in_time_for_the_form(scene: Scene) -> None:
    dossier(scene, day(1), due_at=day(9), finished_at=day(5), supplements=2)
    counts = counted(scene)
    assert (counts.late_766, counts.early_report, counts.differing) == (1, 1, 1)


def test_what_waits_for_the_citizen_is_settled_for_the_form_only(scene: Scene) -> None:
    dossier(scene, day(1), due_at=day(9), paused_since=day(3))
    counts = counted(scene)
    assert (counts.overdue_766, counts.on_time_report) == (1, 1)


def test_before_after_and_never_begun_are_not_counted(scene: Scene) -> None:
    dossier(scene, day(1, month=5), finished_at=day(30, month=6), due_at=day(1))
    dossier(scene, day(2, month=8))
    dossier(scene, None, submitted_at=day(3))
    carried = dossier(scene, day(20, month=6), due_at=day(30), finished_at=day(2, month=8))
    dossier(scene, day(3), parent=carried)
    counts = counted(scene)
    assert (counts.carried, counts.all_766, counts.received) == (1, 1, 0)


def test_who_filed_is_counted_apart(scene: Scene) -> None:
    for channel, mode in ((2, "self"), (2, "self"), (2, "assisted"), (2, "officer"), (1, "self"), (3, "self")):
        dossier(scene, day(3), channel=channel, mode=mode)
    counts = counted(scene)
    assert (counts.online_self, counts.online_assisted, counts.online_officer) == (2, 1, 1)
    assert (counts.direct, counts.post, counts.received, counts.online, counts.offline) == (1, 1, 6, 4, 2)


def test_the_same_day_without_a_slip(scene: Scene) -> None:
    dossier(scene, day(3, 2), is_same_day=True, finished_at=day(3, 9))
    dossier(scene, day(3, 2), is_same_day=True, finished_at=day(4, 2))
    dossier(scene, day(3, 2), is_same_day=True, finished_at=day(3, 18))  # 01:00 of the next day in Vietnam
    assert counted(scene).same_day == 1


def test_the_sums_answer_in_two_queries_whatever_the_number_of_units(scene: Scene) -> None:
    for unit in (scene.here, scene.here, scene.there):
        dossier(scene, day(3), unit)
    refresh_all(timezone.now())
    with CaptureQueriesContext(connection) as seen:
        found = queries.counts(scene.chair, queries.Asked(scene.province, JULY))
    assert len(seen) <= 4, "rights, units below, sums, names"
    assert {unit.pk: one.received for unit, one in found.items()} == {scene.here.pk: 2, scene.there.pk: 1}
