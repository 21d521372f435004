"""Whom a change of a task is told (product §4.6, row 1), each with the reason why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date
from thongsuot.platform.actions import Context
from thongsuot.platform.notifications import Note, notify
from thongsuot.steering.people import committee_heads_of, doers_of, holders_of_position, secretariat_of
from thongsuot.steering.tasks.models import Task

ASSIGNED, ANSWERED, RETURNED = "task.assigned", "task.extension_answered", "task.returned"
SUBMITTED, ASKED, PASSED_AROUND, CONSULTED = "task.submitted", "task.extension_asked", "task.passed_around", "task.ask"
_NEWS = timedelta(days=7)  # what is entered for an earlier day is history, not news


def tell_assigned(context: Context, task: Task) -> None:
    due = _(" Hạn %(day)s.") % {"day": format_date(task.deadline)} if task.deadline else ""
    _tell_doers(context, task, ASSIGNED, _("Được giao: %(title)s.%(due)s") % {"title": task.title, "due": due})


def tell_returned(context: Context, task: Task, reason: str) -> None:
    text = _("Chưa được nghiệm thu: %(title)s. Lý do: %(reason)s") % {"title": task.title, "reason": reason}
    _tell_doers(context, task, RETURNED, text)


def tell_extension_answered(context: Context, task: Task, text: str) -> None:
    _tell_doers(context, task, ANSWERED, text)


def tell_submitted(context: Context, task: Task) -> None:
    text = _("Chờ nghiệm thu: %(title)s") % {"title": task.title}
    _tell(context, task, secretariat_of(task.home_id), SUBMITTED, text, _("Bạn theo dõi việc do đơn vị mình giao."))


def tell_extension_asked(context: Context, task: Task, reason: str) -> None:
    text = _("Xin gia hạn: %(title)s. Lý do: %(reason)s") % {"title": task.title, "reason": reason}
    who = [*committee_heads_of(task.home_id), *secretariat_of(task.home_id)]
    _tell(context, task, who, ASKED, text, _("Bạn ở đơn vị giao việc này."), urgent=True)


def tell_passed_around(context: Context, task: Task) -> None:
    text = _("Việc đã bị chuyển %(count)d lần: %(title)s") % {"count": task.hand_overs, "title": task.title}
    why = _("Chuyển việc từ lần thứ ba phải báo Trưởng Ban Chỉ đạo.")
    _tell(context, task, committee_heads_of(task.home_id), PASSED_AROUND, text, why, urgent=True)


def tell_consulted(context: Context, task: Task, question: str) -> None:
    text = _("Xin ý kiến: %(title)s. %(question)s") % {"title": task.title, "question": question}
    why = _("Tổ Thư ký xin ý kiến Trưởng Ban Chỉ đạo trước khi giao.")
    _tell(context, task, committee_heads_of(task.home_id), CONSULTED, text, why, urgent=True)


def _tell_doers(context: Context, task: Task, kind: str, text: str) -> None:
    leads = doers_of([task.lead_id]) if task.lead_id else []
    leads += holders_of_position(task.lead_position_id) if task.lead_position_id else []
    _tell(context, task, leads, kind, text, _("Đơn vị bạn chủ trì việc này."), urgent=True)
    partner_ids = [pk for pk in task.partners.values_list("unit_id", flat=True) if pk]
    partners = set(doers_of(partner_ids)) - set(leads) if partner_ids else set()
    _tell(context, task, list(partners), kind, text, _("Đơn vị bạn phối hợp việc này."), urgent=True)


def _tell(
    context: Context, task: Task, who: list[int], kind: str, text: str, why: str, *, urgent: bool = False
) -> None:
    if timezone.localdate() - timezone.localdate(context.effective_at) > _NEWS:
        return
    note = Note(kind, f"{kind}:{task.pk}:{context.now.isoformat()}", text, why, address_of(task), urgent)
    notify([one for one in who if one != context.actor.id], note)


def address_of(task: Task) -> str:
    return reverse("task", args=[task.pk])


def declare(declare_kind: Callable[[str, str], None]) -> None:
    """The switches a person sees; called once when the app is ready."""
    declare_kind(ASSIGNED, _("Được giao nhiệm vụ"))
    declare_kind(ANSWERED, _("Trả lời xin gia hạn"))
    declare_kind(RETURNED, _("Nhiệm vụ bị trả lại"))
    declare_kind(SUBMITTED, _("Nhiệm vụ chờ nghiệm thu"))
    declare_kind(ASKED, _("Đơn vị xin gia hạn"))
    declare_kind(PASSED_AROUND, _("Việc bị chuyển nhiều lần"))
    declare_kind(CONSULTED, _("Tổ Thư ký xin ý kiến"))
