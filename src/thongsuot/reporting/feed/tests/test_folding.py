"""Whatever came in whatever order: the fold in SQL says what the fold in Python says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thongsuot.reporting.feed import folding
from thongsuot.reporting.feed.choices import CodeKind
from thongsuot.reporting.feed.coding import queue_again
from thongsuot.reporting.feed.models import FeedCode, FeedEvent, FeedFile, FeedQueue, FeedSource
from thongsuot.reporting.feed.tests.conftest import jsonl
from thongsuot.reporting.feed.tests.oracle import folded
from thongsuot.reporting.feed.tests.rows import FIRST, NOW, event, histories, step, whole, written

pytestmark = pytest.mark.django_db
Facts = dict[str, dict[str, Any]]


@pytest.fixture
def facts(monkeypatch: pytest.MonkeyPatch) -> Facts:
    """What was handed to the fact table, by code; the newest stands."""
    kept: Facts = {}
    monkeypatch.setattr(
        folding.facade, "put_facts", lambda rows: kept.update({row["code"]: row for row in rows}), raising=False
    )
    monkeypatch.setattr("thongsuot.reporting.feed.importing.timezone.now", lambda: NOW)
    return kept


@given(
    st.lists(st.integers(0, 3).flatmap(lambda number: histories(f"H23.{number}")), min_size=1, max_size=4), st.data()
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_in_any_pieces(
    facts: Facts, send: Callable[..., FeedFile], drawn: list[list[dict[str, Any]]], data: st.DataObject
) -> None:
    """Rows of several dossiers, mixed, sent in two files: the same facts as one dossier at a time in Python."""
    rows = data.draw(st.permutations([row for history in drawn for row in history]))
    cut = data.draw(st.integers(0, len(rows)))
    with transaction.atomic():
        for part in (rows[:cut], rows[cut:]):
            if part:
                file = send(jsonl(part))
                assert (file.faulty, file.added + file.repeated) == (0, len(part))
        expected = {
            code: told
            for code in {row["MaHoSo"] for row in rows}
            if (told := folded([event(row) for row in rows if row["MaHoSo"] == code], NOW))
        }
        found = {code: {name: row[name] for name in expected[code]} for code, row in facts.items() if code in expected}
        assert found == expected
        assert not FeedQueue.objects.exists()
        transaction.set_rollback(True)
    facts.clear()


def test_every_order_of_arrival_gives_the_same_fact(
    facts: Facts, source: FeedSource, send: Callable[..., FeedFile]
) -> None:
    """Reception, a supplement, its return, the result: told in any order, the dossier is the same."""
    rows = [
        whole(NgayHenTra=written(FIRST + timedelta(days=3))),
        step(status=5, at=FIRST + timedelta(days=1)),
        step(status=4, at=FIRST + timedelta(days=2), NgayKetThucTheoQuyDinh=written(FIRST + timedelta(days=4))),
        step(status=9, at=FIRST + timedelta(days=5)),
    ]
    seen = []
    for order in permutations(rows):
        with transaction.atomic():
            for row in order:
                send(jsonl([row]))
            transaction.set_rollback(True)
        seen.append(facts.pop("H23.1"))
    assert all(one == seen[0] for one in seen)
    assert (seen[0]["supplements"], seen[0]["is_past_due"], seen[0]["paused_at"]) == (1, True, None)
    assert seen[0]["source"] == 7 and seen[0]["unit"] == seen[0]["received_unit"]


def test_while_the_citizen_is_waited_for_no_date_runs(facts: Facts, send: Callable[..., FeedFile]) -> None:
    send(jsonl([whole(), step(status=5, at=FIRST + timedelta(days=1)), step(status=6, at=FIRST + timedelta(days=2))]))
    fact = facts["H23.1"]
    assert (fact["due_at"], fact["is_past_due"]) == (None, False)
    assert str(fact["paused_at"]) == "2026-09-02 08:00:00"  # since the first of the two, not the last


def test_a_corrected_date_moves_the_fact(facts: Facts, send: Callable[..., FeedFile]) -> None:
    send(jsonl([whole(status=9, NgayKetThucXuLy=written(FIRST + timedelta(days=4)))]))
    assert facts["H23.1"]["is_past_due"]
    send(jsonl([whole(status=9, NgayKetThucXuLy=written(FIRST + timedelta(days=4)), NgayHenTra="10/09/2026")]))
    assert not facts["H23.1"]["is_past_due"]


def test_what_nobody_received_is_no_fact(facts: Facts, send: Callable[..., FeedFile]) -> None:
    send(jsonl([whole(status=1, NgayTiepNhan="", NgayNopHoSo=written(FIRST))]))
    send(jsonl([whole(status=3, NgayTiepNhan="", NgayTuChoi=written(FIRST))]))
    assert facts == {}


def test_unknown_codes_wait_and_lose_nothing(facts: Facts, source: FeedSource, send: Callable[..., FeedFile]) -> None:
    """Nothing is counted under a code nobody has told apart; told apart later, everything is there."""
    send(jsonl([whole("A", DonViXuLy="LA"), step("A", 9, FIRST + timedelta(days=1)), whole("B")]))
    assert set(facts) == {"B"}
    unknown = FeedCode.objects.get(code="LA")
    assert (unknown.rows, unknown.unit, unknown.kind) == (1, None, CodeKind.UNIT)
    known = FeedCode.objects.get(code="H23.99")
    unknown.unit, unknown.province = known.unit, known.province
    unknown.save()
    with transaction.atomic():
        assert queue_again(unknown) == 1
    assert folding.fold(source, NOW) == 1
    assert facts["A"]["finished_at"] is not None


def test_a_code_equal_to_ours_needs_nobody(facts: Facts, source: FeedSource, send: Callable[..., FeedFile]) -> None:
    send(jsonl([whole("A", DonViXuLy="phuong-ky-lua--lang-son"), whole("B", MaTTHC="9.999")]))
    assert set(facts) == {"A"}
    assert FeedCode.objects.get(code="9.999").name == "Cấp giấy chứng nhận thử"
    assert FeedCode.objects.get(code="mau-1").procedure.code == "mau-1"


def test_a_unit_of_another_branch_is_never_taken_by_its_key(
    facts: Facts, source: FeedSource, send: Callable[..., FeedFile], scene: Any
) -> None:
    source.home = scene.there
    source.save()
    send(jsonl([whole("A", DonViXuLy="so-tu-phap--lang-son")]))
    assert facts == {}


def test_events_are_never_changed(facts: Facts, send: Callable[..., FeedFile]) -> None:
    send(jsonl([whole()]))
    for change in (lambda: FeedEvent.objects.update(status=9), lambda: FeedEvent.objects.all()._raw_delete("default")):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            change()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM reporting_feedevent")
        assert cursor.fetchone() == (1,)
