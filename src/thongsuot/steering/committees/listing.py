"""The list of committees: each with its seats, sessions and tasks, in a constant number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from thongsuot.platform.access.actors import Actor
from thongsuot.steering.committees.models import Committee, CommitteeVersion
from thongsuot.steering.committees.queries import in_force
from thongsuot.steering.meetings.models import MeetingStatus
from thongsuot.steering.meetings.queries import visible_to as meetings
from thongsuot.steering.tasks.choices import Programme
from thongsuot.steering.tasks.domain import Progress
from thongsuot.steering.tasks.queries import progress_by, visible_to


@dataclass(frozen=True, slots=True)
class Entry:
    """``sessions`` held by the day; ``progress`` of the tasks the body follows up."""

    committee: Committee
    programmes: tuple[str, ...]
    seats: int
    sessions: int
    progress: Progress


def entries(actor: Actor, committees: Sequence[Committee], on: date) -> list[Entry]:
    ids = [one.pk for one in committees]
    versions = CommitteeVersion.objects.filter(in_force(on), committee__in=ids, issued_at__isnull=False)
    seats = dict(versions.values_list("committee_id").annotate(Count("members")))
    closed = meetings(actor).filter(Q(status=MeetingStatus.CLOSED), committee__in=ids, starts_at__date__lte=on)
    sessions = dict(closed.order_by().values_list("committee_id").annotate(Count("pk")))
    work = progress_by(visible_to(actor).filter(committee__in=ids), "committee_id", on)
    return [
        Entry(
            one,
            tuple(str(Programme(programme).label) for programme in one.programmes),
            seats.get(one.pk, 0),
            sessions.get(one.pk, 0),
            work.get(one.pk, Progress()),
        )
        for one in committees
    ]
