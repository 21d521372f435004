"""The only ways to fetch meetings and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.registry.units.queries import alive_on
from thongsuot.steering.committees.models import Committee
from thongsuot.steering.meetings import domain
from thongsuot.steering.meetings.models import (
    Commendation,
    Conclusion,
    Meeting,
    MeetingSite,
    MeetingStatus,
    Opinion,
    OpinionOutcome,
    Paper,
    Participant,
    Presence,
    Reply,
)
from thongsuot.steering.meetings.taking_part import taking_part
from thongsuot.steering.notices.models import Notice, NoticeStatus
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.choices import TaskStatus
from thongsuot.steering.tasks.models import Task

_BEFORE = (MeetingStatus.PLANNED, MeetingStatus.INVITED)
_ROW = ("committee__unit", "committee__home", "chair")


@access(Meeting)
def visible_to(actor: Actor) -> QuerySet[Meeting]:
    """Meetings of the branches in which the person reads steering work, and those they or their unit take part in."""
    seen = within_branches(actor, Steering.READ, "committee__home__path")
    called = taking_part(actor) if actor.can(Steering.MEETING_TAKE_PART) else Q(pk__in=[])
    called_ones = Meeting.objects.filter(called).order_by().values("pk")
    return Meeting.objects.filter(seen | Q(pk__in=called_ones)).select_related(*_ROW)


@access(Meeting)
def get_for(actor: Actor, key: str) -> Meeting:
    return one_of(visible_to(actor), key=key)


@access(Meeting)
def sittings_of(actor: Actor, committee: Committee) -> list[domain.Sitting]:
    """The committee's meetings as the calendar counts them; those called off do not count (A06)."""
    rows = visible_to(actor).filter(committee=committee).exclude(status=MeetingStatus.CANCELLED)
    return [
        domain.Sitting(
            one.key,
            one.period_start,
            one.period_end,
            timezone.localtime(one.starts_at).date(),
            one.status == MeetingStatus.CLOSED,
        )
        for one in rows
    ]


@access(Meeting)
def next_ordinal(actor: Actor, committee: Committee) -> int:
    """Counted over all meetings of this instance, seen or not (C10)."""
    return domain.next_ordinal(committee.meetings.values_list("ordinal", flat=True))


@access(Paper)
def papers_of(actor: Actor, meeting: Meeting) -> list[Paper]:
    return list(meeting.papers.select_related("owner", "file", "delivered_by"))


@access(Paper)
def paper_for(actor: Actor, meeting: Meeting, pk: int) -> Paper:
    """Of a meeting the person may see."""
    return one_of(meeting.papers.select_related("owner", "file"), pk=pk)


@access(Participant)
def people_of(actor: Actor, meeting: Meeting) -> list[Participant]:
    return list(meeting.participants.select_related("position__unit", "unit", "site"))


@access(Participant)
def participant_for(actor: Actor, meeting: Meeting, pk: int) -> Participant:
    return one_of(meeting.participants.all(), pk=pk)


@access(MeetingSite)
def sites_of(actor: Actor, meeting: Meeting) -> list[MeetingSite]:
    return list(meeting.sites.select_related("unit"))


@access(Commendation)
def commendations_of(actor: Actor, meeting: Meeting) -> list[Commendation]:
    return list(meeting.commendations.select_related("document"))


@access(Notice)
def notice_of(actor: Actor, meeting: Meeting) -> Notice | None:
    """The living notice of the meeting, for whoever may see notices of its home."""
    seen = Notice.objects.filter(within_branches(actor, Steering.READ, "home__path"), meeting=meeting)
    return seen.exclude(status=NoticeStatus.REPLACED).order_by("pk").first()


@access(Opinion)
def opinions_of(actor: Actor, meeting: Meeting) -> list[Opinion]:
    """The merged view: by paper, then in the order given."""
    rows = meeting.opinions.select_related("paper", "answered_by")
    return list(rows.order_by(F("paper__due").asc(nulls_last=True), "paper_id", "given_at", "pk"))


@access(Opinion)
def opinion_for(actor: Actor, meeting: Meeting, pk: int) -> Opinion:
    return one_of(meeting.opinions.all(), pk=pk)


@access(Conclusion)
def conclusions_of(actor: Actor, meeting: Meeting) -> list[Conclusion]:
    rows = meeting.conclusions.select_related("meeting", "lead", "task", "acknowledged_by", "objected_by", "speaker")
    return list(rows.prefetch_related("partners").order_by("order"))


@access(Conclusion)
def conclusion_for(actor: Actor, meeting: Meeting, pk: int) -> Conclusion:
    return one_of(meeting.conclusions.select_related("meeting__committee__home", "lead"), pk=pk)


@access(Meeting)
def previous_of(actor: Actor, meeting: Meeting) -> Meeting | None:
    """The meeting of the same committee before this one, if it ended with conclusions."""
    earlier = visible_to(actor).filter(committee=meeting.committee, starts_at__lt=meeting.starts_at)
    return earlier.filter(status=MeetingStatus.CLOSED).order_by("-starts_at").first()


@dataclass(frozen=True, slots=True)
class Countdown:
    """What the next meeting still lacks, for the secretary's first screen (§4.2)."""

    meeting: Meeting
    days: int
    papers: int
    papers_missing: int
    invited: int
    unanswered: int
    opinions_waiting: int
    conclusions_waiting: int


@access(Meeting)
def countdown(actor: Actor, on: date) -> list[Countdown]:
    """Meetings ahead or under way, nearest first, and closed ones whose conclusions nobody has taken on yet."""
    manageable = within_branches(actor, Steering.MEETING_MANAGE, "committee__home__path")
    waiting = Exists(Conclusion.objects.filter(_UNCONFIRMED, meeting=OuterRef("pk")))
    open_ones = Q(status__in=(*_BEFORE, MeetingStatus.LIVE)) | (Q(status=MeetingStatus.CLOSED) & waiting)
    rows = visible_to(actor).filter(manageable, open_ones).order_by("starts_at")
    return [_count(one, on) for one in _counted(rows)]


_UNCONFIRMED = (
    Q(is_task=True, lead__isnull=False, acknowledged_at__isnull=True)
    & (Q(task__isnull=True) | Q(task__status=TaskStatus.ASSIGNED))
)  # fmt: skip


@access(Meeting)
def countdown_of(actor: Actor, meeting: Meeting, on: date) -> Countdown:
    return _count(_counted(visible_to(actor)).get(pk=meeting.pk), on)


def _counted(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Each count by a subquery of its own: joined counts would multiply one another."""
    return rows.annotate(
        papers_all=_number(Paper.objects.all()),
        papers_missing=_number(Paper.objects.filter(file__isnull=True)),
        invited=_number(Participant.objects.all()),
        unanswered=_number(Participant.objects.filter(reply=Reply.NONE)),
        opinions_waiting=_number(Opinion.objects.filter(outcome=OpinionOutcome.WAITING)),
        conclusions_waiting=_number(Conclusion.objects.filter(_UNCONFIRMED)),
    )


def _number(rows: QuerySet[Any]) -> Coalesce:
    own = rows.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    return Coalesce(Subquery(own.annotate(number=Count("pk")).values("number")), 0, output_field=IntegerField())


def _count(meeting: Any, on: date) -> Countdown:
    days = domain.days_left(timezone.localtime(meeting.starts_at).date(), on)
    return Countdown(
        meeting,
        days,
        meeting.papers_all,
        meeting.papers_missing,
        meeting.invited,
        meeting.unanswered,
        meeting.opinions_waiting,
        meeting.conclusions_waiting,
    )


@access(Task)
def previous_conclusions(actor: Actor, meeting: Meeting) -> list[Conclusion]:
    """Paragraph by paragraph what the meeting before concluded, with the tasks they became."""
    before = previous_of(actor, meeting)
    return conclusions_of(actor, before) if before else []


@access(Participant)
def attended(actor: Actor, position_ids: Iterable[int], since: date) -> dict[int, tuple[int, int]]:
    """Position → (meetings attended, meetings called to) of closed meetings since that day, for the member sheet."""
    rows = Participant.objects.filter(
        meeting__in=visible_to(actor).filter(status=MeetingStatus.CLOSED, starts_at__date__gte=since).order_by(),
        position__in=list(position_ids),
    )
    present = Count("pk", filter=Q(presence=Presence.PRESENT))
    counts = rows.order_by().values_list("position").annotate(there=present, called=Count("pk"))
    return {position: (there, called) for position, there, called in counts}


@access(Unit)
def units_to_choose(actor: Actor, meeting: Meeting) -> QuerySet[Unit]:
    """Units in being on the day under the committee's home, and the home itself: who may lead, owe, connect."""
    day = timezone.localtime(meeting.starts_at).date()
    home = meeting.committee.home
    units = alive_on(actor, day).filter(Q(pk=home.pk) | Q(path__startswith=f"{home.path}/"))
    return units.exclude(kind=UnitKind.COMMITTEE)


def unit_names(unit_ids: Iterable[int]) -> dict[int, str]:
    """What units are called is public."""
    return dict(Unit.objects.filter(pk__in=list(unit_ids)).values_list("pk", "name"))
