from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError

from thongsuot.platform.access import ANONYMOUS, SYSTEM
from thongsuot.platform.access.errors import AccessDenied, Hidden
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.events.models import Event
from thongsuot.platform.files import put
from thongsuot.platform.files.store import TABLES
from thongsuot.platform.imports import importer, queries, register, register_family
from thongsuot.platform.imports.actions import BatchInput, CheckImport, CheckInput, ConfirmImport, UndoImport
from thongsuot.platform.imports.models import ImportBatch
from thongsuot.platform.imports.tests.samples import WordImporter
from thongsuot.platform.search.models import SearchWord


@pytest.fixture(autouse=True)
def wizard(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(importer, "_importers", {})
    one = WordImporter()
    register(one)
    return one


def upload(text: str = "Từ;Số lần\ntinh;3\nhuyen;1,5\nxa;2\n") -> int:
    return put([text.encode()], "tu.csv", accepted=TABLES).pk


def check(file_id: int | None = None, mapping: dict[str, int] | None = None) -> ImportBatch:
    result = CheckImport.run(SYSTEM, CheckInput("sample-words", file_id or upload(), mapping))
    return ImportBatch.objects.get(pk=result.batch_id)


def confirm(batch: ImportBatch, **options: Any) -> None:
    ConfirmImport.run(SYSTEM, BatchInput(batch.pk, **options))


@pytest.mark.django_db
def test_dry_run_counts_and_lists_but_writes_nothing():
    batch = check()
    assert (batch.row_count, batch.create_count, batch.error_count) == (3, 2, 1)
    assert list(queries.problem_rows(batch)) == [("3", "Số lần", "1,5", "«1,5» phải là số nguyên.")]
    assert not SearchWord.objects.exists()


@pytest.mark.django_db
def test_a_planner_that_writes_is_stopped_by_the_database(wizard):
    wizard.writes_while_planning = True
    with pytest.raises(DatabaseError, match="read-only"):
        check()


@pytest.mark.django_db
def test_confirm_writes_good_rows_once_and_undo_takes_them_back():
    batch = check()
    confirm(batch)
    confirm(batch)
    assert set(SearchWord.objects.values_list("word", flat=True)) == {"tinh", "xa"}
    assert Event.objects.filter(aggregate_type="word").count() == 2
    UndoImport.run(SYSTEM, BatchInput(batch.pk))
    UndoImport.run(SYSTEM, BatchInput(batch.pk))
    assert not SearchWord.objects.exists()
    assert [
        event.name.rpartition(".")[2] for event in Event.objects.filter(aggregate_type="import").order_by("id")
    ] == [
        "checked",
        "confirmed",
        "undone",
    ]


@pytest.mark.django_db
def test_a_world_changed_since_the_dry_run_is_a_conflict():
    batch = check()
    SearchWord.objects.create(word="xa")
    with pytest.raises(ConflictError, match="chạy thử lại"):
        confirm(batch)


@pytest.mark.django_db
def test_the_same_file_twice_is_noticed(wizard):
    confirm(check())
    SearchWord.objects.all().delete()
    batch = check()
    with pytest.raises(ConflictError, match=r"đã được Hệ thống nhập lúc .*Nhập lại"):
        confirm(batch)
    confirm(batch, again=True)
    assert SearchWord.objects.count() == 2


@pytest.mark.django_db
def test_undo_ends_after_a_day(monkeypatch):
    batch = check()
    with pytest.raises(ActionError, match="chưa ghi gì"):
        UndoImport.run(SYSTEM, BatchInput(batch.pk))
    confirm(batch)
    ImportBatch.objects.update(confirmed_at=datetime.now(UTC) - timedelta(hours=25))
    with pytest.raises(ActionError, match="quá 24 giờ"):
        UndoImport.run(SYSTEM, BatchInput(batch.pk))


@pytest.mark.django_db
def test_an_undone_batch_cannot_be_confirmed_again():
    batch = check()
    confirm(batch)
    UndoImport.run(SYSTEM, BatchInput(batch.pk))
    with pytest.raises(ActionError, match="đã hoàn tác"):
        confirm(batch)


@pytest.mark.django_db
def test_a_missing_column_is_asked_for_and_a_mended_mapping_is_remembered():
    file_id = upload("Cột lạ;Số lần\ntinh;3\n")
    with pytest.raises(ActionError, match="Chưa chọn cột cho «Từ»") as caught:
        check(file_id)
    assert caught.value.errors[0].field == "mapping"
    batch = check(file_id, {"word": 0})
    assert queries.remembered_mapping("sample-words", queries.table_of(batch)) == {"count": 1}
    confirm(batch)
    assert queries.remembered_mapping("sample-words", queries.table_of(batch)) == {"word": 0}


@pytest.mark.django_db
def test_rights_are_those_of_the_importer():
    batch = check()
    with pytest.raises(AccessDenied):
        ConfirmImport.run(ANONYMOUS, BatchInput(batch.pk))
    with pytest.raises(AccessDenied):
        CheckImport.run(ANONYMOUS, CheckInput("sample-words", batch.file_id))
    with pytest.raises(Hidden):
        queries.get_for(ANONYMOUS, batch.pk)
    assert queries.get_for(SYSTEM, batch.pk) == batch


class OneOfMany(WordImporter):
    """Fills thing 7; only those who may load words see its batches."""

    kind = "sample-thing-7"


class Things:
    prefix = "sample-thing"

    def importer(self, number: int) -> WordImporter:
        if number != 7:
            raise KeyError(number)
        return OneOfMany()

    def kinds_for(self, actor: Any) -> list[str]:
        return ["sample-thing-7"] if actor.can(OneOfMany.permission) else []


@pytest.mark.django_db
def test_a_family_fills_one_thing_of_many(monkeypatch):
    monkeypatch.setattr(importer, "_families", {})
    register_family(Things())
    result = CheckImport.run(SYSTEM, CheckInput("sample-thing-7", upload()))
    batch = queries.get_for(SYSTEM, result.batch_id)
    assert batch.kind == "sample-thing-7"
    assert [one.kind for one in queries.importers_for(SYSTEM)] == ["sample-words"]
    with pytest.raises(Hidden):
        queries.get_for(ANONYMOUS, batch.pk)
    for unknown in ("sample-thing-8", "sample-thing-x", "sample-other-7"):
        with pytest.raises(Hidden):
            queries.importer_for(SYSTEM, unknown)


@pytest.mark.django_db
def test_an_unreadable_file_is_an_error_on_its_field():
    with pytest.raises(ActionError, match="không có dòng nào") as caught:
        check(upload(";;\n"))
    assert caught.value.errors[0].field == "file"
