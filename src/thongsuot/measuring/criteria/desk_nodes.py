"""Editing one node of a draft: its own page with what is wrong with it, adding, moving, removing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.measuring.criteria import actions as act
from thongsuot.measuring.criteria import queries
from thongsuot.measuring.criteria.desk import draft_for, stored_beside
from thongsuot.measuring.criteria.domain.checks import faults
from thongsuot.measuring.criteria.domain.edit import EditError, mark_of, node_of
from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Node
from thongsuot.measuring.criteria.forms import MoveForm
from thongsuot.measuring.criteria.models import CriteriaRelease
from thongsuot.measuring.criteria.node_forms import NodeForms, initial_of
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.acting import attempt, say

CHOOSE = "doi-cach-tinh"  # the button that only shows the fields of another kind of rule


@login_required
@require_http_methods(["GET", "POST"])
def node(request: HttpRequest, key: str, code: str) -> HttpResponse:
    actor = actor_of(request)
    row = draft_for(actor, key)
    plain = _node(row, code)
    asked_only = CHOOSE in request.POST
    forms = NodeForms(actor, plain, request.POST or None, row.based_on)
    if request.method == "POST" and not asked_only and forms.is_valid():
        wanted = act.Editing(key, code, request.POST.get("thay", ""), forms.values())
        done = attempt(forms.main, lambda: act.EditNode.run(actor, wanted))
        if done is not None:
            messages.success(request, _("Đã lưu tiêu chí %(code)s.") % {"code": done.code})
            return redirect("criteria-node", key=key, code=done.code)
        row.refresh_from_db()
        plain = _node(row, code)
    refused = request.method == "POST" and not asked_only
    criteria = queries.set_of(row)
    context = {
        "release": row,
        "node": criteria.by_code[code],
        "forms": forms,
        "asked_only": asked_only,
        "seen": mark_of(row.content, code),
        "stored": stored_beside(forms.main, initial_of(plain)) if refused else [],
        "faults": [one for one in faults(criteria, queries.known()) if one.code == code],
        "move": _move_form(criteria, criteria.by_code[code]),
        "next_child": next_code(criteria, code),
        "sample_data": row.is_sample,
    }
    return render(request, "measuring/criteria/edit_node.html", context, status=422 if refused else 200)


def _node(row: CriteriaRelease, code: str) -> dict[str, Any]:
    try:
        return node_of(row.content, code)
    except EditError as gone:
        raise Http404(str(gone)) from gone


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, key: str) -> HttpResponse:
    """``duoi`` is the code of the parent; without it a domain is added."""
    actor = actor_of(request)
    row = draft_for(actor, key)
    criteria, under = queries.set_of(row), request.GET.get("duoi", "")
    parent = criteria.by_code.get(under)
    fresh = {"code": next_code(criteria, under), "field": parent.field if parent else ""}
    forms = NodeForms(actor, fresh, request.POST or None, row.based_on)
    if request.method == "POST" and CHOOSE not in request.POST and forms.is_valid():
        wanted = act.Adding(key, under, forms.values() | {"standing": row.certainty})
        done = attempt(forms.main, lambda: act.AddNode.run(actor, wanted))
        if done is not None:
            messages.success(request, _("Đã thêm tiêu chí %(code)s.") % {"code": done.code})
            return redirect("criteria-node", key=key, code=done.code)
    refused = request.method == "POST" and CHOOSE not in request.POST
    context = {"release": row, "parent": parent, "forms": forms, "sample_data": row.is_sample}
    return render(request, "measuring/criteria/add_node.html", context, status=422 if refused else 200)


def next_code(criteria: CriteriaSet, under: str) -> str:
    """The first free number below the parent."""
    stem = f"{under}." if under else ""
    return next(f"{stem}{number}" for number in range(1, 1000) if f"{stem}{number}" not in criteria.by_code)


def _move_form(criteria: CriteriaSet, moved: Node, data: Any = None) -> MoveForm:
    inside = {one.code for one in moved.walk()}
    places = [(one.code, f"{one.code}. {one.name}") for one in criteria.walk() if one.code not in inside]
    form = MoveForm(data, initial={"new_code": moved.code})
    form.fields["under"].choices = [("", _("thành một lĩnh vực riêng")), *places]  # type: ignore[attr-defined]
    return form


@login_required
@require_POST
def move(request: HttpRequest, key: str, code: str) -> HttpResponse:
    actor = actor_of(request)
    row = draft_for(actor, key)
    _node(row, code)
    criteria = queries.set_of(row)
    form = _move_form(criteria, criteria.by_code[code], request.POST)
    if not form.is_valid():
        messages.error(request, _("Hãy chọn nơi chuyển đến và ghi mã mới."))
        return redirect("criteria-node", key=key, code=code)
    data = form.cleaned_data
    wanted = act.Moving(key, code, request.POST.get("thay", ""), data["under"], data["new_code"])
    done = say(request, lambda: act.MoveNode.run(actor, wanted), _("Đã chuyển chỗ."))
    return redirect("criteria-node", key=key, code=data["new_code"] if done else code)


@login_required
@require_POST
def remove(request: HttpRequest, key: str, code: str) -> HttpResponse:
    actor = actor_of(request)
    _node(draft_for(actor, key), code)
    wanted = act.Removing(key, code, request.POST.get("thay", ""))
    if say(request, lambda: act.RemoveNode.run(actor, wanted), _("Đã bỏ tiêu chí %(code)s.") % {"code": code}):
        return redirect("criteria-draft", key=key)
    return redirect("criteria-node", key=key, code=code)
