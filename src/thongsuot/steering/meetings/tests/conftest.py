"""A meeting of the committee on 10/10/2024 that looks back on quý III/2024, with the seats of two departments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from django.utils import timezone

from thongsuot.kernel.text import fold
from thongsuot.registry.positions.models import Position
from thongsuot.registry.units.models import Unit
from thongsuot.steering.committees.models import CommitteeVersion, MemberRole, Membership
from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.meetings.actions import (
    CaptureConclusion,
    Invitation,
    InviteMembers,
    MeetingKey,
    NewConclusion,
    NewMeeting,
    OpenMeeting,
    PlanMeeting,
    Spoken,
)
from thongsuot.steering.meetings.models import Conclusion, Meeting

HELD = timezone.make_aware(datetime(2024, 10, 10, 8, 0))  # noqa: DTZ001


def make_position(unit: Unit, title: str) -> Position:
    return Position.objects.create(unit=unit, title=title, search_key=fold(title))


@dataclass(frozen=True, slots=True)
class Seats:
    head: Position
    home_affairs: Position
    finance: Position


@pytest.fixture
def seats(offices: Offices) -> Seats:
    made = Seats(
        make_position(offices.home, "Trưởng Ban Chỉ đạo cải cách hành chính tỉnh"),
        make_position(offices.doing, "Giám đốc Sở Nội vụ"),
        make_position(offices.other, "Giám đốc Sở Tài chính"),
    )
    version = CommitteeVersion.objects.create(
        committee=offices.body, number=1, valid_from=date(2024, 1, 1), issued_at=HELD
    )
    roles = ((made.head, MemberRole.HEAD), (made.home_affairs, MemberRole.DEPUTY), (made.finance, MemberRole.MEMBER))
    for order, (position, role) in enumerate(roles, start=1):
        Membership.objects.create(version=version, position=position, role=role, order=order)
    return made


@pytest.fixture
def meeting(offices: Offices, staff: Staff, seats: Seats) -> Meeting:
    planned = NewMeeting(offices.body.pk, HELD, place="Hội trường UBND tỉnh")
    key = PlanMeeting.run(staff.secretary, planned, idempotency_key="hop").key
    InviteMembers.run(staff.secretary, Invitation(key))
    return Meeting.objects.get(key=key)


@pytest.fixture
def live(meeting: Meeting, staff: Staff) -> Meeting:
    OpenMeeting.run(staff.secretary, MeetingKey(meeting.key), effective_at=HELD)
    meeting.refresh_from_db()
    return meeting


@pytest.fixture
def capture(live: Meeting, staff: Staff) -> Callable[..., Conclusion]:
    """``capture("Sở Nội vụ …", lead=unit)`` writes down a conclusion of the running meeting."""
    numbers = iter(range(1, 1000))

    def one(text: str, lead: Unit | None = None, **said: object) -> Conclusion:
        spoken = Spoken(text, lead_id=lead.pk if lead else None, **said)  # type: ignore[arg-type]
        new = NewConclusion(live.key, spoken)
        made = CaptureConclusion.run(staff.secretary, new, idempotency_key=f"cau-{next(numbers)}")
        return Conclusion.objects.get(pk=made.id)

    return one
