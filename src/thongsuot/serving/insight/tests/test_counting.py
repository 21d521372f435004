"""What the database counts is what the rules say, dossier by dossier."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thongsuot.platform.files.models import StoredFile
from thongsuot.serving.clock.domain.ontime import Timeliness, by_766, by_report, share_766, share_report
from thongsuot.serving.conftest import Scene
from thongsuot.serving.digitising.models import Result
from thongsuot.serving.dossiers.models import Dossier, DossierPart
from thongsuot.serving.insight.counting import counts_by_unit, total_of, with_classes
from thongsuot.serving.insight.domain.measures import Counts, Key, share_of
from thongsuot.serving.insight.domain.report import line_of
from thongsuot.serving.insight.domain.span import span_of
from thongsuot.serving.insight.tests.making import dossier, unsaved

pytestmark = pytest.mark.django_db
JULY = span_of(date(2026, 7, 1), date(2026, 7, 31), datetime(2026, 12, 1, tzinfo=UTC))


def day(number: int, hour: int = 3, month: int = 7) -> datetime:
    return datetime(2026, month, number, hour, tzinfo=UTC)


def counted(scene: Scene) -> Counts:
    return total_of(counts_by_unit(Dossier.objects.all(), JULY).values())


def any_life(random: Random) -> dict[str, Any]:
    begun = datetime(2026, 6, 1, tzinfo=UTC)

    def maybe(after: datetime, chance: float) -> datetime | None:
        return after + timedelta(hours=random.randint(0, 900)) if random.random() < chance else None

    started = begun + timedelta(hours=random.randint(0, 1600))
    finished = maybe(started, 0.6)
    closed = maybe(finished or started, 0.5)
    return {
        "started": started,
        "due_at": started + timedelta(hours=random.randint(1, 600)) if random.random() < 0.9 else None,
        "finished_at": finished,
        "closed_at": closed,
        "paused_since": maybe(started, 0.2) if not (finished or closed) else None,
        "supplements": random.choice((0, 0, 0, 1, 2)),
        "channel": random.choice((1, 2, 2, 3)),
        "mode": random.choice(("self", "assisted", "officer")),
    }


def test_the_database_counts_as_the_rules_do(scene: Scene) -> None:
    """400 made-up lives, each class held against ``clock.domain.ontime``."""
    random = Random(766)
    lives = [any_life(random) for _number in range(400)]
    Dossier.objects.bulk_create(unsaved(scene, life.pop("started"), **life) for life in lives)
    rows = list(with_classes(Dossier.objects.all(), JULY))
    assert 100 < len(rows) < 400
    for one in rows:
        assert one.by_766 == by_766(one, JULY.seen).value, vars(one)
        assert one.by_report == by_report(one, JULY.seen).value, vars(one)
    counts = counted(scene)
    _same_shares(counts, rows)
    assert line_of(counts).faults == (), "3=4+5+6, 7=8+9+10, 11=12+13, 3=7+11"
    assert counts.differing == sum(_kept(one.by_766) != _kept(one.by_report) for one in rows) > 0


def _kept(word: str) -> bool:
    return word in (Timeliness.EARLY, Timeliness.ON_TIME, Timeliness.RUNNING)


def _same_shares(counts: Counts, rows: list[Any]) -> None:
    per_766 = Counter(Timeliness(one.by_766) for one in rows)
    per_report = Counter(Timeliness(one.by_report) for one in rows)
    a, b = share_of(counts, Key.ON_TIME_766), share_of(counts, Key.ON_TIME_REPORT)
    assert share_766(per_766) == pytest.approx(a.part / a.whole)
    assert share_report(per_report) == pytest.approx(b.part / b.whole)


def test_two_supplements_are_late_for_the_index_and_in_time_for_the_form(scene: Scene) -> None:
    dossier(scene, day(1), due_at=day(9), finished_at=day(5), supplements=2)
    counts = counted(scene)
    assert (counts.late_766, counts.report_early, counts.differing) == (1, 1, 1)


def test_what_waits_for_the_citizen_is_settled_for_the_form_only(scene: Scene) -> None:
    dossier(scene, day(1), due_at=day(9), paused_since=day(3))
    counts = counted(scene)
    assert (counts.overdue_766, counts.report_on_time) == (1, 1)


def test_before_after_and_never_begun_are_not_counted(scene: Scene) -> None:
    dossier(scene, day(1, month=5), finished_at=day(30, month=6), due_at=day(1))
    dossier(scene, day(2, month=8))
    dossier(scene, None, submitted_at=day(3))
    carried = dossier(scene, day(20, month=6), due_at=day(30), finished_at=day(2, month=8))
    dossier(scene, day(3), parent=carried)
    counts = counted(scene)
    assert (counts.carried, counts.all_766, counts.received) == (1, 1, 0)


def test_internal_procedures_are_no_one_stop_service(scene: Scene) -> None:
    dossier(scene, day(3))
    scene.procedure.is_internal = True
    scene.procedure.save()
    assert counted(scene) == Counts()


def test_who_filed_is_counted_apart(scene: Scene) -> None:
    for channel, mode in ((2, "self"), (2, "self"), (2, "assisted"), (2, "officer"), (1, "self"), (3, "self")):
        dossier(scene, day(3), channel=channel, mode=mode)
    counts = counted(scene)
    assert (counts.online_self, counts.online_assisted, counts.online_officer) == (2, 1, 1)
    assert (counts.direct, counts.post, counts.received, counts.fresh_online) == (1, 1, 6, 4)


def test_the_same_day_without_a_slip(scene: Scene) -> None:
    dossier(scene, day(3, 2), is_same_day=True, finished_at=day(3, 9))
    dossier(scene, day(3, 2), is_same_day=True, finished_at=day(4, 2))
    dossier(scene, day(3, 2), is_same_day=True, finished_at=day(3, 18))  # 01:00 of the next day in Vietnam
    assert counted(scene).same_day == 1


def test_papers_results_and_what_is_wholly_electronic(scene: Scene) -> None:
    whole, half, paper, empty = (dossier(scene, day(3), finished_at=day(5), due_at=day(9)) for _n in range(4))
    part(whole, "scanned", is_digitised=True)
    part(half, "scanned", is_digitised=True)
    part(half, "paper")
    part(paper, "paper")
    part(whole, "database")
    for one, code in ((whole, "a"), (paper, "b")):
        Result.objects.bulk_create([result(scene, one, code)])
    counts = counted(scene)
    assert (counts.digitised, counts.wholly_digitised, counts.reused) == (3, 1, 1)
    assert (counts.with_result, counts.electronic_result) == (4, 2)
    assert empty.pk


def part(row: Dossier, source: str, **columns: Any) -> None:
    DossierPart.objects.create(dossier=row, component="x", name="x", source=source, **columns)


def result(scene: Scene, row: Dossier, code: str) -> Result:
    file = StoredFile.objects.order_by("pk").first() or StoredFile.objects.create(
        digest="a" * 64, name="a.pdf", size=1, media_type="application/pdf"
    )
    return Result(
        dossier=row, unit=scene.here, procedure_code="mau-1", title="x", state="result_signed", file=file,
        digest="a" * 64, verify_code=code, issued_at=day(5),
    )  # fmt: skip


def test_each_unit_has_its_own_counts_in_the_same_two_queries(scene: Scene) -> None:
    for unit in (scene.here, scene.here, scene.there):
        dossier(scene, day(3), unit, fee=8000)
    with CaptureQueriesContext(connection) as seen:
        found = counts_by_unit(Dossier.objects.all(), JULY)
    assert len(seen) == 2
    assert (found[scene.here.pk].received, found[scene.there.pk].received) == (2, 1)
    assert found[scene.here.pk].with_fee == 2 and found[scene.here.pk].paid_online == 0
