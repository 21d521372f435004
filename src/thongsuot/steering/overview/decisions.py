"""«5 việc cần quyết»: what waits for this person's word, the longest wait first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date, format_number
from thongsuot.steering.meetings.models import Conclusion
from thongsuot.steering.notices.models import Notice, NoticeStatus
from thongsuot.steering.overview.domain import Item
from thongsuot.steering.overview.scope import Scope
from thongsuot.steering.tasks.choices import TaskStatus
from thongsuot.steering.tasks.models import Extension, ExtensionStatus

_SHOWN = 3


def decisions(scope: Scope) -> list[Item]:
    """Candidates in no order; ``domain.pick`` chooses."""
    return [*_extensions(scope), *_to_accept(scope), *_notices(scope), *_objections(scope), *_without_owner(scope)]


def _extensions(scope: Scope) -> Iterator[Item]:
    asked = Extension.objects.filter(status=ExtensionStatus.ASKED, task__in=scope.tasks().values("pk"))
    for one in asked.select_related("task__lead").order_by("asked_at")[:_SHOWN]:
        words = {
            "unit": one.task.lead.short_name if one.task.lead else _("Đơn vị chủ trì"),
            "day": format_date(one.new_deadline),
            "title": one.task.title,
        }
        text = _("%(unit)s xin lùi hạn đến %(day)s: %(title)s") % words
        days = (one.new_deadline - one.old_deadline).days
        waited = _waited(one.asked_at, scope.on)
        url = reverse("task", args=[one.task_id])
        yield Item("extension", f"+{format_number(days)}", _("ngày"), text, url, 80 + waited)


def _to_accept(scope: Scope) -> Iterator[Item]:
    waiting = scope.tasks().filter(status=TaskStatus.SUBMITTED)
    found = waiting.aggregate(number=Count("pk"), oldest=Min("finished_on"))
    if found["number"]:
        days = (scope.on - found["oldest"]).days if found["oldest"] else 0
        text = _("nhiệm vụ chờ nghiệm thu, lâu nhất %(days)d ngày") % {"days": days}
        url = scope.list_url(trang_thai=TaskStatus.SUBMITTED)
        yield Item("accept", format_number(found["number"]), _("việc"), text, url, 70 + min(days, 30))


def _notices(scope: Scope) -> Iterator[Item]:
    waiting = Notice.objects.filter(home=scope.unit, status__in=(NoticeStatus.SUBMITTED, NoticeStatus.APPROVED))
    for notice in waiting.annotate(orders=Count("paragraphs", filter=Q(paragraphs__conclusion__isnull=False)))[:_SHOWN]:
        words = {"state": notice.get_status_display().lower(), "subject": notice.subject}
        text = _("Thông báo kết luận %(state)s, chờ duyệt hoặc ký: %(subject)s") % words
        url = reverse("notice", args=[notice.key])
        yield Item(
            "notice", format_number(notice.orders), _("việc"), text, url, 85 + _waited(notice.changed_at, scope.on)
        )


def _objections(scope: Scope) -> Iterator[Item]:
    objected = Conclusion.objects.filter(meeting__committee__home=scope.unit, acknowledged_at__isnull=True)
    for one in objected.exclude(objection="").select_related("lead", "meeting")[:_SHOWN]:
        words = {"unit": one.lead.short_name if one.lead else _("Đơn vị"), "words": one.objection}
        text = _("%(unit)s có ý kiến về việc được giao: %(words)s") % words
        url = reverse("meeting", args=[one.meeting.key])
        yield Item("objection", "1", _("ý kiến"), text, url, 82)


def _without_owner(scope: Scope) -> Iterator[Item]:
    unowned = scope.tasks().filter(status=TaskStatus.PROPOSED, lead__isnull=True).count()
    if unowned:
        url = scope.list_url(trang_thai=TaskStatus.PROPOSED)
        text = _("nhiệm vụ đề xuất chưa rõ ai chủ trì")
        yield Item("unowned", format_number(unowned), _("việc"), text, url, 60)


def _waited(since: datetime, on: date) -> int:
    """Days of waiting, as weight: at most a month counts."""
    return max(0, min((on - timezone.localdate(since)).days, 30))
