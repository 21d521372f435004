"""A question reads the files it needs and no other, and its answer is that of all rows counted one by one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from thongsuot.reporting.lake.counting import Period, lines_of, sums_between
from thongsuot.reporting.lake.engines import EngineMissingError, engine_of, facts
from thongsuot.reporting.lake.engines.duck import DuckEngine
from thongsuot.reporting.lake.manifest import CURRENT, LakeDamagedError, LakeTooNewError
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


def late(one: Row) -> bool:
    """Settled late by index 766."""
    end, due = ended(one), one["due_at"]
    return bool(one["supplements"] > 1 or (end is not None and due is not None and end > due))


@pytest.mark.parametrize("by_month", [False, True])
@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2026, 2, 1), date(2026, 4, 30)), (date(2026, 2, 10), date(2026, 4, 20)), (MARCH.last, MARCH.last)],
)
def test_counts_of_a_period_are_the_rows_counted(root: Path, first: date, last: date, by_month: bool) -> None:
    period = Period(first, last, by_month)
    found = DuckEngine().run(sums_between(facts(), ("province",), period), snapshot(root), Ask(last=last))
    lines = lines_of(found.to_pylist(), ("province",), period)
    starts = [*period.starts()]
    ends = [*(start - timedelta(days=1) for start in starts[1:]), last]
    assert [(one.keys, one.month) for one in lines] == [
        ((province,), start.replace(day=1) if by_month else None) for province in (10, 11, 12) for start in starts
    ]
    for line, start, end in zip(lines, starts * 3, ends * 3, strict=True):
        mine = [row for row in SOME if row["province"] == line.keys[0]]
        begun = [row for row in mine if start <= row["started_at"].date() <= end]
        over = [(row, max(moment, row["started_at"]).date()) for row in mine if (moment := ended(row))]
        settled = [row for row, day in over if start <= day <= end]
        assert line.counts.received == len(begun)
        assert line.counts.with_fee == sum(row["has_fee"] for row in begun)
        assert line.counts.late_766 == sum(map(late, settled))
        assert line.counts.carried == sum(row["started_at"].date() < start for row in mine) - sum(
            day < start for _row, day in over
        )
        assert line.counts.running_766 + line.counts.overdue_766 == line.counts.carried + len(begun) - len(settled)


def test_finer_rows_add_up_and_a_quiet_month_carries_what_lies_on_the_table() -> None:
    january = {"unit": 1, "day": date(2026, 1, 1), **dict.fromkeys(NAMES, 0), "received": 2}
    rows_of = [january, january | {"unit": 2}, january | {"day": date(2026, 3, 1), "received": 0, "settled": 1}]
    by_month = lines_of(rows_of, (), Period(date(2026, 1, 1), date(2026, 3, 31), by_month=True))
    assert [(one.month, one.counts.received, one.counts.running_766) for one in by_month] == [
        (date(2026, 1, 1), 4, 4), (date(2026, 2, 1), 0, 4), (date(2026, 3, 1), 0, 3),
    ]  # fmt: skip


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
