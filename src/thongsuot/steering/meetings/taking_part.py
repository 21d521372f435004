"""Who takes part in a meeting, and for which unit a person may speak. Rights alone are not enough: one must belong."""

from __future__ import annotations

from django.db.models import Q

from thongsuot.platform.access.actors import Actor
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.queries import own_unit_paths
from thongsuot.registry.units.models import Unit
from thongsuot.steering.meetings.models import Conclusion, Meeting, MeetingStatus, Participant
from thongsuot.steering.people import belongs_to, holders_of_position
from thongsuot.steering.permissions import Steering


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
    if not isinstance(actor, Account):
        return Q(pk__in=[])
    units = Unit.objects.filter(path__in=list(own_unit_paths(actor))).values("pk")
    people = Participant.objects.filter(
        Q(unit__in=units) | Q(position__holdings__person_id=actor.person_id or 0), meeting__isnull=False
    )
    mine = Q(pk__in=people.values("meeting")) | Q(sites__unit__in=units)
    return mine | Q(papers__owner__in=units) | Q(conclusions__lead__in=units)


def answers_for(actor: Actor, conclusion: Conclusion) -> bool:
    """Only somebody of the lead unit, with the right over it, takes work on or objects; never for another unit."""
    lead = conclusion.lead
    if lead is None or conclusion.meeting.status not in (MeetingStatus.LIVE, MeetingStatus.CLOSED):
        return False
    return actor.can(Steering.MEETING_TAKE_PART, lead.path) and belongs_to(actor, lead.path)


def sits_as(actor: Actor, participant: Participant) -> bool:
    """Whether the seat is the person's own, or the guest comes from the unit the person works in."""
    if not isinstance(actor, Account):
        return False
    if participant.position_id is not None and actor.pk in holders_of_position(participant.position_id):
        return True
    unit = participant.unit
    if unit is None or not actor.can(Steering.MEETING_TAKE_PART, unit.path):
        return False
    return unit.path in own_unit_paths(actor)
