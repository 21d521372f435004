"""The meeting begins; who is there is marked. A site missing at the start stays known as such, with the time (A07)."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.steering.meetings.actions.inputs import Attendance, MeetingKey
from thongsuot.steering.meetings.actions.shared import BEFORE, about, home_path, locked, refuse_unless
from thongsuot.steering.meetings.models import Meeting, MeetingSite, MeetingStatus, Participant, Presence
from thongsuot.steering.permissions import Steering


class OpenMeeting(Action[MeetingKey, MeetingKey]):
    """From now on conclusions are captured. Sites not yet connected are «Vắng» as of this moment."""

    name = "steering.meeting.open"
    label = gettext_lazy("Khai mạc phiên họp")
    permission = Steering.MEETING_MANAGE
    event = "steering.meeting.opened"
    idempotency = natural("an open meeting is not opened again")

    def scope(self, data: MeetingKey) -> str | None:
        return home_path(data.key)

    def check(self, actor: Actor, data: MeetingKey) -> None:
        states = (*BEFORE, MeetingStatus.LIVE)
        refuse_unless(locked(data.key), states, _("Chỉ khai mạc phiên họp chưa diễn ra."))

    def execute(self, context: Context, data: MeetingKey) -> MeetingKey:
        meeting = locked(data.key)
        if meeting.status == MeetingStatus.LIVE:
            context.unchanged()
            return data
        before, meeting.status, meeting.opened_at = meeting.status, MeetingStatus.LIVE, context.effective_at
        meeting.save(update_fields=["status", "opened_at"])
        away = meeting.sites.exclude(presence=Presence.PRESENT)
        names = list(away.values_list("name", flat=True))
        away.update(presence=Presence.ABSENT, missing_at=context.effective_at)
        context.record(about(meeting), {"status": (before, meeting.status), "missing_sites": (None, names)})
        return data


class MarkAttendance(Action[Attendance, MeetingKey]):
    """The whole list as ticked: sites connected, people present. Before the opening nobody is away yet."""

    name = "steering.meeting.mark_attendance"
    label = gettext_lazy("Điểm danh phiên họp")
    permission = Steering.MEETING_MANAGE
    event = "steering.meeting.attendance_marked"
    idempotency = natural("the ticks name the end state")

    def scope(self, data: Attendance) -> str | None:
        return home_path(data.key)

    def check(self, actor: Actor, data: Attendance) -> None:
        states = (*BEFORE, MeetingStatus.LIVE)
        refuse_unless(locked(data.key), states, _("Chỉ điểm danh khi phiên họp chưa bế mạc."))

    def execute(self, context: Context, data: Attendance) -> MeetingKey:
        meeting = locked(data.key)
        away = Presence.ABSENT if meeting.status == MeetingStatus.LIVE else Presence.UNKNOWN
        changes = _mark_sites(meeting, set(data.sites), away, context)
        changes |= _mark_people(meeting, set(data.people), away, context)
        if changes:
            context.record(about(meeting), changes)
        else:
            context.unchanged()
        return MeetingKey(meeting.key)


def _mark_sites(meeting: Meeting, present: set[int], away: Presence, context: Context) -> dict[str, tuple[str, str]]:
    changed: list[MeetingSite] = []
    changes = {}
    for site in meeting.sites.all():
        now = Presence.PRESENT if site.pk in present else away
        if site.presence == now:
            continue
        changes[f"site:{site.name}"] = (site.presence, str(now))
        site.presence = now
        if now == Presence.PRESENT:
            site.joined_at = context.effective_at
        elif now == Presence.ABSENT and site.missing_at is None:
            site.missing_at = context.effective_at
        changed.append(site)
    MeetingSite.objects.bulk_update(changed, ["presence", "joined_at", "missing_at"])
    return changes


def _mark_people(meeting: Meeting, present: set[int], away: Presence, context: Context) -> dict[str, tuple[str, str]]:
    changed: list[Participant] = []
    changes = {}
    for person in meeting.participants.all():
        now = Presence.PRESENT if person.pk in present else away
        if person.presence == now:
            continue
        changes[f"person:{person.pk}"] = (person.presence, str(now))
        person.presence, person.marked_at = now, context.effective_at
        changed.append(person)
    Participant.objects.bulk_update(changed, ["presence", "marked_at"])
    return changes
