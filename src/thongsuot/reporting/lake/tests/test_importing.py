"""Files of facts: what is wrong is told by row and column, what is right comes in unchanged."""

from __future__ import annotations

from pathlib import Path

import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest

from thongsuot.reporting.lake.importing import FileRefusedError, Reading, RowFault
from thongsuot.reporting.lake.tests.making import rows, table

SOME = rows(200)


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "ho-so.csv"
    pacsv.write_csv(table(SOME), path)
    return path


def read(path: Path) -> tuple[Reading, list[dict[str, object]]]:
    reading = Reading(path)
    return reading, [one for block in reading.batches() for one in block.to_pylist()]


def spoil(path: Path, line: int, column: str, text: str) -> None:
    """Put ``text`` into a cell of the CSV; its head is line 1."""
    lines = path.read_text().splitlines()
    cells = lines[line - 1].split(",")
    cells[lines[0].replace('"', "").split(",").index(column)] = text
    lines[line - 1] = ",".join(cells)
    path.write_text("\n".join(lines) + "\n")


def test_a_table_comes_in_unchanged(csv: Path, tmp_path: Path) -> None:
    reading, found = read(csv)
    assert found == SOME
    assert (reading.good, reading.bad, reading.faults) == (200, 0, [])
    parquet = tmp_path / "ho-so.parquet"
    pq.write_table(table(SOME), parquet)
    assert read(parquet)[1] == SOME


@pytest.mark.parametrize(
    ("column", "text", "what"),
    [
        ("started_at", "2026-02-30 08:00:00", "phải là ngày giờ dạng 2026-01-31 08:30:00"),
        ("due_at", "hôm qua", "phải là ngày giờ dạng 2026-01-31 08:30:00"),
        ("unit", "", "phải là số nguyên từ -2147483648 đến 2147483647"),
        ("unit", "2147483648", "phải là số nguyên từ -2147483648 đến 2147483647"),
        ("source", "32768", "phải là số nguyên từ -32768 đến 32767"),
        ("source", "-32769", "phải là số nguyên từ -32768 đến 32767"),
        ("channel", "4", "phải là 1, 2 hoặc 3"),
        ("has_fee", "có", "phải là 1 hoặc 0"),
        ("code", "", "không được để trống"),
        ("supplements", "-1", "không được âm"),
        ("finished_at", "2019-01-01 08:00", "không được trước lúc tiếp nhận"),
    ],
)
def test_a_bad_cell_is_told_by_line_and_column(csv: Path, column: str, text: str, what: str) -> None:
    spoil(csv, 7, column, text)
    reading, found = read(csv)
    assert RowFault(7, column, what) in reading.faults
    assert {one.row for one in reading.faults} == {7}
    assert (reading.good, reading.bad) == (199, 1)
    assert found == SOME[:5] + SOME[6:]


def test_hours_may_be_written_as_machines_do(csv: Path) -> None:
    spoil(csv, 2, "started_at", "2026-01-05T08:30")
    spoil(csv, 2, "has_fee", "1")
    _reading, found = read(csv)
    assert str(found[0]["started_at"]) == "2026-01-05 08:30:00"
    assert found[0]["has_fee"] is True


@pytest.mark.parametrize("number", [9999, 10_000, 32_766, 32_767, -32_768])
def test_a_source_may_have_any_number_its_column_holds(csv: Path, number: int) -> None:
    spoil(csv, 2, "source", str(number))
    reading, found = read(csv)
    assert reading.faults == []
    assert found[0]["source"] == number


def test_a_file_of_other_columns_is_refused(csv: Path, tmp_path: Path) -> None:
    csv.write_text(csv.read_text().replace('"mode"', '"che_do"', 1))
    with pytest.raises(FileRefusedError, match="Thiếu cột: mode"):
        read(csv)
    extra = tmp_path / "extra.parquet"
    pq.write_table(table(SOME).append_column("phone", table(SOME)["code"]), extra)
    with pytest.raises(FileRefusedError, match="Có cột lạ: phone"):
        read(extra)
    later = tmp_path / "later.parquet"
    pq.write_table(table(SOME).replace_schema_metadata({"thongsuot.facts": "9"}), later)
    with pytest.raises(FileRefusedError, match="phiên bản 9"):
        read(later)
    (tmp_path / "text.parquet").write_text("xin chào")
    with pytest.raises(FileRefusedError, match="không phải"):
        read(tmp_path / "text.parquet")


def test_an_empty_cell_of_parquet_is_told_by_its_row(tmp_path: Path) -> None:
    some = [one | {"unit": None} if number == 3 else one for number, one in enumerate(SOME)]
    import pyarrow as pa

    open_schema = pa.schema([one.with_nullable(True) for one in table([]).schema])
    path = tmp_path / "gaps.parquet"
    pq.write_table(pa.Table.from_pylist(some, schema=open_schema), path)
    reading, found = read(path)
    assert reading.faults == [RowFault(4, "unit", "không được để trống")]
    assert len(found) == 199
