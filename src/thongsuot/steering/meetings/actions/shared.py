"""What all actions on meetings do alike: find the meeting under a lock, ask the right of its home, refuse by state."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied, require
from thongsuot.platform.actions import ActionError
from thongsuot.platform.events.domain import Aggregate
from thongsuot.steering.meetings.models import Meeting, MeetingStatus
from thongsuot.steering.meetings.taking_part import takes_part
from thongsuot.steering.permissions import Steering

RowT = TypeVar("RowT", bound=Model)
BEFORE = (MeetingStatus.PLANNED, MeetingStatus.INVITED)


def locked(key: str) -> Meeting:
    """The meeting, held against every other change of it until the transaction ends."""
    found = Meeting.objects.select_for_update(of=("self",)).select_related("committee__home", "committee__unit")
    meeting = found.filter(key=key).first()
    if meeting is None:
        raise ActionError(_("Không có phiên họp này. Hãy mở lại từ danh sách phiên họp."))
    return meeting


def home_path(key: str) -> str | None:
    return Meeting.objects.filter(key=key).values_list("committee__home__path", flat=True).first()


def row(model: type[RowT], number: int) -> RowT:
    """A row of a meeting with its meeting, committee and home read along."""
    related = "meeting__committee__home"
    found = model._default_manager.select_related(related).filter(pk=number).first()
    if found is None:
        raise ActionError(_("Mục này không còn. Hãy tải lại trang."))
    return found


def about(meeting: Meeting) -> Aggregate:
    return Aggregate("meeting", meeting.key)


def refuse_unless(meeting: Meeting, states: tuple[MeetingStatus, ...], sentence: str) -> None:
    if meeting.status not in states:
        now = meeting.get_status_display()
        raise ActionError(_("%(sentence)s Phiên họp này: %(state)s.") % {"sentence": sentence, "state": now.lower()})


def require_part(actor: Actor, meeting: Meeting) -> None:
    require(actor, Steering.MEETING_TAKE_PART)
    if not takes_part(actor, meeting):
        raise AccessDenied(_("Chỉ người có trong thành phần dự họp mới làm được việc này."))
