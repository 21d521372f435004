"""The list of tasks in its views, and one task with its whole story."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.files.http import respond
from thongsuot.registry.acting import attempt
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks import queries
from thongsuot.steering.tasks.bulk import steps_for
from thongsuot.steering.tasks.choices import TaskStatus
from thongsuot.steering.tasks.choosing import unit_choices
from thongsuot.steering.tasks.filters import ORDERS, STEPS_TOGETHER, WHOLE, FilterForm, narrow
from thongsuot.steering.tasks.forms import KeyedForm
from thongsuot.steering.tasks.listing import Tally, TallyLink, board, rows_of, tallies, total_of
from thongsuot.steering.tasks.models import Task
from thongsuot.steering.tasks.moves import BY_SLUG, Step, may
from thongsuot.steering.tasks.page import story_of

_CLOSED = {TaskStatus.DONE.value, TaskStatus.DROPPED.value}
_VIEWS = ("", "bang", "cua-toi", "cho-toi")


@login_required
@require_GET
def task_list(request: HttpRequest) -> HttpResponse:
    """``xem``: list, ``bang`` board, ``cua-toi`` my unit's, ``cho-toi`` waiting for my word; the rest are filters.

    The board shows every step whatever step is asked for.
    """
    actor = actor_of(request)
    require(actor, Steering.READ)
    form = FilterForm(request.GET)
    wanted = form.wanted()
    view = request.GET.get("xem", "")
    view = view if view in _VIEWS else ""
    day = wanted.get("ngay") or timezone.localdate()
    tasks = narrow(queries.in_view(actor, view), wanted)
    any_step = narrow(queries.in_view(actor, view), {k: v for k, v in wanted.items() if k != "trang_thai"})
    counts = tallies(any_step, whole_nation=queries.sees_all(actor))
    context: dict[str, Any] = {"form": form, "wanted": wanted, "view": view, "day": day, "counts": counts}
    context["tally_links"] = _tally_links(request, counts, wanted.get("trang_thai", WHOLE))
    context["more_filters"] = bool(set(wanted) - {"tim", "han", "trang_thai", "don_vi"})
    if view == "bang":
        context["columns"] = board(any_step, counts, day, _query_without(request, "sau", "xem", "trang_thai"))
    else:
        order = ORDERS[wanted.get("xep", "han")]
        context["rows"], context["next"] = rows_of(tasks, order, request.GET.get("sau"), day)
    context |= {"tabs": _tabs(request, view), "query": _query_without(request, "sau")}
    steps = steps_for(actor)
    context |= {"bulk_steps": steps, "may_bulk": bool(steps), "unit_choices": unit_choices(actor)}
    context |= {"may_create": actor.can(Steering.TASK_PROPOSE) or actor.can(Steering.TASK_ASSIGN)}
    return render(request, "steering/tasks/list.html", context)


def _tabs(request: HttpRequest, view: str) -> list[tuple[str, str, bool]]:
    names = {"": _("Danh sách"), "bang": _("Bảng"), "cua-toi": _("Việc của đơn vị tôi"), "cho-toi": _("Chờ tôi")}
    query = _query_without(request, "sau", "xem")
    return [(name, f"?xem={one}&{query}" if query else f"?xem={one}", one == view) for one, name in names.items()]


def _tally_links(request: HttpRequest, counts: dict[str, Tally], chosen: str) -> list[TallyLink]:
    query = _query_without(request, "sau", "trang_thai")
    links = []
    for step, label in STEPS_TOGETHER:
        some = {name: one for name, one in counts.items() if step == WHOLE or name not in _CLOSED}
        address = f"?{query}&trang_thai={step}" if query else f"?trang_thai={step}"
        links.append(TallyLink(str(label), total_of(some), address, chosen == step))
    for status in TaskStatus:
        if status.value in counts:
            address = f"?{query}&trang_thai={status.value}" if query else f"?trang_thai={status.value}"
            links.append(TallyLink(str(status.label), counts[status.value], address, chosen == status.value))
    return links


def _query_without(request: HttpRequest, *names: str) -> str:
    query = request.GET.copy()
    for name in names:
        query.pop(name, None)
    for name in [name for name, value in query.items() if not value]:
        del query[name]
    return query.urlencode()


@login_required
@require_GET
def task_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: the «5 rõ», where it stands, what this person may do, and its complete story."""
    actor = actor_of(request)
    return _page(request, actor, queries.get_for(actor, pk))


def _page(
    request: HttpRequest, actor: Actor, task: Task, opened: Step | None = None, form: KeyedForm | None = None
) -> HttpResponse:
    story = story_of(actor, task, opened, form) | {"unit_choices": unit_choices(actor)}
    return render(request, "steering/tasks/page.html", story, status=422 if form is not None and form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def task_move(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """One move: its form on the task's page; what was refused comes back with everything typed."""
    actor = actor_of(request)
    task = queries.get_for(actor, pk)
    if step not in BY_SLUG:
        raise Http404
    chosen = BY_SLUG[step]
    if request.method != "POST":
        if not may(actor, task, chosen):
            return redirect("task", pk=pk)
        return _page(request, actor, task, chosen)
    form = chosen.form(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data
        done = attempt(
            form, lambda: chosen.action.run(actor, chosen.build(actor, task, data), idempotency_key=data["key"] or None)
        )
        if done is not None:
            messages.success(request, str(chosen.said))
            return redirect("task", pk=pk)
    return _page(request, actor, queries.get_for(actor, pk), chosen, form)


@login_required
@require_GET
def task_evidence(request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
    """A proof's file, for whoever may see the task."""
    stored = queries.file_of(actor_of(request), pk, evidence)
    return respond(stored, inline=True)
