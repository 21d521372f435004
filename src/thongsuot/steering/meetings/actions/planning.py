"""A meeting is planned, moved, called off."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.periods import Period, UnknownPeriod, parse_period
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import KEYED, natural
from thongsuot.steering.committees.models import Committee, MemberRole
from thongsuot.steering.committees.queries import members_on
from thongsuot.steering.meetings import telling
from thongsuot.steering.meetings.actions.inputs import Cancellation, MeetingEdits, MeetingKey, NewMeeting
from thongsuot.steering.meetings.actions.shared import BEFORE, about, home_path, locked, refuse_unless
from thongsuot.steering.meetings.domain import key_for, next_ordinal, quarter_reviewed
from thongsuot.steering.meetings.models import Meeting, MeetingForm, MeetingStatus
from thongsuot.steering.permissions import Steering

_EDITABLE = ("title", "starts_at", "ends_at", "place", "form", "chair_id", "agenda")


class PlanMeeting(Action[NewMeeting, MeetingKey]):
    """Puts a meeting into the calendar, counted for the quarter it reviews (A06), numbered in its committee (C10)."""

    name = "steering.meeting.plan"
    label = gettext_lazy("Lên lịch phiên họp")
    permission = Steering.MEETING_MANAGE
    event = "steering.meeting.planned"
    idempotency = KEYED

    def scope(self, data: NewMeeting) -> str | None:
        return Committee.objects.filter(pk=data.committee_id).values_list("home__path", flat=True).first()

    def check(self, actor: Actor, data: NewMeeting) -> None:
        if not Committee.objects.select_for_update().filter(pk=data.committee_id).exists():
            raise ActionError(_("Hãy chọn Ban Chỉ đạo họp."), "committee")
        _check_times(data)
        ordinal = data.ordinal
        if ordinal is not None and Meeting.objects.filter(committee=data.committee_id, ordinal=ordinal).exists():
            raise ConflictError(
                _("Ban Chỉ đạo này đã có phiên họp thứ %(number)d. Hãy ghi số khác.") % {"number": ordinal}
            )

    def execute(self, context: Context, data: NewMeeting) -> MeetingKey:
        committee = Committee.objects.select_related("unit", "home").get(pk=data.committee_id)
        period = _reviewed(data)
        meeting = Meeting(
            committee=committee,
            ordinal=data.ordinal or next_ordinal(committee.meetings.values_list("ordinal", flat=True)),
            key=key_for(committee.unit.key, period, Meeting.objects.values_list("key", flat=True)),
            title=data.title.strip() or _title(committee, period),
            period_kind=period.kind.value,
            period_start=period.start,
            period_end=period.end,
            period_text=period.text,
            added_by_id=context.actor.id,
            is_sample=data.is_sample,
            chair_id=data.chair_id or _head_of(committee, data),
            **{name: getattr(data, name) for name in ("starts_at", "ends_at", "place", "form", "agenda")},
        )
        meeting.save()
        context.record(about(meeting), {"starts_at": (None, meeting.starts_at), "period": (None, period.text)})
        return MeetingKey(meeting.key)


class EditMeeting(Action[MeetingEdits, MeetingKey]):
    """Moves or rewords a meeting that has not begun; who was called is told of a new hour."""

    name = "steering.meeting.edit"
    label = gettext_lazy("Sửa phiên họp")
    permission = Steering.MEETING_MANAGE
    event = "steering.meeting.edited"
    idempotency = natural("the input is the whole new state")

    def scope(self, data: MeetingEdits) -> str | None:
        return home_path(data.key)

    def check(self, actor: Actor, data: MeetingEdits) -> None:
        refuse_unless(locked(data.key), BEFORE, _("Chỉ sửa được phiên họp chưa khai mạc."))
        _check_times(data)
        if not data.title.strip():
            raise ActionError(_("Hãy ghi nội dung phiên họp."), "title")

    def execute(self, context: Context, data: MeetingEdits) -> MeetingKey:
        meeting = locked(data.key)
        changes = {
            name: (getattr(meeting, name), getattr(data, name))
            for name in _EDITABLE
            if getattr(meeting, name) != getattr(data, name)
        }
        if not changes:
            context.unchanged()
            return MeetingKey(meeting.key)
        for name, (_old, new) in changes.items():
            setattr(meeting, name, new)
        meeting.save(update_fields=list(changes))
        context.record(about(meeting), changes)
        if "starts_at" in changes and meeting.status == MeetingStatus.INVITED:
            when = timezone.localtime(meeting.starts_at)
            text = _("%(title)s chuyển sang %(when)s.") % {"title": meeting.title, "when": f"{when:%H:%M %d/%m/%Y}"}
            telling.tell_changed(meeting, text, f"moved:{when:%Y%m%d%H%M}")
        return MeetingKey(meeting.key)


class CancelMeeting(Action[Cancellation, MeetingKey]):
    """Calls a meeting off before it begins, with the reason; it keeps its ordinal and its address."""

    name = "steering.meeting.cancel"
    label = gettext_lazy("Hoãn, hủy phiên họp")
    permission = Steering.MEETING_MANAGE
    event = "steering.meeting.cancelled"
    idempotency = natural("a meeting called off stays called off")

    def scope(self, data: Cancellation) -> str | None:
        return home_path(data.key)

    def check(self, actor: Actor, data: Cancellation) -> None:
        meeting = locked(data.key)
        if meeting.status == MeetingStatus.CANCELLED:
            return
        refuse_unless(meeting, BEFORE, _("Chỉ hoãn được phiên họp chưa khai mạc."))
        if not data.reason.strip():
            raise ActionError(_("Hãy ghi lý do để người được mời biết."), "reason")

    def execute(self, context: Context, data: Cancellation) -> MeetingKey:
        meeting = locked(data.key)
        if meeting.status == MeetingStatus.CANCELLED:
            context.unchanged()
            return MeetingKey(meeting.key)
        before, meeting.status = meeting.status, MeetingStatus.CANCELLED
        meeting.cancel_reason = data.reason.strip()[:300]
        meeting.save(update_fields=["status", "cancel_reason"])
        context.record(about(meeting), {"status": (before, meeting.status)}, reason=data.reason)
        text = _("%(title)s: hoãn. Lý do: %(reason)s") % {"title": meeting.title, "reason": meeting.cancel_reason}
        telling.tell_changed(meeting, text, "cancelled")
        return MeetingKey(meeting.key)


def _check_times(data: NewMeeting | MeetingEdits) -> None:
    if data.ends_at is not None and data.ends_at <= data.starts_at:
        raise ActionError(_("Giờ kết thúc phải sau giờ bắt đầu."), "ends_at")
    if data.form not in MeetingForm.values:
        raise ActionError(_("Hãy chọn hình thức họp trong danh sách."), "form")


def _reviewed(data: NewMeeting) -> Period:
    day = timezone.localtime(data.starts_at).date()
    if not data.period_text.strip():
        return quarter_reviewed(day)
    try:
        period = parse_period(data.period_text, day)
    except UnknownPeriod as error:
        raise ActionError(str(error), "period_text") from error
    if period.end is None:
        raise ActionError(_("Kỳ được xem xét cần đủ năm, ví dụ «quý III/2024»."), "period_text")
    return period


def _title(committee: Committee, period: Period) -> str:
    text = _("Phiên họp %(period)s của %(committee)s") % {"period": period.text, "committee": committee.unit.name}
    return text[:500]


def _head_of(committee: Committee, data: NewMeeting) -> int | None:
    """The head of the committee on that day takes the chair unless said otherwise."""
    day = timezone.localtime(data.starts_at).date()
    return next((one.position_id for one in members_on(committee, day) if one.role == MemberRole.HEAD), None)
