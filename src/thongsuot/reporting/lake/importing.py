"""Facts from files, CSV or Parquet in the columns of the fact table; every row at fault is told with its number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from thongsuot.reporting.lake.shape import arrow_schema
from thongsuot.serving.facts.domain import schema

MOST_TOLD = 1000
_BLOCK = 16 << 20
_YES = ["1", "true", "TRUE", "True"]
_PATTERNS = {
    "int16": r"^-?\d{1,5}$",
    "int32": r"^-?\d{1,10}$",
    "timestamp": r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$",
    "boolean": r"^(0|1|true|false|TRUE|FALSE|True|False)$",
    "string": r"^.+$",
}
_WANTED = {
    "int16": "phải là số nguyên từ -32768 đến 32767",
    "int32": "phải là số nguyên từ -2147483648 đến 2147483647",
    "timestamp": "phải là ngày giờ dạng 2026-01-31 08:30:00",
    "boolean": "phải là 1 hoặc 0",
    "string": "không được để trống",
}
Mask = Callable[[Any], Any]
_RULES: tuple[tuple[str, str, Mask], ...] = (
    ("channel", "phải là 1, 2 hoặc 3", lambda t: pc.invert(pc.is_in(t["channel"], pa.array([1, 2, 3], pa.int16())))),
    ("mode", "phải là 0, 1 hoặc 2", lambda t: pc.invert(pc.is_in(t["mode"], pa.array([0, 1, 2], pa.int16())))),
    ("supplements", "không được âm", lambda t: pc.less(t["supplements"], 0)),
    ("started_at", "phải từ năm 2000 đến 2100", lambda t: _outside(pc.year(t["started_at"]), 2000, 2100)),
    ("finished_at", "không được trước lúc tiếp nhận", lambda t: _before(t["finished_at"], t["started_at"])),
    ("closed_at", "không được trước lúc tiếp nhận", lambda t: _before(t["closed_at"], t["started_at"])),
    (
        "closed_at",
        "chỉ ghi khi không có kết quả; hồ sơ này đã có finished_at",
        lambda t: pc.and_(pc.is_valid(t["closed_at"]), pc.is_valid(t["finished_at"])),
    ),
)


class FileRefusedError(Exception):
    """The file as a whole cannot be read as facts; the message is for the operator."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """``row``: the line of a CSV (its head is line 1), the number of the row in a Parquet file (from 1)."""

    row: int
    column: str
    what: str


@dataclass(slots=True)
class Reading:
    """Facts of one file, block by block. ``faults``: the first of them; ``bad``: how many rows are left out."""

    path: Path
    faults: list[RowFault] = field(default_factory=list)
    good: int = 0
    bad: int = 0

    def batches(self) -> Iterator[Any]:
        """Tables of facts. Raises FileRefusedError."""
        rows = _parquet(self.path) if self.path.suffix.lower() == ".parquet" else _csv(self.path)
        for first, block, faults in rows:
            yield self._clean(first, block, faults)

    def _clean(self, first: int, block: Any, wrong: dict[tuple[str, str], Any]) -> Any:
        wrong |= {(column, what): pc.fill_null(mask(block), False) for column, what, mask in _RULES}
        bad = pa.array([False] * block.num_rows)
        for (column, what), mask in wrong.items():
            if not pc.any(mask).as_py():
                continue
            bad = pc.or_(bad, mask)
            for place in pc.indices_nonzero(mask).to_pylist()[: MOST_TOLD - len(self.faults)]:
                self.faults.append(RowFault(first + place, column, what))
        kept = block.filter(pc.invert(bad))
        self.good += kept.num_rows
        self.bad += block.num_rows - kept.num_rows
        return kept.cast(arrow_schema())


def _parquet(path: Path) -> Iterator[tuple[int, Any, dict[tuple[str, str], Any]]]:
    try:
        file = pq.ParquetFile(path)
    except pa.ArrowInvalid as problem:
        raise FileRefusedError("Đây không phải tệp Parquet đọc được.") from problem
    with file:
        said = (file.schema_arrow.metadata or {}).get(b"thongsuot.facts", str(schema.VERSION).encode())
        if said != str(schema.VERSION).encode():
            raise FileRefusedError(f"Tệp theo mẫu phiên bản {said.decode()}, bản này đọc mẫu {schema.VERSION}.")
        _same_columns(file.schema_arrow.names)
        start = 1
        for batch in file.iter_batches(batch_size=131_072):
            yield start, *_typed(pa.Table.from_batches([batch]))
            start += batch.num_rows


def _typed(table: Any) -> tuple[Any, dict[tuple[str, str], Any]]:
    try:
        table = table.select(list(schema.NAMES)).cast(_open_schema())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as problem:
        raise FileRefusedError(f"Kiểu cột không đúng mẫu: {problem}") from problem
    empty = {
        (one.name, "không được để trống"): pc.is_null(table[one.name]) for one in schema.COLUMNS if not one.is_nullable
    }
    return table, empty


def _csv(path: Path) -> Iterator[tuple[int, Any, dict[tuple[str, str], Any]]]:
    """All as words first: one bad cell must not cost the block."""
    words = pacsv.ConvertOptions(
        column_types=dict.fromkeys(schema.NAMES, pa.string()), strings_can_be_null=True, null_values=[""]
    )
    try:
        reader = pacsv.open_csv(path, read_options=pacsv.ReadOptions(block_size=_BLOCK), convert_options=words)
        _same_columns(reader.schema.names)
        start = 2
        for batch in reader:
            yield start, *_converted(pa.Table.from_batches([batch]))
            start += batch.num_rows
    except (pa.ArrowInvalid, UnicodeDecodeError) as problem:
        raise FileRefusedError(f"Không đọc được bảng CSV: {problem}") from problem


def _converted(words: Any) -> tuple[Any, dict[tuple[str, str], Any]]:
    wrong, columns = {}, []
    for one in schema.COLUMNS:
        cell = words[one.name]
        shaped = pc.if_else(
            pc.match_substring_regex(cell, _PATTERNS[one.type_name]), cell, pa.scalar(None, pa.string())
        )
        column = _column(shaped, one.type_name)
        lost = pc.and_(pc.is_valid(cell), pc.is_null(column))
        wrong[one.name, _WANTED[one.type_name]] = lost if one.is_nullable else pc.is_null(column)
        columns.append(column)
    return pa.table(dict(zip(schema.NAMES, columns, strict=True)), schema=_open_schema()), wrong


def _column(cell: Any, kind: str) -> Any:
    """``cell``: words of the right shape, or nothing."""
    if kind == "boolean":
        return pc.if_else(pc.is_null(cell), pa.scalar(None, pa.bool_()), pc.is_in(cell, value_set=pa.array(_YES)))
    if kind == "timestamp":
        return _moments(cell)
    return cell if kind == "string" else _whole(cell, {"int16": pa.int16(), "int32": pa.int32()}[kind])


def _whole(cell: Any, kind: Any) -> Any:
    """Numbers the column can hold; nothing where one is beyond it."""
    number, half = pc.cast(cell, pa.int64()), 1 << (kind.bit_width - 1)
    return pc.cast(pc.if_else(_outside(number, -half, half - 1), pa.scalar(None, pa.int64()), number), kind)


def _moments(cell: Any) -> Any:
    try:
        return pc.cast(cell, pa.timestamp("us"))
    except pa.ArrowInvalid:  # a 30 February among them: one by one
        return pa.chunked_array([pa.array([_moment(one) for one in cell.to_pylist()], pa.timestamp("us"))])


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def _open_schema() -> Any:
    """Ours, but any cell may be empty: what is wrong is told by row."""
    return pa.schema([one.with_nullable(True) for one in arrow_schema()])


def _same_columns(names: list[str]) -> None:
    missing = [name for name in schema.NAMES if name not in names]
    if missing:
        raise FileRefusedError(f"Thiếu cột: {', '.join(missing)}.")
    unknown = [name for name in names if name not in schema.NAMES]
    if unknown:
        raise FileRefusedError(f"Có cột lạ: {', '.join(unknown)}. Mẫu phiên bản {schema.VERSION} không có cột này.")


def _outside(values: Any, least: int, most: int) -> Any:
    return pc.or_(pc.less(values, least), pc.greater(values, most))


def _before(one: Any, other: Any) -> Any:
    return pc.fill_null(pc.less(one, other), False)
