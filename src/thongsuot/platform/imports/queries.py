"""Reads import batches: whoever may run the import sees its batches."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import Hidden, require
from thongsuot.platform.access.queries import access, one_of
from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.imports.domain import BatchStatus
from thongsuot.platform.imports.importer import Importer, families, find, importers
from thongsuot.platform.imports.models import ImportBatch, ImportProblem
from thongsuot.platform.imports.reading import Table, read_table

PROBLEM_HEADER = ("Dòng", "Cột", "Giá trị", "Lỗi và cách sửa")


@access(ImportBatch)
def visible_to(actor: Actor) -> QuerySet[ImportBatch]:
    """Batches of the kinds the actor may import, newest first."""
    kinds = [one.kind for one in importers_for(actor)]
    kinds += [kind for family in families() for kind in family.kinds_for(actor)]
    return ImportBatch.objects.filter(kind__in=kinds).select_related("file").order_by("-id")


@access(ImportBatch)
def get_for(actor: Actor, batch_id: int) -> ImportBatch:
    """One batch or 404."""
    return one_of(visible_to(actor), pk=batch_id)


def importers_for(actor: Actor) -> list[Importer]:
    """What the actor may import from the list of imports."""
    return [one for one in importers() if actor.can(one.permission, one.scope)]


def importer_for(actor: Actor, kind: str) -> Importer:
    """One importer: 404 for an unknown kind, 403 with who can for a forbidden one."""
    try:
        found = find(kind)
    except KeyError:
        raise Hidden(_("Không có loại dữ liệu này.")) from None
    require(actor, found.permission, found.scope)
    return found


@access(StoredFile)
def uploaded_file(actor: Actor, file_id: int) -> StoredFile:
    """The file just uploaded; the address carries its number signed, so nobody can ask for another one."""
    return one_of(StoredFile.objects.all() if actor.is_authenticated else StoredFile.objects.none(), pk=file_id)


def same_file_batch(batch: ImportBatch) -> ImportBatch | None:
    """An earlier batch in force that brought the same bytes in."""
    same = ImportBatch.objects.filter(kind=batch.kind, file__digest=batch.file.digest, status=BatchStatus.CONFIRMED)
    return same.exclude(pk=batch.pk).order_by("-id").first()


def table_of(batch: ImportBatch) -> Table:
    """The file read again, for the mapping screen."""
    return read_table(batch.file, find(batch.kind).columns)


def remembered_mapping(kind: str, table: Table) -> dict[str, int]:
    """The mapping people last confirmed for these headings, else the one the headings suggest."""
    kept = ImportBatch.objects.filter(kind=kind, header_key=table.header_key).exclude(confirmed_at=None)
    latest = kept.order_by("-id").first()
    return dict(latest.mapping) if latest else table.suggested


def problem_rows(batch: ImportBatch) -> Iterator[tuple[str, str, str, str]]:
    """Lines of the error file under ``PROBLEM_HEADER``; give both to ``http.csv_response``."""
    for one in ImportProblem.objects.filter(batch=batch).iterator():
        yield str(one.row), one.column, one.value, one.message
