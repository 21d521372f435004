"""Screens that make and change tasks: one new, one corrected, many at once."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.acting import attempt
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks import queries
from thongsuot.steering.tasks.actions import CreateTask, EditTask
from thongsuot.steering.tasks.bulk import BULK, run_all
from thongsuot.steering.tasks.choosing import unit_choices
from thongsuot.steering.tasks.editing import edits, home_of, new_task, shown
from thongsuot.steering.tasks.forms import EditTaskForm, NewTaskForm, TaskForm


@login_required
@require_http_methods(["GET", "POST"])
def task_new(request: HttpRequest) -> HttpResponse:
    """Two buttons: give at once, or keep as a proposal. ``thuoc`` in the address names the parent."""
    actor = actor_of(request)
    if not actor.can(Steering.TASK_ASSIGN):
        require(actor, Steering.TASK_PROPOSE)
    initial = {
        "home_id": home_of(actor),
        "parent_id": request.GET.get("thuoc"),
        "follows_id": request.GET.get("cu-the"),
    }
    form = NewTaskForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        assign = "giao" in request.POST
        wanted = new_task(form.cleaned_data, assign=assign)
        key = form.cleaned_data["key"] or None
        made = attempt(form, lambda: CreateTask.run(actor, wanted, idempotency_key=key))
        if made is not None:
            messages.success(request, _("Đã giao việc.") if assign else _("Đã lưu đề xuất."))
            return redirect("task", pk=made.id)
    return _form_page(request, actor, form, _("Thêm nhiệm vụ"))


@login_required
@require_http_methods(["GET", "POST"])
def task_edit(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    task = queries.get_for(actor, pk)
    require(actor, Steering.TASK_PROPOSE if task.added_by_id == actor.id else Steering.TASK_ASSIGN, task.home.path)
    form = EditTaskForm(request.POST or None, initial=shown(task))
    if request.method == "POST" and form.is_valid():
        wanted = edits(task, form.cleaned_data)
        if attempt(form, lambda: EditTask.run(actor, wanted)) is not None:
            messages.success(request, _("Đã lưu thay đổi."))
            return redirect("task", pk=pk)
    return _form_page(request, actor, form, _("Sửa nhiệm vụ"), task_id=pk)


def _form_page(
    request: HttpRequest, actor: Actor, form: TaskForm, heading: str, task_id: int | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "task_id": task_id,
        "unit_choices": unit_choices(actor),
        "may_assign": actor.can(Steering.TASK_ASSIGN),
    }
    return render(request, "steering/tasks/form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def tasks_bulk(request: HttpRequest) -> HttpResponse:
    """Two steps: the form of what is to be done with the chosen tasks, then the result, task by task."""
    actor = actor_of(request)
    require(actor, Steering.READ)
    step = BULK.get(request.POST.get("lam", ""))
    ids = [int(one) for one in request.POST.getlist("viec") if one.isdecimal()]
    if step is None or not ids:
        messages.error(request, _("Hãy chọn ít nhất một việc rồi chọn việc cần làm."))
        return redirect(f"/lam-viec/nhiem-vu?{request.POST.get('ve', '')}")
    tasks = list(
        queries.visible_to(actor).filter(pk__in=ids).select_related("lead", "home").order_by("due_order", "pk")
    )
    context = {"step": step, "tasks": tasks, "back": request.POST.get("ve", ""), "unit_choices": unit_choices(actor)}
    form = step.form(request.POST if "xac-nhan" in request.POST else None)
    if form.is_bound and form.is_valid():
        outcome = run_all(actor, step, tasks, form.cleaned_data)
        return render(request, "steering/tasks/bulk_done.html", context | {"outcome": outcome})
    return render(request, "steering/tasks/bulk.html", context | {"form": form}, status=422 if form.errors else 200)
