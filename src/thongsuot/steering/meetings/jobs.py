"""By the clock: papers still missing three days and one day before a meeting are told (product §4.6)."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from thongsuot.platform.background import by_the_clock
from thongsuot.steering.meetings.domain import days_left, warns_of_papers
from thongsuot.steering.meetings.models import Meeting, MeetingStatus
from thongsuot.steering.meetings.telling import tell_missing_papers


def warn_of_papers(today: date | None = None) -> int:
    """For each meeting near enough; how many meetings. Run twice on one day, nobody is told twice."""
    day = today or timezone.localdate()
    near = Meeting.objects.filter(
        status__in=(MeetingStatus.PLANNED, MeetingStatus.INVITED), starts_at__date__gte=day
    ).select_related("committee")
    told = 0
    for meeting in near:
        meets_on = timezone.localtime(meeting.starts_at).date()
        if warns_of_papers(meets_on, day):
            tell_missing_papers(meeting, days_left(meets_on, day))
            told += 1
    return told


@by_the_clock("30 0 * * *", "steering.meetings.papers")  # 07:30 in Vietnam
def warn_of_papers_daily() -> int:
    return warn_of_papers()
