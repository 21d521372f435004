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

from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.reporting.feed import folding
from thongsuot.reporting.feed.choices import CodeKind
from thongsuot.reporting.feed.coding import point_to, queue_again
from thongsuot.reporting.feed.models import FeedCode, FeedEvent, FeedFile, FeedQueue, FeedSource
from thongsuot.reporting.feed.tests.conftest import jsonl
from thongsuot.reporting.feed.tests.oracle import folded
from thongsuot.reporting.feed.tests.rows import FIRST, NOW, event, histories, step, whole, written
from thongsuot.serving.conftest import Scene, make_unit
from thongsuot.serving.procedures.models import Procedure

pytestmark = pytest.mark.django_db
Facts = dict[str, dict[str, Any]]
UNITS = {"H23.99": "phuong-dong-kinh--lang-son", "phuong-ky-lua--lang-son": "phuong-ky-lua--lang-son"}


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
        units = {code: Unit.objects.get(key=key).pk for code, key in UNITS.items()}
        procedures = {"mau-1": Procedure.objects.get(code="mau-1").pk}
        expected = {
            code: told
            for code in {row["MaHoSo"] for row in rows}
            if (told := folded([event(row) for row in rows if row["MaHoSo"] == code], NOW, units, procedures))
        }
        found = {code: {name: row[name] for name in expected[code]} for code, row in facts.items() if code in expected}
        assert found == expected
        assert set(facts) == set(expected)
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
        assert queue_again(source.pk, [unknown]) == 1
    assert folding.fold(source, NOW) == 1
    assert facts["A"]["finished_at"] is not None


def test_a_code_equal_to_ours_needs_nobody(facts: Facts, source: FeedSource, send: Callable[..., FeedFile]) -> None:
    send(jsonl([whole("A", DonViXuLy="phuong-ky-lua--lang-son"), whole("B", MaTTHC="9.999")]))
    assert set(facts) == {"A"}
    assert FeedCode.objects.get(code="9.999").name == "Cấp giấy chứng nhận thử"
    assert FeedCode.objects.get(code="mau-1").procedure.code == "mau-1"


def test_a_code_our_catalogue_gained_since_brings_its_dossiers_back(
    facts: Facts, source: FeedSource, send: Callable[..., FeedFile], scene: Scene
) -> None:
    """Told by nobody: the unit and the procedure were entered with us after the file came."""
    send(jsonl([whole("A", DonViXuLy="xa-moi--lang-son"), whole("B", MaTTHC="9.999"), whole("C", MaTTHC="9.998")]))
    assert facts == {}
    unit = make_unit("xa-moi--lang-son", "Xã Mới", UnitKind.COMMUNE, scene.province)
    procedure = Procedure.objects.create(code="9.999", title="Mới", search_key="moi", field="thu")
    send(jsonl([whole("D")]))
    assert set(facts) == {"A", "B", "D"}
    assert (facts["A"]["unit"], facts["B"]["procedure"]) == (unit.pk, procedure.pk)


def test_a_dossier_moved_under_an_unknown_code_ends_where_it_was(
    facts: Facts, source: FeedSource, send: Callable[..., FeedFile], scene: Scene
) -> None:
    """Else its fact would stay open and run late for ever; told apart, the code takes the dossier with it."""
    send(jsonl([whole()]))
    ended = FIRST + timedelta(days=2)
    send(jsonl([whole(status=9, NgayKetThucXuLy=written(ended), DonViXuLy="LA", MaTTHC="9.999")]))
    assert str(facts["H23.1"]["finished_at"]) == "2026-09-03 08:00:00"
    assert (facts["H23.1"]["unit"], facts["H23.1"]["province"]) == (scene.here.pk, scene.province.pk)
    code = FeedCode.objects.get(code="LA")
    with transaction.atomic():
        assert point_to(code, scene.there) and queue_again(source.pk, [code]) == 1
    folding.fold(source, NOW)
    assert facts["H23.1"]["unit"] == scene.there.pk


def test_the_dates_of_a_step_move_nothing_of_the_dossier(facts: Facts, send: Callable[..., FeedFile]) -> None:
    begun = FIRST + timedelta(days=1)
    own = {"NgayBatDau": written(begun), "NgayKetThucTheoQuyDinh": written(begun + timedelta(hours=4))}
    send(jsonl([whole(), step(at=begun, **own)]))
    assert str(facts["H23.1"]["started_at"]) == "2026-09-01 08:00:00"
    assert str(facts["H23.1"]["due_at"]) == "2026-09-04 08:00:00"
    send(jsonl([whole("B", NgayHenTra=""), step("B", at=begun, **own)]))
    assert (facts["B"]["due_at"], facts["B"]["is_past_due"]) == (None, False)


def test_supplements_corrected_to_fewer_are_fewer(facts: Facts, send: Callable[..., FeedFile]) -> None:
    """As many as the newest row counts; only where no row counts them, the steps are counted."""
    asked = [{"NgayBoSung": written(FIRST)}, {"NgayBoSung": written(FIRST + timedelta(days=1))}]
    send(jsonl([whole(DanhSachHoSoBoSung=asked)]))
    assert facts["H23.1"]["supplements"] == 2
    corrected = FIRST + timedelta(days=2)
    send(jsonl([whole(DanhSachHoSoBoSung=asked[:1], ThoiDiemXuLy=written(corrected))]))
    assert facts["H23.1"]["supplements"] == 1
    statuses = (5, 4, 5, 6, 4)
    send(jsonl([whole("B"), *(step("B", one, FIRST + timedelta(days=day)) for day, one in enumerate(statuses, 1))]))
    assert facts["B"]["supplements"] == 2
    send(jsonl([whole("B", DanhSachHoSoBoSung=asked[:1], ThoiDiemXuLy=written(FIRST + timedelta(days=6)))]))
    assert facts["B"]["supplements"] == 1


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
