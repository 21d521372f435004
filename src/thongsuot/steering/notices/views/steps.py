"""One step of the life cycle by one button; what stands in the way is said in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.kernel.formatting import format_date
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError
from thongsuot.registry.acting import say
from thongsuot.steering.notices import queries
from thongsuot.steering.notices.actions import (
    ApproveNotice,
    IssueNotice,
    NoticeKey,
    Numbering,
    NumberNotice,
    ReplaceNotice,
    Returned,
    ReturnNotice,
    SignNotice,
    SubmitNotice,
)
from thongsuot.steering.notices.domain.lifecycle import Step
from thongsuot.steering.permissions import Steering


@login_required
@require_POST
def take(request: HttpRequest, key: str) -> HttpResponse:
    """``step`` names it; a refusal leaves everything as it was and says why."""
    actor = actor_of(request)
    queries.get_for(actor, key)
    step = request.POST.get("step", "")
    if step not in set(Step):
        require(actor, Steering.READ)
        messages.error(request, _("Hãy chọn một bước."))
        return redirect("notice", key=key)
    act, done = _doing(request, actor, key, Step(step))
    say(request, act, done)
    if step == Step.REPLACE:
        newest = queries.replacement_of(actor, key)
        return redirect("notice-edit" if newest else "notice", key=newest or key)
    return redirect("notice", key=key)


def _doing(request: HttpRequest, actor: Actor, key: str, step: Step) -> tuple[Callable[[], object], str]:
    notice, reason = NoticeKey(key), request.POST.get("reason", "")
    todo: dict[Step, tuple[Callable[[], object], str]] = {
        Step.SUBMIT: (lambda: SubmitNotice.run(actor, notice), _("Đã trình. Người duyệt được báo ngay.")),
        Step.RETURN: (lambda: ReturnNotice.run(actor, Returned(key, reason)), _("Đã trả lại người soạn.")),
        Step.APPROVE: (lambda: ApproveNotice.run(actor, notice), _("Đã duyệt. Thông báo chờ ký.")),
        Step.SIGN: (lambda: SignNotice.run(actor, notice), _("Đã ký. Văn thư được báo để cấp số.")),
        Step.NUMBER: (lambda: _number(request, actor, key), _("Đã cấp số.")),
        Step.ISSUE: (lambda: IssueNotice.run(actor, notice), _("Đã phát hành và gửi tới nơi nhận.")),
        Step.REPLACE: (lambda: ReplaceNotice.run(actor, notice), _("Đã lập dự thảo thay thế.")),
    }
    return todo[step]


def _number(request: HttpRequest, actor: Actor, key: str) -> None:
    given = NumberNotice.run(actor, Numbering(key, _day(request.POST.get("dated", ""))))
    messages.info(
        request,
        _("Số %(number)s, ngày %(day)s.") % {"number": f"{given.number:02d}", "day": format_date(given.dated)},
    )


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ActionError(_("Ngày văn bản chưa đúng. Hãy chọn lại ngày."), "dated") from None
