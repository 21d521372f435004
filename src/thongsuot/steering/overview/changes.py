"""«5 điều đổi khác»: what happened since the last look."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.kernel.clock import format_moment
from thongsuot.kernel.formatting import format_date, format_number
from thongsuot.registry.claims import queries as claims
from thongsuot.registry.claims.wording import value_text
from thongsuot.steering.notices.models import Notice, NoticeStatus
from thongsuot.steering.overview.domain import Item
from thongsuot.steering.overview.scope import Scope
from thongsuot.steering.plans.models import TargetValue, ValueKind
from thongsuot.steering.tasks.choices import TaskStatus, Timeliness
from thongsuot.steering.tasks.models import Extension, ExtensionStatus

_SHOWN = 3


def changes(scope: Scope) -> list[Item]:
    """Candidates in no order; ``domain.pick`` chooses."""
    return [*_finished(scope), *_corrected(scope), *_measured(scope), *_issued(scope), *_moved(scope)]


def _finished(scope: Scope) -> Iterator[Item]:
    counted = scope.tasks().aggregate(
        done=Count("pk", filter=Q(status=TaskStatus.DONE, accepted_on__gte=scope.since)),
        late=Count("pk", filter=Q(status=TaskStatus.DONE, accepted_on__gte=scope.since, timeliness=Timeliness.LATE)),
        given=Count("pk", filter=Q(assigned_on__gte=scope.since)),
    )
    if counted["done"]:
        text = _("nhiệm vụ được nghiệm thu từ %(day)s, %(late)s việc muộn hạn") % {
            "day": format_date(scope.since),
            "late": counted["late"] or _("không"),
        }
        url = scope.list_url(trang_thai=TaskStatus.DONE, xong_tu=scope.since.isoformat())
        yield Item("finished", format_number(counted["done"]), _("việc"), text, url, 60 + min(counted["done"], 20))
    if counted["given"]:
        text = _("nhiệm vụ mới được giao từ %(day)s") % {"day": format_date(scope.since)}
        url = scope.list_url(giao_tu=scope.since.isoformat())
        yield Item("given", format_number(counted["given"]), _("việc"), text, url, 40 + min(counted["given"], 20))


def _corrected(scope: Scope) -> Iterator[Item]:
    """A figure put right after it was public must reach the chairman before the hall does (J4)."""
    revised = (
        claims.visible_to(scope.actor)
        .filter(supersedes__isnull=False, created_at__date__gte=scope.since, subject__path__startswith=scope.unit.path)
        .select_related("supersedes")
        .order_by("-created_at")
    )
    for claim in revised[:_SHOWN]:
        words = {"name": claim.name, "at": format_moment(claim.created_at), "old": value_text(claim.supersedes)}
        text = _("%(name)s, điều chỉnh lúc %(at)s, trước là %(old)s") % words
        yield Item("corrected", value_text(claim), "", text, reverse("claim", args=[claim.pk]), 90, str(claim.pk))


def _measured(scope: Scope) -> Iterator[Item]:
    values = (
        TargetValue.objects.filter(
            kind=ValueKind.ACTUAL, entered_at__date__gte=scope.since, target__plan__unit=scope.unit
        )
        .select_related("target__plan")
        .order_by("target_id", "-period_end")
        .distinct("target_id")
    )
    for one in sorted(values, key=lambda one: one.entered_at, reverse=True)[:_SHOWN]:
        target = one.target
        shown = format_number(one.value)
        aim = _(", mục tiêu %(aim)s") % {"aim": format_number(target.aim)} if target.aim is not None else ""
        text = f"{target.name} ({one.period_text}){aim}"
        url = reverse("plan", args=[target.plan.key])
        claim = str(one.claim_id or "")
        number, unit = (f"{shown}%", "") if target.unit_of_measure == "%" else (shown, target.unit_of_measure)
        yield Item("measured", number, unit, text, url, 70, claim)


def _issued(scope: Scope) -> Iterator[Item]:
    notices = Notice.objects.filter(home=scope.unit, status=NoticeStatus.ISSUED, issued_at__date__gte=scope.since)
    for notice in notices.annotate(orders=Count("paragraphs", filter=Q(paragraphs__conclusion__isnull=False)))[:2]:
        text = _("kết luận trong Thông báo %(number)s/%(symbol)s vừa phát hành") % {
            "number": notice.number,
            "symbol": notice.symbol,
        }
        yield Item("issued", format_number(notice.orders), _("việc"), text, reverse("notice", args=[notice.key]), 55)


def _moved(scope: Scope) -> Iterator[Item]:
    granted = Extension.objects.filter(
        status=ExtensionStatus.GRANTED, decided_at__date__gte=scope.since, task__in=scope.tasks().values("pk")
    ).count()
    if granted:
        text = _("nhiệm vụ được lùi hạn từ %(day)s") % {"day": format_date(scope.since)}
        yield Item(
            "moved", format_number(granted), _("việc"), text, scope.list_url(lui_han_tu=scope.since.isoformat()), 45
        )
