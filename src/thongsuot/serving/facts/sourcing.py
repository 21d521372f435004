"""What a copy of the facts needs beside them: the sums it must give, and the names of its numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Sum
from django.db.models.functions import TruncMonth

from thongsuot.serving.facts.domain.counters import NAMES
from thongsuot.serving.facts.models import FactPart, ProcedureDay
from thongsuot.serving.procedures.models import Procedure


def fact_month_sums() -> list[dict[str, Any]]:
    """``province``, ``day`` (first of the month) and every counter, out of the sums kept up to date."""
    rows = ProcedureDay.objects.order_by().annotate(first=TruncMonth("day")).values("province", "first")
    summed = rows.annotate(**{f"sum_{name}": Sum(name) for name in NAMES})
    return [_sums(one["province"], one["first"], [int(one[f"sum_{name}"]) for name in NAMES]) for one in summed]


def procedure_rows() -> list[tuple[int, str, str, str]]:
    """Number, code, title and field of every procedure a fact may name."""
    return list(Procedure.objects.filter(is_internal=False).order_by("pk").values_list("pk", "code", "title", "field"))


def database_mark() -> str:
    """Tells these facts from others under the same name, so that nobody goes on with a copy of those.

    Another cluster, another database and tables made anew (what ``pg_restore`` does) each give another mark.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT system_identifier FROM pg_control_system()) || '.' || oid || '.' || %s::regclass::oid "
            "FROM pg_database WHERE datname = current_database()",
            [FactPart._meta.db_table],
        )
        return str(cursor.fetchone()[0])


def _sums(province: int, day: date, values: list[int]) -> dict[str, Any]:
    return {"province": province, "day": day, **dict(zip(NAMES, values, strict=True))}
