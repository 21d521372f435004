"""The desk from settled scores to publication: count, approve, publish with an hour; what would be published."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.kernel.periods.deadlines import find_deadline
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.publishing import queries
from thongsuot.measuring.publishing.actions import (
    ApproveRound,
    Approving,
    Counting,
    CountRound,
    Publishing,
    PublishRound,
)
from thongsuot.measuring.publishing.forms import PublishForm
from thongsuot.measuring.publishing.views.asked import page_of
from thongsuot.measuring.publishing.views.public import table_context
from thongsuot.measuring.rounds.choices import RoundStatus
from thongsuot.measuring.rounds.models import Round
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied, require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.events.queries import history_of, label_of
from thongsuot.registry.acting import attempt, say
from thongsuot.registry.paging import CappedPaginator

PAGE_SIZE = 30


@login_required
@require_GET
def rounds(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    _require_any(actor)
    rows = queries.rounds_to_publish(actor).order_by("-year", "population", "key")
    page = CappedPaginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    return render(request, "measuring/publishing/rounds.html", {"page": page})


@login_required
@require_http_methods(["GET", "POST"])
def desk(request: HttpRequest, key: str) -> HttpResponse:
    """Posting publishes; counting and approving have addresses of their own."""
    actor = actor_of(request)
    _require_any(actor)
    opened = queries.round_to_publish(actor, key)
    form = PublishForm(request.POST or None) if _may_publish(actor, opened) else None
    if request.method == "POST":
        require(actor, Measuring.RESULT_PUBLISH, opened.home.path)
        if form is not None and form.is_valid():
            wanted = _wanted(opened, form)
            if wanted is not None and attempt(form, lambda: PublishRound.run(actor, wanted)) is not None:
                return redirect("round-publishing", key=key)
    context = _context(actor, opened) | {"form": form}
    return render(request, "measuring/publishing/desk.html", context, status=422 if form and form.errors else 200)


def _wanted(opened: Round, form: PublishForm) -> Publishing | None:
    """What the form asks for; ``None`` with the reason on the form where a day cannot be meant."""
    data, now = form.cleaned_data, timezone.localtime()
    hour = None
    if data["day"]:
        hour = timezone.make_aware(datetime.combine(data["day"], data["hour"] or time(0, 0)))
        if hour < now:
            form.add_error("day", _("Giờ này đã qua. Để trống ngày thì công bố ngay."))
            return None
    due = find_deadline(data["remedy_due_text"], now.date()) if data["remedy_due_text"].strip() else None
    if data["remedy_due_text"].strip() and due is None:
        form.add_error("remedy_due_text", _("Chưa hiểu hạn này. Ví dụ: 31/07/2027, trong tháng 7/2027."))
        return None
    return Publishing(
        opened.pk, data["decision"], hour, data["appeal_days"], due.last_day if due else None, data["remedy_due_text"]
    )


def _context(actor: Actor, opened: Round) -> dict[str, Any]:
    publications = queries.published(actor).filter(round=opened).select_related("announcement").order_by("-number")
    waiting = queries.unsettled(actor, opened)
    order = [RoundStatus.COUNTED, RoundStatus.APPROVED, RoundStatus.PUBLISHED]
    done = order.index(RoundStatus(opened.status)) + 1 if opened.status in order else 0
    return {
        "round": opened,
        "tally": queries.tally_of(actor, opened),
        "waiting": waiting,
        "publications": publications,
        "newest": publications.first(),
        "step_names": [_("Tổng hợp"), _("Phê duyệt"), _("Công bố"), _("Kiến nghị")],
        "step": 4 if publications else min(done + 1, 3),
        "may_count": actor.can(Measuring.RESULT_COUNT, opened.home.path) and not waiting and done < 2,
        "may_approve": _may_approve(actor, opened),
        "gaps_url": page_of("round-gaps", opened.key),
        "ceiling_url": page_of("ceiling-report", opened.key),
        "analysis_url": page_of("round-analysis", opened.key),
        "now": timezone.now(),
        "sample_data": opened.is_sample,
        "history": [
            {"when": one.effective_at, "who": one.actor_name, "what": label_of(one)}
            for one in history_of("round", opened.pk).order_by("-sequence")[:30]
        ],
    }


def _may_publish(actor: Actor, opened: Round) -> bool:
    there = queries.published(actor).filter(round=opened).exists()
    ready = opened.status == RoundStatus.APPROVED and not there
    return ready and actor.can(Measuring.RESULT_PUBLISH, opened.home.path)


def _may_approve(actor: Actor, opened: Round) -> bool:
    return opened.status == RoundStatus.COUNTED and actor.can(Measuring.RESULT_APPROVE, opened.home.path)


def _require_any(actor: Actor) -> None:
    """Counting, approving or publishing somewhere is enough for the desk."""
    if not any(actor.can(one) for one in (Measuring.RESULT_COUNT, Measuring.RESULT_APPROVE, Measuring.RESULT_PUBLISH)):
        raise AccessDenied(_("Bàn công bố dành cho người tổng hợp, phê duyệt hoặc công bố kết quả chấm điểm."))


@login_required
@require_GET
def preview(request: HttpRequest, key: str) -> HttpResponse:
    """What would be published of the scores as they stand, for those who count, approve or publish."""
    actor = actor_of(request)
    _require_any(actor)
    result = queries.preview_of(actor, key)
    context = table_context(request, dict(result.groups)) | {
        "round": queries.round_to_publish(actor, key),
        "result": result,
        "is_preview": True,
        "sample_data": result.is_sample,
    }
    response = render(request, "measuring/publishing/preview.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
def count(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    opened = queries.round_to_publish(actor, key)
    said = _("Đã tổng hợp. Hãy xem trước rồi trình phê duyệt.")
    say(request, lambda: CountRound.run(actor, Counting(opened.pk)), said)
    return redirect("round-publishing", key=key)


@login_required
@require_POST
def approve(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    opened = queries.round_to_publish(actor, key)
    wanted = Approving(opened.pk, request.POST.get("ma-bam", ""))
    say(request, lambda: ApproveRound.run(actor, wanted), _("Đã phê duyệt kết quả."))
    return redirect("round-publishing", key=key)
