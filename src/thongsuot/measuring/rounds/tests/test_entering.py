"""Self-scoring by actions: points by the rule, the unit's own total, refusals on their fields, colleagues at once."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thongsuot.measuring.conftest import Scene
from thongsuot.measuring.rounds.actions import EnterScores, Entries, Entry, Saved, ScoreConflict
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus
from thongsuot.measuring.rounds.models import NodeScore
from thongsuot.measuring.rounds.sheet import sheet_of
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError

pytestmark = pytest.mark.django_db


def enter(scene: Scene, *entries: Entry, actor: Any = None) -> Saved:
    return EnterScores.run(actor or scene.focal, Entries(scene.mine.pk, entries))


def test_scores_come_from_the_rule_and_the_total_follows(scene: Scene, events: Callable[..., list[Any]]) -> None:
    saved = enter(
        scene,
        Entry("1.1", inputs={"answer": "1"}),
        Entry("1.3", inputs={"cases": "1"}),
        Entry("2.1", inputs={"numerator": "90", "denominator": "100"}, note="Trích hệ thống một cửa"),
        Entry("2.2", inputs={"value": "56.88"}),
        Entry("T.1", inputs={"cases": "3"}),
        Entry("P.1", inputs={"cases": "1"}),
    )
    points = dict(NodeScore.objects.values_list("code", "self_score"))
    # 10 yes; 10 − 2,5; 20 × 90%; 6 from 50%; 3 × 2 capped at 5; one late report −1
    assert points == {"1.1": 10, "1.3": Decimal("7.5"), "2.1": 18, "2.2": 6, "T.1": 5, "P.1": -1}
    assert saved.self_total == Decimal("45.5")
    scene.mine.refresh_from_db()
    assert scene.mine.self_total == Decimal("45.5")
    assert scene.mine.status == ParticipantStatus.SCORING
    [(name, changes)] = events("participant", scene.mine.pk)
    assert name == "measuring.score.entered"
    assert changes["2.1"][1]["note"] == "Trích hệ thống một cửa"
    assert set(changes) == {"1.1", "1.3", "2.1", "2.2", "T.1", "P.1", "self_total", "status"}


def test_missing_is_not_zero(scene: Scene) -> None:
    saved = enter(scene, Entry("2.1", inputs={"numerator": "90"}))
    row = NodeScore.objects.get()
    assert (row.self_score, row.inputs) == (None, {"numerator": "90"})
    assert saved.self_total == 0
    sheet = sheet_of(scene.mine)
    assert "2.1" in [one.node.code for one in sheet.unscored]
    assert "Chưa có số liệu" in sheet.lines["2.1"].outcome.trace  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (Entry("2.1", inputs={"numerator": "101", "denominator": "100"}), "2.1:numerator"),
        (Entry("2.2", inputs={"value": "nhiều"}), "2.2:value"),
        (Entry("1.3", inputs={"cases": "-1"}), "1.3:cases"),
        (Entry("1.1", inputs={"cases": "1"}), "1.1:cases"),
        (Entry("1.1", applicable=False), "1.1:not_applicable_reason"),
        (Entry("3", inputs={"percent": "90"}), "3:"),  # a survey: no unit scores itself by it
        (Entry("1.2", inputs={"numerator": "28", "denominator": "40"}), "1.2:"),  # computed from tasks
        (Entry("9.9", inputs={"answer": "1"}), "9.9:"),
    ],
)
def test_what_cannot_be_lands_on_its_field_and_nothing_is_written(scene: Scene, entry: Entry, field: str) -> None:
    with pytest.raises(ActionError) as refused:
        enter(scene, Entry("1.1", inputs={"answer": "1"}) if entry.code != "1.1" else Entry("P.1"), entry)
    assert [one.field for one in refused.value.errors] == [field]
    assert not NodeScore.objects.exists()


def test_every_mistake_is_told_at_once(scene: Scene) -> None:
    with pytest.raises(ActionError) as refused:
        enter(scene, Entry("2.2", inputs={"value": "120"}), Entry("1.3", inputs={"cases": "1.5"}))
    assert [one.field for one in refused.value.errors] == ["2.2:value", "1.3:cases"]


def test_a_colleagues_change_is_shown_and_never_overwritten(scene: Scene, events: Callable[..., list[Any]]) -> None:
    first = enter(scene, Entry("2.2", inputs={"value": "55"}))
    enter(scene, Entry("2.2", first.revisions["2.2"], {"value": "81"}, note="Đếm lại"), actor=scene.head)
    with pytest.raises(ScoreConflict) as conflict:
        enter(scene, Entry("1.1", inputs={"answer": "1"}), Entry("2.2", first.revisions["2.2"], {"value": "60"}))
    [clash] = conflict.value.clashes
    assert (clash.code, clash.by, clash.inputs, clash.note) == ("2.2", "Lãnh đạo", {"value": "81"}, "Đếm lại")
    assert "Lãnh đạo đã sửa tiêu chí 2.2 lúc" in str(conflict.value)
    assert list(NodeScore.objects.values_list("code", "inputs")) == [("2.2", {"value": "81"})]
    chosen = enter(scene, Entry("2.2", clash.revision, {"value": "60"}))
    assert chosen.revisions == {"2.2": 3}
    assert len(events("participant", scene.mine.pk)) == 3


def test_the_same_twice_changes_nothing_even_from_an_old_page(scene: Scene) -> None:
    entry = Entry("2.2", inputs={"value": "55.0"}, note=" Bảng kê ")
    assert enter(scene, entry).changed == 1
    again = enter(scene, entry, actor=scene.head)
    assert (again.changed, again.revisions) == (0, {"2.2": 1})
    assert NodeScore.objects.get().entered_by == scene.focal


def test_not_applicable_leaves_the_maximum_with_its_reason(scene: Scene) -> None:
    enter(scene, Entry("2.1", applicable=False, not_applicable_reason="Sở không tiếp nhận hồ sơ"))
    sheet = sheet_of(scene.mine)
    assert sheet.totals.applicable_maximum == 80
    assert sheet.own_maximum == 50  # 70 the unit scores itself, less 20
    assert sheet.lines["2.1"].lack is None
    enter(scene, Entry("2.1", 1, {"numerator": "8", "denominator": "8"}))
    assert NodeScore.objects.get().self_score == 20


def test_only_the_units_own_people(scene: Scene) -> None:
    for actor in (scene.stranger, scene.home_affairs, scene.appraiser):
        with pytest.raises(AccessDenied):
            enter(scene, Entry("1.1", inputs={"answer": "1"}), actor=actor)


def test_only_while_the_round_scores_and_the_unit_has_not_signed(scene: Scene) -> None:
    scene.mine.status = ParticipantStatus.SIGNED
    scene.mine.save()
    with pytest.raises(ActionError, match="rút chữ ký"):
        enter(scene, Entry("1.1", inputs={"answer": "1"}))
    scene.mine.status = ParticipantStatus.SCORING
    scene.mine.save()
    for status, words in ((RoundStatus.DRAFT, "chưa bắt đầu"), (RoundStatus.APPRAISING, "Đang thẩm định")):
        scene.round.status = status
        scene.round.save()
        with pytest.raises(ActionError, match=words):
            enter(scene, Entry("1.1", inputs={"answer": "1"}))


def test_as_many_statements_for_all_leaves_as_for_one(scene: Scene) -> None:
    def counted(*entries: Entry) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            EnterScores.run(SYSTEM, Entries(scene.mine.pk, entries))
        return len(asked)

    one = counted(Entry("1.1", inputs={"answer": "1"}))
    rest = [("1.3", "cases"), ("2.2", "value"), ("T.1", "cases"), ("P.1", "cases")]
    assert counted(*(Entry(code, inputs={name: "1"}) for code, name in rest)) <= one
    assert one <= 16
