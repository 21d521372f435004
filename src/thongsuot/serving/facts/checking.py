"""Counts everything anew: finds where sums drifted from facts, or facts from dossiers, and mends them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from thongsuot.serving.facts.building import built
from thongsuot.serving.facts.compiling import FACTS, cells_sql
from thongsuot.serving.facts.domain import counters, schema
from thongsuot.serving.facts.models import FactState
from thongsuot.serving.facts.refresh import refresh_all
from thongsuot.serving.facts.writing import CUBES, applied_sql, lock

_COUNTERS = ", ".join(counters.NAMES)
_COLUMNS = ", ".join(("dossier_id", *schema.NAMES))


@dataclass(frozen=True, slots=True)
class Drift:
    """How many cells of each table of sums differ from the facts, and how many facts from their dossiers."""

    cells: dict[str, int]
    facts: int

    @property
    def total(self) -> int:
        return sum(self.cells.values()) + self.facts


def check(now: datetime) -> Drift:
    """Counts first what waits, then holds everything against a count from the start; writes down what it found."""
    refresh_all(now)
    with transaction.atomic(), connection.cursor() as cursor:
        lock(cursor)
        cells = {cube: _differing(cursor, cube, keys) for cube, keys in CUBES.items()}
        found = Drift(cells, _strange(cursor, now))
        FactState.objects.update_or_create(pk=1, defaults={"checked_at": now, "faults": found.total})
    return found


def rebuild(now: datetime) -> int:
    """Build our facts and all sums from the start, in one transaction: readers see the old ones until then.

    Facts of other systems stay: nothing here could build them. How many facts changed.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        lock(cursor)
        cursor.execute("DELETE FROM serving_factchange")
        text, values = built(now)
        cursor.execute(applied_sql(text, f"SELECT * FROM {FACTS} WHERE source = 0"), values)  # noqa: S608
        changed = int(cursor.fetchone()[0])
        for cube, keys in CUBES.items():
            cursor.execute(f"DELETE FROM {cube}")  # noqa: S608
            cursor.execute(f"INSERT INTO {cube} ({', '.join(keys)}, {_COUNTERS}) {_anew(cube, keys)}")
        cursor.execute(
            "INSERT INTO serving_factstate (id, version, changed_at, faults) VALUES (1, 1, clock_timestamp(), 0) "
            "ON CONFLICT (id) DO UPDATE SET version = serving_factstate.version + 1, changed_at = excluded.changed_at, "
            "faults = 0"
        )
    return changed


def _anew(cube: str, keys: tuple[str, ...]) -> str:
    bucket = "month" if cube == "serving_unitmonth" else "day"
    own = tuple(key for key in keys if key != "day")
    sums = ", ".join(f"sum({name})::bigint AS {name}" for name in counters.NAMES)
    numbers = ", ".join(map(str, range(1, len(keys) + 1)))
    return f"SELECT {', '.join(keys)}, {sums} FROM ({cells_sql(FACTS, own, bucket)}) cells GROUP BY {numbers}"  # noqa: S608


def _differing(cursor: Any, cube: str, keys: tuple[str, ...]) -> int:
    """Cells that are not what the facts say; a cell that is missing is one of zeros."""
    known = f"SELECT {', '.join(keys)}, {_COUNTERS} FROM {cube}"  # noqa: S608
    anew, empty = _anew(cube, keys), " AND ".join(f"{name} = 0" for name in counters.NAMES)
    cursor.execute(
        f"WITH known AS (SELECT * FROM ({known}) cells WHERE NOT ({empty})), "  # noqa: S608
        f"anew AS (SELECT * FROM ({anew}) cells WHERE NOT ({empty})), "
        "apart AS ((SELECT * FROM known EXCEPT SELECT * FROM anew) "
        "UNION ALL (SELECT * FROM anew EXCEPT SELECT * FROM known)) "
        f"SELECT count(*) FROM (SELECT FROM apart GROUP BY {', '.join(keys)}) cells"
    )
    return int(cursor.fetchone()[0])


def _strange(cursor: Any, now: datetime) -> int:
    """Our facts that are not what their dossiers say, but for those that wait to be counted again."""
    text, values = built(now)
    cursor.execute(
        f"WITH anew ({_COLUMNS}) AS ({text}), known AS (SELECT {_COLUMNS} FROM {FACTS} WHERE source = 0), "  # noqa: S608
        "apart AS ((SELECT * FROM known EXCEPT SELECT * FROM anew) "
        "UNION ALL (SELECT * FROM anew EXCEPT SELECT * FROM known)) "
        "SELECT count(DISTINCT dossier_id) FROM apart "
        "WHERE dossier_id NOT IN (SELECT dossier_id FROM serving_factchange)",
        values,
    )
    return int(cursor.fetchone()[0])
