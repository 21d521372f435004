"""What the sheet of a committee member shows (A10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from thongsuot.platform.access.actors import Actor
from thongsuot.registry.positions.models import Position
from thongsuot.steering.committees.asked import years_around
from thongsuot.steering.committees.models import Committee
from thongsuot.steering.committees.queries import seat_of
from thongsuot.steering.committees.roster import duty_of, holders_of
from thongsuot.steering.sheets.duties import heads_among, running, tasks_of_position
from thongsuot.steering.sheets.queries import Work, attendance_of, conclusions_for, work_of
from thongsuot.steering.tasks.choices import Programme
from thongsuot.steering.tasks.queries import visible_to


@dataclass(frozen=True, slots=True)
class FieldWork:
    """The programme a deputy answers for: all its work in the committee's home."""

    name: str
    code: str
    work: Work


def member_page(actor: Actor, committee: Committee, position: Position, on: date, year: int) -> dict[str, Any]:
    seat, home = seat_of(actor, committee, position, on), committee.home
    is_head = position.pk in heads_among([position.pk]) and position.unit_id != home.pk
    return {
        "committee": committee,
        "seat": seat,
        "position": position,
        "duty": duty_of(seat) if seat else "",
        "on": on,
        "year": year,
        "years": years_around(year, on),
        "holders": holders_of([position.pk], on).get(position.pk, ()),
        "is_head": is_head,
        "work": work_of(actor, tasks_of_position(actor, position, home, year), on),
        "field_work": _field_work(actor, committee, seat.programme, on, year) if seat and seat.programme else None,
        "attendance": attendance_of(actor, position, year, on),
        "taken": conclusions_for(actor, position.unit, year, on) if is_head else None,
        "sample_data": committee.is_sample,
    }


def _field_work(actor: Actor, committee: Committee, programme: str, on: date, year: int) -> FieldWork:
    tasks = running(visible_to(actor).filter(home=committee.home, programme=programme), year)
    return FieldWork(str(Programme(programme).label), programme, work_of(actor, tasks, on))
