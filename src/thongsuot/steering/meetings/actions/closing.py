"""The meeting ends: every conclusion is a task within the same transaction, and the notice has its draft (§5.11)."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError, FieldError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.steering.meetings.actions.inputs import Closed, Closing
from thongsuot.steering.meetings.actions.shared import about, home_path, locked, refuse_unless
from thongsuot.steering.meetings.models import Conclusion, Meeting, MeetingStatus
from thongsuot.steering.notices.actions import DraftNotice, NewNotice
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.actions import CreateTask, NewTask, OnDay, ReceiveTask
from thongsuot.steering.tasks.choices import TaskSource

_TITLE_LENGTH = 500


class CloseMeeting(Action[Closing, Closed]):
    """Refused without a conclusion or the explicit «không có kết luận» (C01). Closing twice changes nothing."""

    name = "steering.meeting.close"
    label = gettext_lazy("Bế mạc phiên họp")
    permission = Steering.MEETING_MANAGE
    event = "steering.meeting.closed"
    idempotency = natural("a closed meeting is not closed again")

    def scope(self, data: Closing) -> str | None:
        return home_path(data.key)

    def check(self, actor: Actor, data: Closing) -> None:
        meeting = locked(data.key)
        if meeting.status == MeetingStatus.CLOSED:
            return
        refuse_unless(meeting, (MeetingStatus.LIVE,), _("Chỉ bế mạc phiên họp đang diễn ra."))
        _check_conclusions(list(meeting.conclusions.all()), data)

    def execute(self, context: Context, data: Closing) -> Closed:
        meeting = locked(data.key)
        if meeting.status == MeetingStatus.CLOSED:
            context.unchanged()
            return _outcome(meeting)
        meeting.status, meeting.closed_at = MeetingStatus.CLOSED, context.effective_at
        meeting.without_conclusion = data.without_conclusion
        meeting.save(update_fields=["status", "closed_at", "without_conclusion"])
        for conclusion in meeting.conclusions.filter(is_task=True).select_related("lead", "acknowledged_by"):
            _give(context.actor, meeting, conclusion)
        if meeting.conclusions.exists():
            DraftNotice.run(context.actor, NewNotice(meeting_key=meeting.key))
        outcome = _outcome(meeting)
        changes = {"status": (MeetingStatus.LIVE, meeting.status), "tasks": (None, outcome.tasks)}
        context.record(about(meeting), changes | {"notice": (None, outcome.notice_key)})
        return outcome


def _check_conclusions(conclusions: list[Conclusion], data: Closing) -> None:
    if not conclusions and not data.without_conclusion:
        raise ActionError(_("Chưa ghi kết luận nào. Hãy ghi kết luận, hoặc chọn «Phiên họp không có kết luận»."))
    if conclusions and data.without_conclusion:
        raise ActionError(_("Phiên họp đã có kết luận nên không chọn «không có kết luận» được."), "without_conclusion")
    loose = [one for one in conclusions if one.is_task and one.lead_id is None and not one.is_common]
    if loose:
        raise ActionError.of([FieldError(_no_lead(one)) for one in loose])


def _no_lead(conclusion: Conclusion) -> str:
    return _(
        "Kết luận %(number)d chưa có đơn vị chủ trì. Hãy chọn đơn vị, ghi «giao chung», hoặc ghi là định hướng."
    ) % {"number": conclusion.order}


def _give(actor: Actor, meeting: Meeting, conclusion: Conclusion) -> None:
    """The chair gave this work aloud; whoever closes the meeting writes it down as given."""
    day = timezone.localtime(meeting.closed_at or meeting.starts_at).date()
    made = CreateTask.run(actor, _task_of(meeting, conclusion, day), idempotency_key=f"conclusion:{conclusion.pk}")
    conclusion.task_id = made.id
    conclusion.save(update_fields=["task"])
    if conclusion.acknowledged_by is not None:
        ReceiveTask.run(conclusion.acknowledged_by, OnDay(made.id, on=day))


def _task_of(meeting: Meeting, conclusion: Conclusion, day: date) -> NewTask:
    locator = _("kết luận %(number)d, %(title)s") % {"number": conclusion.order, "title": meeting.title}
    return NewTask(
        title=conclusion.text[:_TITLE_LENGTH],
        detail=conclusion.text if len(conclusion.text) > _TITLE_LENGTH else "",
        home_id=meeting.committee.home_id,
        lead_id=conclusion.lead_id,
        partner_ids=tuple(conclusion.partners.values_list("pk", flat=True)),
        is_common=conclusion.is_common,
        result=conclusion.result,
        measure=conclusion.measure,
        quantity=conclusion.quantity,
        quantity_unit=conclusion.quantity_unit,
        deadline=conclusion.deadline,
        deadline_text=conclusion.deadline_text,
        programme=conclusion.programme,
        urgency=conclusion.urgency,
        committee_id=meeting.committee_id,
        source=TaskSource.CONCLUSION.value,
        source_url=f"{reverse('meeting', args=[meeting.key])}#ket-luan-{conclusion.order}",
        source_quote=conclusion.text,
        source_locator=locator[:160],
        is_sample=meeting.is_sample,
        assign=True,
        on=day,
    )


def _outcome(meeting: Meeting) -> Closed:
    tasks = meeting.conclusions.filter(task__isnull=False)
    notice = meeting.notices.order_by("pk").values_list("key", flat=True).first() or ""
    received = tasks.filter(acknowledged_at__isnull=False).count()
    return Closed(meeting.key, tasks.count(), received, notice)
