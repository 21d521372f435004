"""The membership as a page shows it: seat, holder of the day with all titles, what became of their work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thongsuot.platform.access.actors import Actor
from thongsuot.registry.positions.models import Person, PositionHolding
from thongsuot.steering.committees.domain import Seat, Title, spoken
from thongsuot.steering.committees.models import Committee, CommitteeVersion, MemberRole, Membership
from thongsuot.steering.committees.queries import in_force
from thongsuot.steering.meetings.queries import attended
from thongsuot.steering.sheets.duties import heads_among, running
from thongsuot.steering.tasks.choices import Programme
from thongsuot.steering.tasks.domain import Progress
from thongsuot.steering.tasks.queries import progress_by, visible_to


@dataclass(frozen=True, slots=True)
class Holder:
    person: Person
    titles: str


@dataclass(frozen=True, slots=True)
class Line:
    """``progress`` is of the unit the position heads; ``None`` where the position heads none. ``called`` to meetings,
    ``there`` at them, of this year."""

    seat: Membership
    holders: tuple[Holder, ...]
    progress: Progress | None
    there: int
    called: int

    @property
    def duty(self) -> str:
        return duty_of(self.seat)


def duty_of(seat: Membership) -> str:
    """«Đề án 06», «Điều phối hoạt động chung»: what the seat answers for, empty for a plain member."""
    if seat.field:
        return seat.field
    return str(Programme(seat.programme).label) if seat.programme else ""


def roster(actor: Actor, committee: Committee, version: CommitteeVersion | None, on: date) -> list[Line]:
    """The seats in their order; as many statements for thirty members as for three."""
    if version is None:
        return []
    seats = list(version.members.select_related("position__unit"))
    positions = [seat.position_id for seat in seats]
    holders = holders_of(positions, on)
    heads = heads_among(positions)
    heads -= {seat.position_id for seat in seats if seat.position.unit_id == committee.home_id}
    units = [seat.position.unit_id for seat in seats if seat.position_id in heads]
    given = running(visible_to(actor).filter(lead__in=units), on.year)
    work = progress_by(given, "lead_id", on, strategic=True)
    meetings = attended(actor, positions, date(on.year, 1, 1))
    return [
        Line(
            seat,
            holders.get(seat.position_id, ()),
            work.get(seat.position.unit_id, Progress()) if seat.position_id in heads else None,
            *meetings.get(seat.position_id, (0, 0)),
        )
        for seat in seats
    ]


def holders_of(positions: Iterable[int], on: date) -> dict[int, tuple[Holder, ...]]:
    """Who held each position that day, with every title the person bore then."""
    wanted = set(positions)
    held = PositionHolding.objects.filter(in_force(on), position__in=wanted).select_related("person")
    by_position: dict[int, list[Person]] = defaultdict(list)
    for one in held.order_by("person__sort_key"):
        by_position[one.position_id].append(one.person)
    titles = _titles({person.pk for people in by_position.values() for person in people}, on)
    return {
        position: tuple(Holder(person, spoken(titles[person.pk])) for person in people)
        for position, people in by_position.items()
    }


def _titles(people: set[int], on: date) -> dict[int, list[Title]]:
    held = PositionHolding.objects.filter(in_force(on), in_force(on, "position__"), person__in=people)
    titles: dict[int, list[Title]] = defaultdict(list)
    for person, text, order in held.values_list("person_id", "position__title", "position__protocol_order"):
        titles[person].append(Title(text, order))
    return titles


def seats_of(version: CommitteeVersion | None) -> list[Seat]:
    """The version as ``domain.compare`` takes it."""
    if version is None:
        return []
    rows: Sequence[Membership] = version.members.select_related("position")
    return [Seat(row.position_id, row.position.title, row.role, row.programme, duty_of(row)) for row in rows]


def role_label(role: str) -> str:
    return str(MemberRole(role).label)
