"""The desk: queue, reception, hand-over, the end of the day, counters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils import timezone

from thongsuot.registry.accounts.roles import GRANTS, Role
from thongsuot.registry.units.models import Unit
from thongsuot.serving.desk.models import BulkFlag, ReconcileLine, ReconcileRun
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.permissions import Serving

_HOME = "phuong-dong-kinh--lang-son"


def _any(*permissions: str) -> Callable[[Role | None], set[int]]:
    def expected(role: Role | None) -> set[int]:
        if role is None:
            return {302}
        return {200} if any(one in GRANTS[role] for one in permissions) else {403}

    return expected


def _posted(*permissions: str) -> Callable[[Role | None], set[int]]:
    """An empty POST: sent back to the queue by whoever may be there."""

    def expected(role: Role | None) -> set[int]:
        seen = _any(*permissions)(role)
        return {302} if seen == {200} else seen

    return expected


def _of_the_ward(role: Role | None, met: set[int], specialist: set[int]) -> set[int]:
    """Rows of the ward, where the first accounts of these two roles work; everybody else learns nothing."""
    if role is None:
        return {302}
    return {Role.ONE_STOP: met, Role.SPECIALIST: specialist}.get(role, {404})


GATES = {
    "dossiers": _any(Serving.DOSSIER_READ, Serving.DOSSIER_RECEIVE),
    "dossiers-batch": _posted(Serving.DOSSIER_READ, Serving.DOSSIER_RECEIVE),
    "hand-over": _any(Serving.DOSSIER_RECEIVE, Serving.DOSSIER_PROCESS),
    "reception": _any(Serving.DOSSIER_RECEIVE),
    "reception-offline": _any(Serving.DOSSIER_RECEIVE),
    "reception-worker": "public",
    "reception-done": lambda role: _of_the_ward(role, {200}, {403}),
    "intake-check": lambda role: _of_the_ward(role, {200}, {403}),
    "day-end": _any(Serving.DOSSIER_READ),
    "reconcile-run": lambda role: _of_the_ward(role, {200}, {200}),
    "reconcile-answer": lambda role: _of_the_ward(role, {302}, {302}),
    "bulk-answer": lambda role: _of_the_ward(role, {302}, {302}),
    "counters": Serving.BOARD_READ,
}
POSTED = {"dossiers-batch", "reconcile-answer", "bulk-answer"}


def _dossier() -> list[object]:
    return [Dossier.objects.filter(receiving_unit__key=_HOME).order_by("pk")[0].code]


def _run() -> ReconcileRun:
    unit, now = Unit.objects.get(key=_HOME), timezone.now()
    made = {"system": "thử", "compared_at": now, "digest": "0" * 64, "ours": 1, "theirs": 1}
    return ReconcileRun.objects.filter(unit=unit).first() or ReconcileRun.objects.create(unit=unit, **made)


def _line() -> ReconcileLine:
    run = _run()
    words = {"ours": "x", "theirs": "y", "todo": "z", "gap": "gap_status"}
    return run.lines.first() or ReconcileLine.objects.create(run=run, code="H37.17-260101-0001", **words)


def _flag() -> BulkFlag:
    unit, now = Unit.objects.get(key=_HOME), timezone.now()
    made = {"day": date(2026, 11, 20), "kind": "bulk_burst", "count": 40, "first_at": now, "last_at": now}
    return BulkFlag.objects.filter(unit=unit).first() or BulkFlag.objects.create(unit=unit, **made)


def arguments() -> dict[str, Callable[[], list[object]]]:
    return {
        "reception-done": _dossier,
        "intake-check": _dossier,
        "reconcile-run": lambda: [_run().pk],
        "reconcile-answer": lambda: [_line().pk],
        "bulk-answer": lambda: [_flag().pk],
    }
