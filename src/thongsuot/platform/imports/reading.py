"""From a stored file to the plan of an importer, without writing anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thongsuot.kernel.digests import digest
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions.errors import ActionError
from thongsuot.platform.files.domain import FileRefused
from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.files.store import open_file
from thongsuot.platform.imports.cells import Cells
from thongsuot.platform.imports.domain import Column, Plan, SourceRow, joined, missing_columns
from thongsuot.platform.imports.importer import Importer
from thongsuot.platform.imports.tables import read_sheets
from thongsuot.platform.readonly import reading_only


@dataclass(frozen=True, slots=True)
class Table:
    """A file read: its header, the rows below it and the mapping its headings suggest."""

    header: SourceRow
    rows: tuple[SourceRow, ...]
    suggested: dict[str, int]

    @property
    def header_key(self) -> str:
        """Equal for files with the same headings, so that a corrected mapping is remembered."""
        return digest(list(self.header.cells))


def read_table(stored: StoredFile, columns: Sequence[Column]) -> Table:
    """Read a stored CSV, XLSX or the tables of a DOCX; ``ActionError`` on the field ``file`` when it cannot be."""
    try:
        with open_file(stored) as stream:
            sheets = read_sheets(stream, stored.media_type)
    except FileRefused as error:
        raise ActionError(str(error), "file") from error
    header, rows, suggested = joined(sheets, columns)
    return Table(header, tuple(rows), suggested)


def dry_run(actor: Actor, importer: Importer, table: Table, mapping: Mapping[str, int]) -> Plan:
    """Ask the importer what it would do; the database refuses any write meanwhile."""
    missing = missing_columns(mapping, importer.columns)
    if missing:
        names = ", ".join(f"«{column.label}»" for column in missing)
        raise ActionError(f"Chưa chọn cột cho {names}. Hãy chọn cột tương ứng trong tệp.", "mapping")
    rows = [_cells(row, importer.columns, mapping) for row in table.rows]
    with reading_only():
        return importer.plan(actor, rows)


def _cells(row: SourceRow, columns: Sequence[Column], mapping: Mapping[str, int]) -> Cells:
    values = {name: row.cells[index] if 0 <= index < len(row.cells) else "" for name, index in mapping.items()}
    return Cells(row.number, values, {column.name: column for column in columns}, row.place)
