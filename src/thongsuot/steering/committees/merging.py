"""What a merger would do, counted before anybody presses the button; the action carries over exactly these tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from thongsuot.steering.committees.models import Committee, CommitteeVersion
from thongsuot.steering.meetings.models import Meeting, MeetingStatus
from thongsuot.steering.plans.models import Plan, PlanStatus
from thongsuot.steering.tasks.choices import TaskStatus
from thongsuot.steering.tasks.models import Task

_OVER = (TaskStatus.DONE, TaskStatus.DROPPED)


def open_tasks(committees: Sequence[Committee], on: date) -> QuerySet[Task]:
    """Tasks of these bodies not finished before ``on``; what was done by then stays with the body that saw it done."""
    finished_before = Q(status__in=_OVER) & (Q(closed_on__lt=on) | Q(closed_on__isnull=True))
    return Task.objects.filter(committee__in=[one.pk for one in committees]).exclude(finished_before).order_by("pk")


@dataclass(frozen=True, slots=True)
class Share:
    """What one body brings along: tasks that move, tasks that stay as its history, meetings held so far."""

    committee: Committee
    moving: int
    staying: int
    sessions: int
    seats: int


@dataclass(frozen=True, slots=True)
class Preview:
    """The merger as it would be: per body, and what a person must still see to."""

    shares: tuple[Share, ...]
    plans: tuple[Plan, ...]
    planned_meetings: tuple[Meeting, ...]

    @property
    def moving(self) -> int:
        return sum(share.moving for share in self.shares)


def preview(committees: Sequence[Committee], on: date) -> Preview:
    """Counts only; nothing is written."""
    homes = {one.home_id for one in committees}
    programmes = {programme for one in committees for programme in one.programmes}
    plans = Plan.objects.filter(unit__in=homes, programme__in=programmes, status=PlanStatus.ISSUED)
    later = Meeting.objects.filter(
        committee__in=[one.pk for one in committees],
        status__in=(MeetingStatus.PLANNED, MeetingStatus.INVITED),
        starts_at__date__gte=on,
    )
    return Preview(
        shares=tuple(_share(one, on) for one in committees),
        plans=tuple(plans.filter(year_to__gte=on.year).order_by("programme", "-year_to")),
        planned_meetings=tuple(later.order_by("starts_at")),
    )


def _share(committee: Committee, on: date) -> Share:
    moving = open_tasks([committee], on).count()
    last = CommitteeVersion.objects.filter(committee=committee, issued_at__isnull=False).order_by("-number").first()
    return Share(
        committee=committee,
        moving=moving,
        staying=committee.tasks.count() - moving,
        sessions=committee.meetings.filter(status=MeetingStatus.CLOSED).count(),
        seats=last.members.count() if last else 0,
    )
