"""Sample tasks of the sample plans, led through their lives by the accounts of the demo."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from thongsuot.kernel.periods import month, quarter
from thongsuot.platform.access.actors import SYSTEM, Actor
from thongsuot.registry.units.models import Unit
from thongsuot.steering.plans.models import Plan
from thongsuot.steering.tasks.actions import (
    AcceptTask,
    DropTask,
    NewTask,
    OnDay,
    PauseTask,
    ProgressReport,
    Reasoned,
    ReceiveTask,
    ReportProgress,
    Submission,
    SubmitTask,
)

_ACCEPTED_AFTER = 2  # days from the doer's word to the giver's
_RECEIVED_BEFORE = 30  # days before the first word of progress


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts. ``units`` and ``workers`` by the codes of the YAML; a unit without account is played by the system."""

    home: Unit
    secretary: Actor
    judge: Actor
    units: Mapping[str, int]
    workers: Mapping[str, Actor]


def new_task(
    entry: dict[str, Any], plan: Plan, goal_id: int, field: str, number: int, cast: Cast, today: date
) -> NewTask:
    deadline, words = due_of(entry["due"], today)
    lead = cast.units.get(entry["lead"])
    quantity, measured_in, _done = amounts(entry["n"]) if "n" in entry else (None, "", None)
    return NewTask(
        title=entry["t"],
        home_id=cast.home.pk,
        lead_id=lead,
        lead_text="" if lead else entry["lead"],
        partner_ids=tuple(cast.units[code] for code in entry.get("with", ()) if code in cast.units),
        result=entry["out"],
        measure=entry.get("measure", ""),
        quantity=quantity,
        quantity_unit=measured_in,
        deadline=deadline,
        deadline_text=words,
        programme=plan.programme,
        field=field,
        plan_id=plan.pk,
        goal_id=goal_id,
        source="plan",
        source_url=f"/lam-viec/ke-hoach/{plan.key}",
        source_locator=f"dòng {number}",
        is_strategic=bool(entry.get("strategic")),
        is_sample=True,
    )


def advance(pk: int, entry: dict[str, Any], cast: Cast, today: date) -> None:
    """Lead one task to where the YAML says it stands. A unit that is not there left its task a proposal."""
    if entry["lead"] not in cast.units:
        return
    worker = cast.workers.get(entry["lead"], SYSTEM)
    state = entry.get("state", "done")
    if state in ("done", "submitted"):
        _finish(pk, entry, worker, today)
    if state == "done":
        accepted = min(today, finished_on(entry, today) + timedelta(days=_ACCEPTED_AFTER))
        AcceptTask.run(cast.judge, Reasoned(pk, on=accepted))
    elif state == "received":
        ReceiveTask.run(worker, OnDay(pk, on=today - timedelta(days=_RECEIVED_BEFORE)))
    elif state in ("under_way", "paused"):
        _report(pk, entry, worker, today)
    if state == "paused":
        PauseTask.run(cast.secretary, Reasoned(pk, entry["say"], on=today - timedelta(days=5)))
    if state == "dropped":
        DropTask.run(cast.secretary, Reasoned(pk, entry["say"], on=today - timedelta(days=60)))


def _finish(pk: int, entry: dict[str, Any], worker: Actor, today: date) -> None:
    finished = finished_on(entry, today)
    ReceiveTask.run(worker, OnDay(pk, on=finished - timedelta(days=_RECEIVED_BEFORE // 3)))
    cause, reason = entry.get("late", ("", ""))
    amount = amounts(entry["n"])[2] or amounts(entry["n"])[0] if "n" in entry else None
    told = entry.get("say", f"Đã hoàn thành: {entry['out'].lower()}.")
    done = Submission(pk, told, quantity_done=amount, late_cause=cause, late_reason=reason, on=finished)
    SubmitTask.run(worker, done)


def finished_on(entry: dict[str, Any], today: date) -> date:
    """Only those whose lateness is explained finish late, on whatever day of a month the samples are loaded."""
    finished = today + timedelta(days=entry["done"])
    return finished if "late" in entry else min(finished, due_of(entry["due"], today)[0])


def _report(pk: int, entry: dict[str, Any], worker: Actor, today: date) -> None:
    ReceiveTask.run(worker, OnDay(pk, on=today - timedelta(days=2 * _RECEIVED_BEFORE)))
    amount = amounts(entry["n"])[2] if "n" in entry else None
    said = today - timedelta(days=7)
    ReportProgress.run(worker, ProgressReport(pk, entry["say"], entry.get("percent"), amount, on=said))


def due_of(given: Any, today: date) -> tuple[date, str]:
    """A day, and the words of the plan where it names a month or quarter instead of a day (B12)."""
    if isinstance(given, int):
        return today + timedelta(days=given), ""
    if "years" in given:
        return date(today.year + given["years"], 12, 31), ""
    if "month" in given:
        index = today.year * 12 + today.month - 1 + given["month"]
        year, number = divmod(index, 12)
        return date(year, number + 1, monthrange(year, number + 1)[1]), f"trong {month(year, number + 1).text}"
    index = today.year * 4 + (today.month - 1) // 3 + given["quarter"]
    period = quarter(index // 4, index % 4 + 1)
    assert period.end is not None
    return period.end, period.text


def amounts(given: list[Any]) -> tuple[Decimal, str, Decimal | None]:
    """[120, thủ tục, 126] → to do, of what, done."""
    done = Decimal(given[2]) if len(given) > 2 else None
    return Decimal(given[0]), given[1], done
