"""The page «Đôn đốc»: what goes out next, what went out and was read, what was taken up the ladder."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError
from thongsuot.registry.paging import CappedPaginator
from thongsuot.steering.chasing import queries
from thongsuot.steering.chasing.actions import MOST_WORDS, Call, Called, RemindTasks
from thongsuot.steering.chasing.asked import BY_HAND, VIEWS, Asked, asked_of
from thongsuot.steering.chasing.desk import clock, planned, rung_words, windows
from thongsuot.steering.chasing.domain import Ladder
from thongsuot.steering.chasing.rules import ladder_on, ladder_rule, updates_rule
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.models import Task

PAGE_SIZE = 25


@login_required
@require_GET
def reminders(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Steering.TASK_REMIND)
    return render(request, "steering/chasing/desk.html", _context(request, actor))


@login_required
@require_POST
def remind(request: HttpRequest) -> HttpResponse:
    """Call on the ticked tasks; refused, the page comes back with everything typed and ticked."""
    actor = actor_of(request)
    ticked = tuple(int(one) for one in request.POST.getlist("viec") if one.isdecimal() and len(one) < 19)
    try:
        done = RemindTasks.run(actor, Call(ticked, request.POST.get("words", "")))
    except ActionError as error:
        context = _context(request, actor) | {"refused": error.errors, "ticked": ticked}
        context["words"] = request.POST.get("words", "")
        return render(request, "steering/chasing/desk.html", context, status=422)
    messages.success(request, said(done))
    return redirect(f"{reverse('reminders')}?xem=da-gui&nac={BY_HAND}")


def said(done: Called) -> str:
    """«Đã đôn đốc 12 việc; 2 việc hôm nay đã đôn đốc rồi.»"""
    parts = [ngettext("Đã đôn đốc %(n)d việc", "Đã đôn đốc %(n)d việc", done.sent) % {"n": done.sent}]
    if done.again:
        parts.append(_("%(n)d việc hôm nay đã đôn đốc rồi") % {"n": done.again})
    if done.closed:
        parts.append(_("%(n)d việc không còn phải đôn đốc") % {"n": done.closed})
    return "; ".join(parts) + "."


def _context(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    asked = asked_of(request.GET)
    today = timezone.localdate()
    ladder = ladder_on(today)
    context = {
        "asked": asked,
        "views": [(label, f"?xem={view}", view == asked.view) for view, label in zip(VIEWS, _labels(), strict=True)],
        "rungs": [(rung.key, f"{rung.key}: {rung_words(rung)}") for rung in ladder.rungs],
        "by_hand": BY_HAND,
        "clock": clock(timezone.localtime(), asked.day if asked.view == VIEWS[0] else None),
        "last": queries.round_of(today),
        "rule": ladder_rule(today),
        "windows": windows(today),
        "windows_rule": updates_rule(today),
        "most_words": MOST_WORDS,
    }
    return context | _rows(request, actor, asked, context, ladder)


def _rows(request: HttpRequest, actor: Actor, asked: Asked, context: dict[str, Any], ladder: Ladder) -> dict[str, Any]:
    number = request.GET.get("trang")
    if asked.view == "da-gui":
        page = CappedPaginator(asked.reminders(queries.visible_to(actor)), PAGE_SIZE).get_page(number)
        shown = _sample(one.task for one in page)
        return {"page": page, "sent": queries.with_deliveries(list(page)), "sample_data": shown}
    if asked.view == "dang-bao":
        keys = [rung.key for rung in ladder.rungs if rung.days > 0]
        page = CappedPaginator(asked.tasks(queries.escalated(actor, keys)), PAGE_SIZE).get_page(number)
        return {"page": page, "taken_up": queries.with_latest(list(page), keys), "sample_data": _sample(page)}
    when = context["clock"]
    page = CappedPaginator(asked.tasks(queries.upcoming(actor, when.dues)), PAGE_SIZE).get_page(number)
    rows = planned(list(page), when.dues, when.day) if when.day else []
    return {"page": page, "planned": rows, "sample_data": _sample(page)}


def _sample(tasks: Iterable[Task]) -> bool:
    return any(task.is_sample for task in tasks)


def _labels() -> tuple[str, ...]:
    return _("Sắp gửi"), _("Đã gửi"), _("Đang báo lên cấp trên")
