"""Facts out of the database into a lake: only the parts touched since the last time, all as of one moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.db import connection, transaction

from thongsuot.registry.units.models import Unit
from thongsuot.reporting.feed.models import FeedSource
from thongsuot.reporting.lake.checking import Fault, faults_against, sums_of
from thongsuot.reporting.lake.engines import engine_of
from thongsuot.reporting.lake.manifest import Manifest
from thongsuot.reporting.lake.shape import Place, arrow_schema
from thongsuot.reporting.lake.snapshots import Snapshot, current_or_none
from thongsuot.reporting.lake.storage import LakeBusyError, Store, store_of
from thongsuot.reporting.lake.writing import Tell, write_lake
from thongsuot.serving import facade


class ForeignLakeError(Exception):
    """The lake was filled from files: an export into it would mix two sources."""


@dataclass(frozen=True, slots=True)
class Exported:
    """``parts``: month × province read from the database; ``anew``: of them (and of those gone) really different."""

    manifest: Manifest
    parts: int
    rows: int
    anew: int


def export(root: str | Path, *, whole: bool = False, tell: Tell = lambda *_told: None) -> Exported:
    """Bring the lake to what the database holds now. Done twice, the second time changes nothing.

    Raises ForeignLakeError, LakeBusyError.
    """
    store = store_of(root)
    with _one_moment(), _alone(store):
        before, mark = current_or_none(store), facade.fact_database_mark()
        if before.rows and "database" not in before.cursor and not whole:
            raise ForeignLakeError(str(root))
        copied = 0 if whole else _copied(before.cursor, mark)
        whole = whole or not copied
        touched = facade.fact_parts(copied)
        version = max([version for *_part, version in touched], default=copied)
        places = [(month, province) for month, province, _version in touched]
        done = write_lake(
            store,
            _batches(places, tell),
            replaced={_place(*one) for one in places},
            whole=whole,
            cursor={"database": mark, "version": version},
            dimensions=dimensions() if touched or whole else {},
            tell=tell,
        )
    return Exported(done.manifest, len(places), done.rows, done.anew)


def dimensions() -> dict[str, Any]:
    """Tables of names: what the numbers in facts stand for."""
    units = Unit.objects.order_by("pk").values_list("pk", "key", "name", "kind", "path")
    feeds = FeedSource.objects.order_by("number").values_list("number", "key", "name")
    return {
        "sources": _named(("number", "key", "name"), [(0, "", "Thông Suốt"), *feeds]),
        "units": _named(("number", "key", "name", "kind", "path"), list(units)),
        "procedures": _named(("number", "code", "title", "field"), facade.fact_procedure_rows()),
    }


def _named(names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Any:
    kinds = [pa.int32(), *[pa.string()] * (len(names) - 1)]
    columns = [pa.array([row[number] for row in rows], kind) for number, kind in enumerate(kinds)]
    return pa.table(dict(zip(names, columns, strict=True)))


def _batches(places: list[tuple[date, int]], tell: Tell) -> Iterator[Any]:
    for done, (month, province) in enumerate(places, 1):
        for rows in facade.fact_batches(month=month, province=province):
            columns = zip(*rows, strict=True)
            arrays = [pa.array(column, one.type) for column, one in zip(columns, arrow_schema(), strict=True)]
            yield pa.RecordBatch.from_arrays(arrays, schema=arrow_schema())
        tell("read", done, len(places))


def _place(month: date, province: int) -> Place:
    return Place(month.year * 100 + month.month, province)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Parts and their versions as of one moment; inside a transaction already begun, that one's word holds."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _alone(store: Store) -> Iterator[None]:
    """Two exports of one database, whatever the lake lies on; store.alone() keeps off everybody else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"lake {store.address('')}"])
        if not cursor.fetchone()[0]:
            raise LakeBusyError(store.address(""))
    yield


def waiting_parts(lake: Snapshot) -> int:
    """How many parts of the database changed since the lake was exported; all of them for a lake of another one."""
    return len(facade.fact_parts(_copied(lake.manifest.cursor, facade.fact_database_mark())))


def _copied(cursor: dict[str, Any], mark: str) -> int:
    """Up to which version the lake holds this database; 0: it must be copied whole.

    A lake that is ahead was filled before the database went back to a backup.
    """
    version = int(cursor.get("version", 0)) if cursor.get("database") == mark else 0
    return version if version <= facade.fact_freshness().version else 0


def faults_against_database(lake: Snapshot) -> list[Fault]:
    """Where the lake's sums by province and month differ from those the database keeps."""
    return list(faults_against(lake, sums_of(facade.fact_month_sums()), engine_of()))
