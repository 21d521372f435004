"""The lake follows the database: what was touched is copied, what was not stays, and the sums are the same."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from unittest import mock

import pyarrow.parquet as pq
import pytest
from django.db import connection, transaction

from thongsuot.cli import main as command_line
from thongsuot.kernel.clock import VIETNAM
from thongsuot.registry.conftest import make_unit
from thongsuot.registry.units.models import UnitKind
from thongsuot.reporting.lake.exporting import (
    ForeignLakeError,
    export,
    faults_against_database,
    waiting_parts,
)
from thongsuot.reporting.lake.jobs import export_hourly
from thongsuot.reporting.lake.snapshots import snapshot
from thongsuot.reporting.lake.storage import LakeBusyError, store_of
from thongsuot.reporting.lake.taking_in import ExportedLakeError, take_in
from thongsuot.reporting.lake.tests.making import Row, rows, table
from thongsuot.reporting.lake.tests.test_writing import held
from thongsuot.reporting.lake.writing import write_lake
from thongsuot.serving.facade import fact_database_mark, fact_freshness, put_facts
from thongsuot.serving.facts.domain import schema

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 1, 8, tzinfo=VIETNAM)


@pytest.fixture
def facts() -> list[Row]:
    some = [one | {"source": 7} for one in rows(120, months=3)]
    put_facts(some, NOW)
    return some


def in_database() -> dict[tuple[int, str], Row]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(schema.NAMES)} FROM serving_dossierfact")
        every = [dict(zip(schema.NAMES, one, strict=True)) for one in cursor.fetchall()]
    return {(one["source"], one["code"]): one for one in every}


def lake(*words: str) -> int:
    return command_line.main(["lake", *words])


def test_the_lake_is_the_database(facts: list[Row], tmp_path: Path) -> None:
    done = export(tmp_path)
    assert (done.parts, done.rows, done.anew) == (9, 120, 9)
    assert held(snapshot(tmp_path)) == in_database()
    assert not faults_against_database(snapshot(tmp_path))
    assert waiting_parts(snapshot(tmp_path)) == 0


def test_again_nothing_is_read_and_nothing_changes(facts: list[Row], tmp_path: Path) -> None:
    first = export(tmp_path)
    again = export(tmp_path)
    assert (again.parts, again.rows, again.anew) == (0, 0, 0)
    whole = export(tmp_path, whole=True)
    assert (whole.parts, whole.anew) == (9, 0)
    assert first.manifest == again.manifest == whole.manifest


def test_only_what_was_touched_is_copied(facts: list[Row], tmp_path: Path) -> None:
    export(tmp_path)
    put_facts([facts[0] | {"is_disliked": not facts[0]["is_disliked"]}], NOW)
    lake = snapshot(tmp_path)
    assert waiting_parts(lake) == 1
    assert faults_against_database(lake)
    done = export(tmp_path)
    assert (done.parts, done.anew) == (1, 1)
    assert held(snapshot(tmp_path)) == in_database()


def test_a_dossier_that_moves_and_one_that_goes(facts: list[Row], tmp_path: Path) -> None:
    export(tmp_path)
    put_facts([facts[0] | {"started_at": facts[0]["started_at"] - timedelta(days=60), "province": 44}], NOW)
    done = export(tmp_path)
    assert done.parts == 2
    assert held(snapshot(tmp_path)) == in_database()
    assert not faults_against_database(snapshot(tmp_path))


def test_names_stand_beside_the_numbers(facts: list[Row], tmp_path: Path) -> None:
    unit = make_unit("vn", "Việt Nam", UnitKind.NATION)
    export(tmp_path)
    found = snapshot(tmp_path)
    assert {"number": unit.pk, "key": "vn", "name": "Việt Nam"}.items() <= found.dimension("units").to_pylist()[
        0
    ].items()
    assert found.dimension("sources").to_pylist()[0]["number"] == 0
    assert "title" in found.dimension("procedures").column_names


def test_the_copy_of_another_database_is_begun_anew(facts: list[Row], tmp_path: Path) -> None:
    export(tmp_path)
    with mock.patch("thongsuot.serving.facade.fact_database_mark", lambda: "another"):
        put_facts([facts[0] | {"supplements": 2}], NOW)
        assert export(tmp_path).parts == 9


def test_after_a_restore_the_next_export_copies_everything_again(facts: list[Row], tmp_path: Path) -> None:
    """The backup is older than the lake: what was written since lies in the lake and not in the database."""
    export(tmp_path)
    before = fact_freshness().version
    with transaction.atomic():
        put_facts([facts[0] | {"supplements": 2}], NOW)
        export(tmp_path)
        ahead = in_database()
        transaction.set_rollback(True)
    assert fact_freshness().version == before
    assert held(snapshot(tmp_path)) == ahead != in_database()
    assert waiting_parts(snapshot(tmp_path)) == 9
    assert export(tmp_path).parts == 9
    assert held(snapshot(tmp_path)) == in_database()
    assert export(tmp_path).parts == 0


def test_tables_made_anew_are_another_database(facts: list[Row]) -> None:
    """``pg_restore --clean`` keeps the database and its name; work done since may have passed the lake's version."""
    before = fact_database_mark()
    assert fact_database_mark() == before
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE serving_factpart RENAME TO kept")
        cursor.execute("CREATE TABLE serving_factpart (LIKE kept)")
        assert fact_database_mark() != before
        transaction.set_rollback(True)


def test_two_sources_are_not_mixed(facts: list[Row], tmp_path: Path) -> None:
    write_lake(tmp_path / "taken", [table(rows(10))])
    with pytest.raises(ForeignLakeError):
        export(tmp_path / "taken")
    export(tmp_path / "taken", whole=True)
    assert held(snapshot(tmp_path / "taken")) == in_database()
    with pytest.raises(ExportedLakeError):
        take_in(tmp_path / "taken", [])


def test_every_hour_where_a_lake_is_named(facts: list[Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THONGSUOT_LAKE", raising=False)
    export_hourly()
    monkeypatch.setenv("THONGSUOT_LAKE", str(tmp_path))
    with store_of(tmp_path).alone():
        export_hourly()
    with pytest.raises(LakeBusyError), store_of(tmp_path).alone():
        export(tmp_path)
    export_hourly()
    assert snapshot(tmp_path).manifest.rows == 120


def test_the_command_line(facts: list[Row], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = f"--root={tmp_path / 'kho'}"
    assert lake("show", root) == 2
    assert "Chưa có kho" in capsys.readouterr().err
    assert lake("export", root) == 0
    assert "Đã đọc 9 phần (120 hồ sơ), ghi lại 9 phần" in capsys.readouterr().out
    assert lake("check", root) == 0
    assert "0 chỗ lệch" in capsys.readouterr().out
    put_facts([facts[0] | {"supplements": 2}], NOW)
    assert lake("check", root) == 0
    assert "đã đổi 1 phần" in capsys.readouterr().out
    assert lake("compact", root) == 0
    assert lake("show", root) == 0
    assert "120 hồ sơ" in capsys.readouterr().out
    [broken, *_others] = snapshot(tmp_path / "kho").parts()
    (tmp_path / "kho" / broken.path).write_bytes(b"x")
    assert lake("check", root, "--files-only") == 1
    assert broken.path in capsys.readouterr().err
    assert lake("show") == 2
    assert "THONGSUOT_LAKE" in capsys.readouterr().err


def test_files_by_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = f"--root={tmp_path / 'kho'}"
    good, bad = tmp_path / "tot.parquet", tmp_path / "sai.parquet"
    pq.write_table(table(rows(50)), good)
    pq.write_table(table([one | {"channel": 9} if number == 4 else one for number, one in enumerate(rows(20, 5))]), bad)
    assert lake("import", root, str(good)) == 0
    assert lake("import", root, str(bad)) == 2
    assert "sai.parquet, dòng 5, cột channel: phải là 1, 2 hoặc 3" in capsys.readouterr().err
    assert snapshot(tmp_path / "kho").manifest.rows == 50
    assert lake("import", root, str(bad), "--skip-bad") == 1
    assert snapshot(tmp_path / "kho").manifest.rows == 69
    assert lake("import", root, str(good), str(good)) == 2
    assert "nhiều hơn một dòng" in capsys.readouterr().err
    assert lake("export", root) == 2
    (tmp_path / "khac.csv").write_text("a,b\n1,2\n")
    assert lake("import", root, str(tmp_path / "khac.csv")) == 2
    assert "Thiếu cột: source" in capsys.readouterr().err
