"""What the sheet of a unit and its head shows (A11, B13), and the list of units worst first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.registry.positions.models import Position
from thongsuot.registry.positions.queries import visible_to as positions_visible_to
from thongsuot.registry.units.models import Unit
from thongsuot.steering.committees.roster import Holder, holders_of
from thongsuot.steering.plans.domain import Reach
from thongsuot.steering.plans.outlook.rows import TargetView
from thongsuot.steering.plans.queries import targets_of_unit
from thongsuot.steering.remedies.choices import OPEN_LIMITS
from thongsuot.steering.remedies.models import Limit
from thongsuot.steering.sheets.duties import running, tasks_of_unit
from thongsuot.steering.sheets.queries import (
    Taken,
    Work,
    conclusions_for,
    extensions_of,
    hand_overs_of,
    limits_of,
    work_of,
)
from thongsuot.steering.tasks.domain import Progress
from thongsuot.steering.tasks.faces import face_of
from thongsuot.steering.tasks.listing import Row, with_names
from thongsuot.steering.tasks.models import Extension, HandOver, Task
from thongsuot.steering.tasks.queries import progress_by, visible_to


@dataclass(frozen=True, slots=True)
class Sheet:
    """One unit in one year as it stood on a day; ``targets`` are of plans in force on that day."""

    unit: Unit
    head: Position | None
    holders: tuple[Holder, ...]
    on: date
    year: int
    work: Work
    tasks: QuerySet[Task]
    targets: Sequence[TargetView]
    limits: list[Limit]
    extensions: list[Extension]
    hand_overs: list[HandOver]
    taken: Taken

    @property
    def every_task(self) -> list[Row]:
        """All of them, for the workbook; the screen shows the lists of ``work``."""
        ordered = with_names(self.tasks).order_by(F("deadline").asc(nulls_last=True), "pk")
        return [Row(task, face_of(task, self.on)) for task in ordered]

    @property
    def granted(self) -> int:
        return sum(one.status == "granted" for one in self.extensions)

    @property
    def passed_on(self) -> int:
        """How often the unit passed work on to others (A13)."""
        return sum(one.from_unit_id == self.unit.pk for one in self.hand_overs)

    @property
    def reached(self) -> int:
        return sum(one.view.reach in (Reach.REACHED, Reach.EXCEEDED) for one in self.targets)

    @property
    def targets_text(self) -> str:
        return f"{self.reached}/{len(self.targets)}"

    @property
    def split_text(self) -> str:
        """How the finished ones stood to their deadline (B04)."""
        one = self.work.progress
        words = {"early": one.early, "on_time": one.on_time, "late": one.late}
        return _("trước hạn %(early)d, đúng hạn %(on_time)d, quá hạn %(late)d") % words

    @property
    def open_limits(self) -> int:
        return sum(one.status in OPEN_LIMITS for one in self.limits)


def sheet_of(actor: Actor, unit: Unit, on: date, year: int) -> Sheet:
    tasks = tasks_of_unit(actor, unit, year)
    head = positions_visible_to(actor).filter(unit=unit).order_by("protocol_order", "pk").first()
    return Sheet(
        unit=unit,
        head=head,
        holders=holders_of([head.pk], on).get(head.pk, ()) if head else (),
        on=on,
        year=year,
        work=work_of(actor, tasks, on),
        tasks=tasks,
        targets=targets_of_unit(actor, unit.pk, on),
        limits=limits_of(actor, unit, year),
        extensions=extensions_of(actor, tasks, year),
        hand_overs=hand_overs_of(actor, unit, visible_to(actor).order_by().values("pk"), year),
        taken=conclusions_for(actor, unit, year, on),
    )


@dataclass(frozen=True, slots=True)
class UnitLine:
    unit: Unit
    progress: Progress


def lines_of(actor: Actor, units: Sequence[Unit], on: date, year: int) -> list[UnitLine]:
    """The units given, those with most overdue work first; one statement for all."""
    tasks = running(visible_to(actor).filter(lead__in=[unit.pk for unit in units]), year)
    work = progress_by(tasks, "lead_id", on, strategic=True)
    lines = [UnitLine(unit, work.get(unit.pk, Progress())) for unit in units]
    return sorted(lines, key=lambda line: (-line.progress.overdue, -line.progress.left, line.unit.sort_key))
