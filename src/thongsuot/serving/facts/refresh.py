"""Counts again what changed: dossiers off the queue, their facts built, the sums moved, in one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from thongsuot.serving.facts.building import built
from thongsuot.serving.facts.compiling import FACTS
from thongsuot.serving.facts.domain import schema
from thongsuot.serving.facts.models import DossierFact, FactChange
from thongsuot.serving.facts.writing import applied_sql, lock, naive

BATCH = 2_000
_TAKEN = """DELETE FROM serving_factchange WHERE id IN (SELECT id FROM serving_factchange ORDER BY id LIMIT %s)
RETURNING dossier_id"""


def refresh(now: datetime, most: int = BATCH) -> int:
    """Bring up to ``most`` waiting changes into the sums, and what the clock alone made late; how many were taken.

    0 when nothing waited. Killed anywhere it loses and doubles nothing: queue, facts and sums move together.
    """
    if not (FactChange.objects.exists() or _overdue(now).exists()):
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        lock(cursor)
        cursor.execute(_TAKEN, [most])
        waiting = cursor.fetchall()
        if waiting:
            ids = sorted({number for (number,) in waiting})
            text, values = built(now, ids)
            former = f"SELECT * FROM {FACTS} WHERE dossier_id = ANY(%s)"  # noqa: S608
            cursor.execute(applied_sql(text, former), [*values, ids])
        return len(waiting) + _swept(cursor, now, most)


def refresh_all(now: datetime) -> int:
    """All that waited when it was asked, though more may come meanwhile; how many changes were taken."""
    last = FactChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    taken = 0
    while FactChange.objects.filter(pk__lte=last).exists() or _overdue(now).exists():
        taken += refresh(now)
    return taken


def _overdue(now: datetime) -> QuerySet[DossierFact]:
    return DossierFact.objects.filter(
        is_past_due=False, finished_at__isnull=True, closed_at__isnull=True, due_at__lt=naive(now)
    )


def _swept(cursor: Any, now: datetime, most: int) -> int:
    """Open dossiers whose date passed since the last look: nothing happened to them but time."""
    ids = list(_overdue(now).order_by("due_at").values_list("pk", flat=True)[:most])
    if ids:
        columns = ", ".join("true" if name == "is_past_due" else name for name in schema.NAMES)
        arriving = f"SELECT dossier_id, {columns} FROM {FACTS} WHERE id = ANY(%s)"  # noqa: S608
        cursor.execute(applied_sql(arriving, f"SELECT * FROM {FACTS} WHERE id = ANY(%s)"), [ids, ids])  # noqa: S608
    return len(ids)
