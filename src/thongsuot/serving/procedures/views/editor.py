"""A draft in its parts: the general form, steps, papers and fees as tables; announcing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.registry.acting import attempt, say
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures import actions as act
from thongsuot.serving.procedures import forms, queries
from thongsuot.serving.procedures.actions.base import NO_BRANCH
from thongsuot.serving.procedures.checking import faults_of
from thongsuot.serving.procedures.domain.checks import Fault, completeness
from thongsuot.serving.procedures.domain.plain import BadContent, content_from, plain_of
from thongsuot.serving.procedures.domain.wording import UNITS, limit_words
from thongsuot.serving.procedures.models import ProcedureVersion, VersionStatus
from thongsuot.serving.procedures.page import guide_of
from thongsuot.serving.procedures.rows import PARTS, cells_of, ordered, rows_from

GENERAL = "chung"


@login_required
@require_GET
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A draft with its faults; an announced one as it stands."""
    actor = actor_of(request)
    row = queries.version_for(actor, code, number)
    content = queries.content_of(row)
    day = row.valid_from or timezone.localdate()
    is_draft = row.status == VersionStatus.DRAFT
    may_edit = is_draft and actor.can(Serving.PROCEDURE_EDIT, _path(row))
    context = {
        "version": row,
        "procedure": row.procedure,
        "guide": guide_of(row.procedure, row, day),
        "limit": limit_words(content.limit),
        "faults": faults_of(content, day) if is_draft else [],
        "complete": completeness(content, instrument=row.instrument, audiences=row.procedure.audiences),
        "parts": [(key, part.title) for key, part in PARTS.items()],
        "is_draft": is_draft,
        "may_edit": may_edit,
        "may_publish": actor.can(Serving.PROCEDURE_PUBLISH, _path(row)),
        "sample_data": row.procedure.is_sample,
    }
    return render(request, "serving/procedures/version.html", context)


def _path(row: ProcedureVersion) -> str:
    return row.procedure.home.path if row.procedure.home else NO_BRANCH


def _draft(actor: Actor, code: str, number: int) -> ProcedureVersion:
    row = queries.version_for(actor, code, number)
    require(actor, Serving.PROCEDURE_EDIT, _path(row))
    if row.status != VersionStatus.DRAFT:
        raise Http404(_("Phiên bản này đã công bố nên không sửa nữa."))
    return row


@login_required
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, code: str, number: int, part: str) -> HttpResponse:
    actor = actor_of(request)
    row = _draft(actor, code, number)
    content = plain_of(queries.content_of(row))
    if part == GENERAL:
        return _general(request, actor, row, content)
    if part not in PARTS:
        raise Http404(_("Không có phần này."))
    return _rows(request, actor, row, content, part)


def _general(request: HttpRequest, actor: Actor, row: ProcedureVersion, content: dict[str, Any]) -> HttpResponse:
    form = forms.GeneralForm(request.POST or None, initial=forms.GeneralForm.initial_of(content))
    if request.method == "POST" and form.is_valid():
        edit = _editing(request, row, form.merged(content))
        if attempt(form, lambda: act.EditVersion.run(actor, edit)) is not None:
            messages.success(request, _("Đã lưu."))
            return redirect("procedure-version", code=row.procedure.code, number=row.number)
        row.refresh_from_db()
    context = {"form": form, "version": row, "procedure": row.procedure, "sample_data": row.procedure.is_sample}
    return render(request, "serving/procedures/general.html", context, status=422 if form.errors else 200)


def _editing(request: HttpRequest, row: ProcedureVersion, content: dict[str, Any]) -> act.Editing:
    seen = request.POST.get("lan-sua", "")
    return act.Editing(row.procedure.code, row.number, int(seen) if seen.isdecimal() else 0, content)


def _rows(
    request: HttpRequest, actor: Actor, row: ProcedureVersion, content: dict[str, Any], name: str
) -> HttpResponse:
    """Each button saves what is typed and does its own; ``?xem=1`` only tells what would be wrong (live checks)."""
    shape, errors = PARTS[name], list[str]()
    rows = content[shape.key]
    if request.method == "POST":
        rows = ordered(rows_from(shape, rows, request.POST), request.POST.get("lam", ""))
        content = {**content, shape.key: rows}
        if request.GET.get("xem"):
            return render(request, "serving/procedures/_faults.html", {"faults": _faults(content, name)})
        errors = _saved(actor, _editing(request, row, content))
        if not errors:
            return redirect("procedure-part", code=row.procedure.code, number=row.number, part=name)
        row.refresh_from_db()
    context = {
        "part": shape,
        "part_name": name,
        "rows": [(number, one, cells_of(shape, one)) for number, one in enumerate(rows)],
        "blank": (len(rows), cells_of(shape, shape.blank)),
        "count": len(rows) + 1,
        "last": len(rows) - 1,
        "faults": _faults(content, name),
        "errors": errors,
        "version": row,
        "procedure": row.procedure,
        "unit": UNITS[queries.content_of(row).limit.unit],
        "sample_data": row.procedure.is_sample,
    }
    return render(request, "serving/procedures/rows.html", context, status=422 if errors else 200)


def _saved(actor: Actor, edit: act.Editing) -> list[str]:
    """What was refused, in words; empty when it is saved."""
    try:
        act.EditVersion.run(actor, edit)
    except ActionError as refused:
        return [one.message for one in refused.errors]
    except ConflictError as refused:
        return [str(refused)]
    return []


def _faults(content: dict[str, Any], place: str) -> list[Fault]:
    try:
        return [one for one in faults_of(content_from(content), timezone.localdate()) if one.place == place]
    except BadContent as wrong:
        return [Fault(place, str(wrong))]


@login_required
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Whoever announces reads the whole first; the revision he read goes with the form."""
    actor = actor_of(request)
    row = queries.version_for(actor, code, number)
    require(actor, Serving.PROCEDURE_PUBLISH, _path(row))
    form = forms.PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("lan-sua", "")
        wanted = act.Publishing(code, number, int(seen) if seen.isdecimal() else 0, **form.cleaned_data)
        if attempt(form, lambda: act.PublishVersion.run(actor, wanted)) is not None:
            messages.success(request, _("Đã công bố. Từ nay phiên bản này không đổi nữa."))
            return redirect("procedure-desk", code=code)
    context = {
        "form": form,
        "version": row,
        "procedure": row.procedure,
        "guide": guide_of(row.procedure, row, timezone.localdate()),
        "faults": faults_of(queries.content_of(row), timezone.localdate()),
        "sample_data": row.procedure.is_sample,
    }
    return render(request, "serving/procedures/publish.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def discard(request: HttpRequest, code: str, number: int) -> HttpResponse:
    actor = actor_of(request)
    queries.version_for(actor, code, number)
    say(request, lambda: act.DiscardVersion.run(actor, act.Discarding(code, number)), _("Đã bỏ bản soạn."))
    return redirect("procedure-desk", code=code)
