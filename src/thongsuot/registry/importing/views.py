"""The import wizard: choose a file, see the dry run with its errors, confirm, undo for a day (product §4.5)."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.platform.access.errors import require
from thongsuot.platform.actions import Action, ActionError
from thongsuot.platform.files.domain import FileRefused
from thongsuot.platform.files.store import TABLES, put
from thongsuot.platform.http import csv_response
from thongsuot.platform.imports import queries
from thongsuot.platform.imports.actions import (
    BatchInput,
    BatchResult,
    CheckImport,
    CheckInput,
    ConfirmImport,
    UndoImport,
)
from thongsuot.platform.imports.importer import find
from thongsuot.registry.accounts.requests import actor_of
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.acting import say

KIND = "claims"


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Tệp bảng"),
        help_text=gettext_lazy("Tệp .xlsx hoặc .csv, một dòng một số liệu. Chạy thử trước, chưa ghi gì."),
        error_messages={
            "required": gettext_lazy("Hãy chọn một tệp."),
            "empty": gettext_lazy("Tệp rỗng. Hãy chọn tệp khác."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


@login_required
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Permission.IMPORT_RUN)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            stored = put(upload.chunks(), upload.name, accepted=TABLES)
            batch = CheckImport.run(actor, CheckInput(KIND, stored.pk))
        except FileRefused as refused:
            form.add_error("file", str(refused))
        except ActionError as error:
            form.add_error("file", [one.message for one in error.errors])
        else:
            return redirect("import-batch", pk=batch.batch_id)
    page = Paginator(queries.visible_to(actor), 20).get_page(request.GET.get("trang"))
    context = {"form": form, "page": page, "columns": find(KIND).columns}
    return render(request, "registry/importing/choose.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    found = queries.get_for(actor, pk)
    problems = Paginator(found.problems.all(), 50).get_page(request.GET.get("trang"))
    return render(request, "registry/importing/batch.html", {"batch": found, "problems": problems})


@login_required
@require_GET
def problems_csv(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.get_for(actor_of(request), pk)
    return csv_response(f"loi-nhap-{pk}.csv", queries.PROBLEM_HEADER, queries.problem_rows(found))


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, ConfirmImport, _("Đã nhập. Có thể hoàn tác trong 24 giờ."))


@login_required
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, UndoImport, _("Đã hoàn tác đợt nhập."))


def _act(request: HttpRequest, pk: int, action: type[Action[BatchInput, BatchResult]], said: str) -> HttpResponse:
    actor = actor_of(request)
    found = queries.get_for(actor, pk)
    again = request.POST.get("nhap-lai") == "1"
    say(request, lambda: action.run(actor, BatchInput(found.pk, again)), said)
    return redirect("import-batch", pk=pk)
