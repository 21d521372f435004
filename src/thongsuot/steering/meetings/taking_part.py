"""Who takes part in a meeting, and for which unit a person may speak. Rights alone are not enough: one must belong."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from thongsuot.platform.access.actors import Actor
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.queries import own_unit_paths
from thongsuot.registry.positions.models import PositionHolding
from thongsuot.registry.units.models import Unit
from thongsuot.steering.committees.queries import in_force
from thongsuot.steering.meetings.models import Conclusion, Meeting, MeetingStatus, Participant
from thongsuot.steering.permissions import Steering


@dataclass(frozen=True, slots=True)
class Own:
    """Where a person works and which positions they hold today; asked for once, used for many rows."""

    paths: frozenset[str] = frozenset()
    positions: frozenset[int] = frozenset()

    def within(self, unit_path: str) -> bool:
        """Whether the person works in the unit or below it."""
        return any(path == unit_path or path.startswith(f"{unit_path}/") for path in self.paths)


def own_of(actor: Actor) -> Own:
    if not isinstance(actor, Account):
        return Own()
    held = PositionHolding.objects.filter(in_force(timezone.localdate()), person_id=actor.person_id or 0)
    return Own(own_unit_paths(actor), frozenset(held.values_list("position_id", flat=True)))


def manages(actor: Actor, meeting: Meeting) -> bool:
    return actor.can(Steering.MEETING_MANAGE, meeting.committee.home.path)


def takes_part(actor: Actor, meeting: Meeting) -> bool:
    """A member or guest by seat or unit, a site's unit, or somebody with the right over the whole home."""
    if actor.can(Steering.MEETING_TAKE_PART, meeting.committee.home.path):
        return True
    if not actor.can(Steering.MEETING_TAKE_PART):
        return False
    return Meeting.objects.filter(taking_part(actor), pk=meeting.pk).exists()


def taking_part(actor: Actor) -> Q:
    """Meetings to which the person's unit or seat is called, that a unit of theirs hears from, owes a paper to, …"""
    own = own_of(actor)
    if not own.paths and not own.positions:
        return Q(pk__in=[])
    units = Unit.objects.filter(path__in=list(own.paths)).values("pk")
    people = Participant.objects.filter(Q(unit__in=units) | Q(position__in=list(own.positions)))
    mine = Q(pk__in=people.values("meeting")) | Q(sites__unit__in=units)
    return mine | Q(papers__owner__in=units) | Q(conclusions__lead__in=units)


def answers_for(actor: Actor, conclusion: Conclusion, own: Own | None = None) -> bool:
    """Only somebody of the lead unit, with the right over it, takes work on or objects; never for another unit."""
    lead = conclusion.lead
    if lead is None or conclusion.meeting.status not in (MeetingStatus.LIVE, MeetingStatus.CLOSED):
        return False
    return actor.can(Steering.MEETING_TAKE_PART, lead.path) and (own or own_of(actor)).within(lead.path)


def sits_as(actor: Actor, participant: Participant, own: Own | None = None) -> bool:
    """Whether the seat is the person's own, or the guest comes from the unit the person works in."""
    known = own or own_of(actor)
    if participant.position_id in known.positions:
        return True
    unit = participant.unit
    return unit is not None and unit.path in known.paths and actor.can(Steering.MEETING_TAKE_PART, unit.path)
