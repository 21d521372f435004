"""A question reads the files it needs and no other, and its answer is that of all rows counted one by one."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from thongsuot.reporting.lake.engines import EngineMissingError, engine_of, facts
from thongsuot.reporting.lake.engines.duck import DuckEngine
from thongsuot.reporting.lake.manifest import CURRENT, LakeDamagedError, LakeTooNewError
from thongsuot.reporting.lake.periods import monthly
from thongsuot.reporting.lake.snapshots import Ask, NoLakeError, snapshot
from thongsuot.reporting.lake.tests.making import Row, rows, table
from thongsuot.reporting.lake.writing import write_lake
from thongsuot.serving.facts.domain.counters import NAMES, Axis, cells, folded

SOME = rows(3000)
MARCH = Ask(date(2026, 3, 1), date(2026, 3, 31))


def ended(one: Row) -> datetime | None:
    return one["finished_at"] or one["closed_at"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lake")
    write_lake(folder, [table(SOME)])
    return folder


def test_cells_over_the_lake_are_the_rows_counted(root: Path) -> None:
    found = DuckEngine().run(folded(cells(facts(), ("unit",), "month"), ("unit",)), snapshot(root))
    by_cell = {(one["unit"], one["day"]): one for one in found.to_pylist()}
    assert by_cell
    for (unit, day), one in by_cell.items():
        mine = [row for row in SOME if row["unit"] == unit]
        begun = [row for row in mine if row["started_at"].date().replace(day=1) == day]
        done = [row for row in mine if (end := ended(row)) and end.date().replace(day=1) == day]
        assert one["received"] == len(begun)
        assert one["disliked"] == sum(row["is_disliked"] for row in begun)
        assert one["settled"] == len(done)
    assert {str(found.schema.field(name).type) for name in NAMES} == {"int64"}


def test_the_manifest_keeps_the_sums(root: Path) -> None:
    lake = snapshot(root)
    found = DuckEngine().run(folded(cells(facts(), ("province",), "month"), ("province",)), lake)
    assert lake.manifest.sums() == {name: sum(found[name].to_pylist()) for name in NAMES}


def test_a_question_leaves_out_files_but_no_answer(root: Path) -> None:
    """What began in January may be settled in March: the months asked for are those of the axis."""
    lake = snapshot(root)
    everything = folded(cells(facts(), ("unit",), "day"), ("unit",))
    asked = everything.filter(everything.day.between(MARCH.first, MARCH.last))
    whole, pruned = (DuckEngine().run(asked, lake, ask).sort_by("day") for ask in (None, MARCH))
    assert sorted(map(str, whole.to_pylist())) == sorted(map(str, pruned.to_pylist()))
    assert whole.num_rows
    begun = Ask(MARCH.first, MARCH.last, axes=(Axis.STARTED,))
    assert {part.place.month for part in lake.parts(begun)} == {202603}
    settled = Ask(MARCH.first, MARCH.last, axes=(Axis.SETTLED,))
    assert {part.place.month for part in lake.parts(settled)} >= {202601, 202602, 202603}
    assert 202605 not in {part.place.month for part in lake.parts(settled)}


def test_provinces_and_open_ends(root: Path) -> None:
    lake = snapshot(root)
    assert {part.place.province for part in lake.parts(Ask(provinces={11}))} == {11}
    assert {part.place.month for part in lake.parts(Ask(last=date(2026, 2, 1), axes=(Axis.STARTED,)))} == {
        202601,
        202602,
    }
    assert {part.place.month for part in lake.parts(Ask(first=date(2026, 5, 1), axes=(Axis.STARTED,)))} == {202605}
    assert not lake.parts(Ask(provinces=()))


def test_asking_nothing_answers_nothing(root: Path) -> None:
    found = DuckEngine().run(facts().count().as_table(), snapshot(root), Ask(provinces=()))
    assert found.to_pylist() == [{"CountStar(facts)": 0}]


def test_counts_of_each_month(root: Path) -> None:
    found = DuckEngine().run(monthly(facts(), ("province",)), snapshot(root)).to_pylist()
    march = {one["province"]: one for one in found if one["day"] == date(2026, 3, 1)}
    assert set(march) == {10, 11, 12}
    first = datetime(2026, 3, 1)  # noqa: DTZ001
    for province, one in march.items():
        mine = [row for row in SOME if row["province"] == province]
        carried = sum(row["started_at"] < first and not ((end := ended(row)) and end < first) for row in mine)
        assert one["received"] == sum(row["started_at"].month == 3 for row in mine)
        assert one["carried"] == carried


def test_an_expression_may_have_any_rows(root: Path) -> None:
    rows_of = facts()
    chosen = rows_of.filter(rows_of.unit == 1003).select("code", "started_at", "channel", "is_disliked", "due_at")
    found = DuckEngine(memory="200MB", threads=1).run(chosen, snapshot(root))
    assert found.num_rows == sum(one["unit"] == 1003 for one in SOME)
    assert [str(one) for one in found.schema.types] == ["string", "timestamp[us]", "int16", "bool", "timestamp[us]"]


def test_engines_by_their_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THONGSUOT_ENGINE", raising=False)
    assert isinstance(engine_of(), DuckEngine)
    monkeypatch.setenv("THONGSUOT_ENGINE", "spark://nowhere:7077")
    assert engine_of().master == "spark://nowhere:7077"  # type: ignore[attr-defined]
    with pytest.raises(EngineMissingError):
        engine_of("oracle://")


def test_a_reader_is_told_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(NoLakeError):
        snapshot(tmp_path)
    write_lake(tmp_path, [table(rows(5))])
    manifest = tmp_path / "manifest-1.json"
    sound = manifest.read_bytes()
    manifest.write_bytes(sound[:-9])
    with pytest.raises(LakeDamagedError):
        snapshot(tmp_path)
    import hashlib

    later = sound.replace(b'"schema": 1', b'"schema": 2')
    manifest.write_bytes(later)
    (tmp_path / CURRENT).write_text(f"1 {hashlib.sha256(later).hexdigest()}\n")
    with pytest.raises(LakeTooNewError):
        snapshot(tmp_path)
