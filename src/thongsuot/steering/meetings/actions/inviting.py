"""People and sites are called to a meeting, and answer."""

from __future__ import annotations

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied, require
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.registry.units.models import Unit
from thongsuot.steering.committees.queries import members_on
from thongsuot.steering.meetings import telling
from thongsuot.steering.meetings.actions.inputs import (
    Guest,
    Invitation,
    InvitationAnswer,
    MeetingKey,
    NewSite,
    RowId,
)
from thongsuot.steering.meetings.actions.shared import BEFORE, about, home_path, locked, refuse_unless, row
from thongsuot.steering.meetings.models import Meeting, MeetingSite, MeetingStatus, Participant, Reply
from thongsuot.steering.meetings.taking_part import sits_as
from thongsuot.steering.permissions import Steering


class InviteMembers(Action[Invitation, MeetingKey]):
    """Calls the seats of the committee as they stand on that day, and guests; run again, it calls only who is new."""

    name = "steering.meeting.invite"
    label = gettext_lazy("Mời họp")
    permission = Steering.MEETING_MANAGE
    event = "steering.meeting.invited"
    idempotency = natural("a seat or guest is called once to one meeting")

    def scope(self, data: Invitation) -> str | None:
        return home_path(data.key)

    def check(self, actor: Actor, data: Invitation) -> None:
        refuse_unless(locked(data.key), (*BEFORE, MeetingStatus.LIVE), _("Chỉ mời khi phiên họp chưa kết thúc."))

    def execute(self, context: Context, data: Invitation) -> MeetingKey:
        meeting = locked(data.key)
        called = _new_people(meeting, data)
        for one in called:
            one.invited_at = context.now
        Participant.objects.bulk_create(called)
        _seat_at_sites(meeting)
        before = meeting.status
        if before == MeetingStatus.PLANNED and (called or meeting.participants.exists()):
            meeting.status = MeetingStatus.INVITED
            meeting.save(update_fields=["status"])
        if not called and before == meeting.status:
            context.unchanged()
            return MeetingKey(meeting.key)
        context.record(about(meeting), {"status": (before, meeting.status), "invited": (None, len(called))})
        telling.tell_invited(meeting, called)
        return MeetingKey(meeting.key)


class AnswerInvitation(Action[InvitationAnswer, RowId]):
    """«Sẽ dự», «cử người dự thay» (who), «không dự được» (why); each only for their own seat or unit."""

    name = "steering.meeting.answer_invitation"
    label = gettext_lazy("Trả lời giấy mời họp")
    permission = Steering.MEETING_TAKE_PART
    event = "steering.meeting.invitation_answered"
    idempotency = natural("the answer names its end state")

    def authorise(self, actor: Actor, data: InvitationAnswer) -> None:
        require(actor, self.permission)
        if not sits_as(actor, row(Participant, data.participant_id)):
            raise AccessDenied(_("Giấy mời này gửi cho người khác. Chỉ người được mời trả lời."))

    def check(self, actor: Actor, data: InvitationAnswer) -> None:
        if data.reply not in Reply.values or data.reply == Reply.NONE:
            raise ActionError(_("Hãy chọn: sẽ dự, cử người dự thay hoặc không dự được."), "reply")
        if data.reply in (Reply.SUBSTITUTE, Reply.DECLINED) and not data.note.strip():
            raise ActionError(_("Hãy ghi người dự thay, hoặc lý do không dự được."), "note")
        meeting = row(Participant, data.participant_id).meeting
        refuse_unless(meeting, BEFORE, _("Chỉ trả lời giấy mời trước khi khai mạc."))

    def execute(self, context: Context, data: InvitationAnswer) -> RowId:
        seat = row(Participant, data.participant_id)
        before = (seat.reply, seat.reply_note)
        seat.reply, seat.reply_note = data.reply, data.note.strip()[:255]
        if before == (seat.reply, seat.reply_note):
            context.unchanged()
            return RowId(seat.pk)
        seat.replied_at = context.now
        seat.save(update_fields=["reply", "reply_note", "replied_at"])
        context.record(about(seat.meeting), {f"reply:{seat.pk}": (before[0], seat.reply)}, reason=seat.reply_note)
        return RowId(seat.pk)


class AddSite(Action[NewSite, RowId]):
    """A «điểm cầu», named in words or after its unit (A07)."""

    name = "steering.meeting.add_site"
    label = gettext_lazy("Thêm điểm cầu")
    permission = Steering.MEETING_MANAGE
    event = "steering.meeting.site_added"
    idempotency = natural("a site's name stands once in a meeting")

    def scope(self, data: NewSite) -> str | None:
        return home_path(data.key)

    def check(self, actor: Actor, data: NewSite) -> None:
        refuse_unless(locked(data.key), (*BEFORE, MeetingStatus.LIVE), _("Chỉ thêm điểm cầu trước khi bế mạc."))
        if not _site_name(data):
            raise ActionError(_("Hãy ghi tên điểm cầu hoặc chọn đơn vị."), "name")

    def execute(self, context: Context, data: NewSite) -> RowId:
        meeting = locked(data.key)
        last = meeting.sites.aggregate(last=Max("order"))["last"] or 0
        site, created = MeetingSite.objects.get_or_create(
            meeting=meeting,
            name=_site_name(data),
            defaults={"unit_id": data.unit_id, "is_main": data.is_main, "order": last + 1},
        )
        if not created:
            context.unchanged()
            return RowId(site.pk)
        _seat_at_sites(meeting)
        context.record(about(meeting), {"site": (None, site.name)})
        return RowId(site.pk)


def _site_name(data: NewSite) -> str:
    if data.name.strip():
        return data.name.strip()[:255]
    return Unit.objects.filter(pk=data.unit_id or 0).values_list("name", flat=True).first() or ""


def _new_people(meeting: Meeting, data: Invitation) -> list[Participant]:
    """Seats of the day not yet called, then guests not yet called."""
    known = set(meeting.participants.values_list("position_id", flat=True))
    day = timezone.localtime(meeting.starts_at).date()
    seats = [
        Participant(meeting=meeting, position=one.position, unit_id=one.position.unit_id, order=one.order)
        for one in members_on(meeting.committee, day)
        if one.position_id not in known
    ]
    seated = known | {one.position_id for one in seats}
    guests = set(meeting.participants.exclude(guest="").values_list("guest", flat=True))
    new = [one for one in data.guests if one.name.strip() and one.name.strip() not in guests]
    return seats + [_guest(meeting, one) for one in new if one.position_id is None or one.position_id not in seated]


def _guest(meeting: Meeting, guest: Guest) -> Participant:
    return Participant(
        meeting=meeting, guest=guest.name.strip()[:255], unit_id=guest.unit_id, position_id=guest.position_id, order=900
    )


def _seat_at_sites(meeting: Meeting) -> None:
    """People sit at the site of their unit; the others at the main one, where it is named."""
    sites = list(meeting.sites.all())
    by_unit = {one.unit_id: one for one in sites if one.unit_id}
    main = next((one for one in sites if one.is_main), None)
    for person in meeting.participants.filter(site__isnull=True):
        site = by_unit.get(person.unit_id) or main
        if site is not None:
            Participant.objects.filter(pk=person.pk).update(site=site)
