"""The only ways to fetch committees, who sits on them on a day, and whose field a matter is."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.positions.models import Position, PositionHolding
from thongsuot.registry.units.models import Unit
from thongsuot.steering.committees.domain import Title, in_protocol_order
from thongsuot.steering.committees.models import Committee, CommitteeVersion, MemberRole, Membership
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.choices import Programme

_DEPUTIES = (MemberRole.STANDING_DEPUTY, MemberRole.DEPUTY)


@access(Committee)
def visible_to(actor: Actor) -> QuerySet[Committee]:
    """Who sits on a committee is published: whoever reads steering work anywhere sees all of them."""
    committees = Committee.objects.select_related("unit", "home").order_by("home__sort_key", "unit__sort_key")
    return committees if actor.can(Steering.READ) else committees.none()


@access(Committee)
def get_for(actor: Actor, key: str) -> Committee:
    return one_of(visible_to(actor), unit__key=key)


@access(Committee)
def in_being(actor: Actor, on: date) -> QuerySet[Committee]:
    """Bodies in being that day: three in Hà Giang on 28/07/2024, one on 29/07/2024 (A02). None outlives its home."""
    return visible_to(actor).filter(in_force(on, "unit__"), in_force(on, "home__"))


def in_force(on: date, prefix: str = "") -> Q:
    """Rows whose ``[valid_from, valid_to)`` holds the day; an end not known is open."""
    begun = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": on})
    return begun & (Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on}))


def committee_of(home_id: int, on: date) -> Committee | None:
    """The body that steers the reform of a province, ministry or commune that day.

    Where several stand side by side, the one that answers for administrative reform.
    """
    alive = Committee.objects.filter(in_force(on, "unit__"), home_id=home_id).select_related("unit", "home")
    ordered = sorted(alive, key=lambda one: (Programme.REFORM not in one.programmes, one.pk))
    return ordered[0] if ordered else None


def version_on(committee: Committee, day: date) -> CommitteeVersion | None:
    """The membership in force that day; ``None`` before the first decision."""
    return committee.versions.filter(in_force(day), issued_at__isnull=False).order_by("-number").first()


def members_on(committee: Committee, day: date) -> list[Membership]:
    """The seats of that day in their order, with position and its unit read along."""
    version = version_on(committee, day)
    return list(version.members.select_related("position__unit")) if version else []


def deputy_for(committee: Committee, programme: str, day: date) -> Membership | None:
    """The deputy head whose field the programme is (A03); ``None`` where nobody was given it."""
    seats = [one for one in members_on(committee, day) if one.programme == programme and one.role in _DEPUTIES]
    return seats[0] if seats else None


def titles_on(person_id: int, day: date) -> list[str]:
    """All titles a person bears that day in protocol order: Party, State, committee (A01)."""
    held = PositionHolding.objects.filter(in_force(day), in_force(day, "position__"), person_id=person_id)
    rows = held.values_list("position__title", "position__protocol_order")
    return in_protocol_order(Title(text, order) for text, order in rows)


@access(CommitteeVersion)
def versions_of(actor: Actor, committee: Committee) -> list[CommitteeVersion]:
    """Issued memberships, newest first, with the number of their seats."""
    issued = committee.versions.filter(issued_at__isnull=False).select_related("document")
    return list(issued.annotate(seats=Count("members")).order_by("-number"))


@access(CommitteeVersion)
def draft_of(actor: Actor, committee: Committee) -> CommitteeVersion | None:
    """The version being written, for those who may write it."""
    if not actor.can(Steering.COMMITTEE_MANAGE, committee.home.path):
        return None
    return committee.versions.filter(issued_at__isnull=True).first()


@access(Membership)
def seat_for(actor: Actor, committee: Committee, pk: int) -> Membership:
    """A seat of any version the person may see."""
    seats = Membership.objects.filter(version__committee=committee).select_related("position__unit", "version")
    if not actor.can(Steering.COMMITTEE_MANAGE, committee.home.path):
        seats = seats.filter(version__issued_at__isnull=False)
    return one_of(seats, pk=pk)


@access(Membership)
def seat_of(actor: Actor, committee: Committee, position: Position, on: date) -> Membership | None:
    """The seat of a position that day, else its latest one; ``None`` for somebody who only comes as a guest."""
    seats = Membership.objects.filter(version__committee=committee, position=position, version__issued_at__isnull=False)
    seats = seats.select_related("version")
    return seats.filter(in_force(on, "version__")).first() or seats.order_by("-version__number").first()


@access(Committee)
def manageable_by(actor: Actor) -> QuerySet[Committee]:
    return visible_to(actor).filter(within_branches(actor, Steering.COMMITTEE_MANAGE, "home__path"))


@access(Position)
def positions_to_choose(actor: Actor, home: Unit, on: date) -> QuerySet[Position]:
    """Positions in being that day in the home and the units directly or further under it, by unit then protocol."""
    within = Q(unit=home) | Q(unit__path__startswith=f"{home.path}/")
    found = Position.objects.filter(within, in_force(on), in_force(on, "unit__")).select_related("unit")
    return found.order_by("unit__sort_key", "protocol_order", "title")
