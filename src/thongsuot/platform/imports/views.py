"""The import wizard: choose a file → columns → dry run → confirm → undo."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.platform.access.errors import Hidden
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError
from thongsuot.platform.errors import ConflictError
from thongsuot.platform.files.domain import FileRefused
from thongsuot.platform.files.store import TABLES, put
from thongsuot.platform.http import csv_response, page_of
from thongsuot.platform.imports import queries
from thongsuot.platform.imports.actions import BatchInput, CheckImport, CheckInput, ConfirmImport, UndoImport
from thongsuot.platform.imports.forms import MappingForm, UploadForm
from thongsuot.platform.imports.importer import find
from thongsuot.platform.imports.jobs import LARGE, ConfirmLater, confirm_later
from thongsuot.platform.imports.reading import read_table
from thongsuot.platform.jobs import enqueue

_SALT = "platform.import.file"
_SHOWN_PROBLEMS = 50


@login_required
def batches(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = page_of(queries.visible_to(actor), ("-id",), request.GET.get("sau"))
    context = {"batches": page.rows, "next": page.next, "importers": queries.importers_for(actor)}
    return render(request, "platform/imports/list.html", context)


@login_required
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    importer = queries.importer_for(actor_of(request), kind)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["file"]
        try:
            stored = put(chosen.chunks(), chosen.name, accepted=TABLES)
            table = read_table(stored, importer.columns)
            mapping = queries.remembered_mapping(kind, table)
            done = CheckImport.run(actor_of(request), CheckInput(kind, stored.pk, mapping))
            return redirect("import-batch", done.batch_id)
        except FileRefused as error:
            form.add_error("file", str(error))
        except ActionError as error:
            if error.errors[0].field == "mapping":
                return redirect("import-columns", kind, signing.dumps(stored.pk, salt=_SALT))
            form.add_error("file", str(error))
    context = {"form": form, "importer": importer}
    return render(request, "platform/imports/upload.html", context, status=422 if form.errors else 200)


@login_required
def columns(request: HttpRequest, kind: str, token: str) -> HttpResponse:
    """Say which column of the file is what; the token lets only whoever uploaded the file look into it."""
    importer = queries.importer_for(actor_of(request), kind)
    try:
        stored = queries.uploaded_file(actor_of(request), signing.loads(token, salt=_SALT, max_age=86_400))
    except signing.BadSignature:
        raise Hidden(_("Tệp tải lên đã quá một ngày. Hãy chọn tệp lại.")) from None
    table = read_table(stored, importer.columns)
    form = MappingForm(importer, table, queries.remembered_mapping(kind, table), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = CheckImport.run(actor_of(request), CheckInput(kind, stored.pk, form.mapping()))
            return redirect("import-batch", done.batch_id)
        except ActionError as error:
            form.add_error(None, str(error))
    context = {"form": form, "importer": importer, "table": table, "first_rows": table.rows[:3]}
    return render(request, "platform/imports/columns.html", context, status=422 if form.errors else 200)


@login_required
def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    found = queries.get_for(actor_of(request), batch_id)
    context = {
        "batch": found,
        "importer": find(found.kind),
        "earlier": queries.same_file_batch(found),
        "problems": found.problems.all()[:_SHOWN_PROBLEMS],
        "columns_token": signing.dumps(found.file_id, salt=_SALT),
    }
    return render(request, "platform/imports/batch.html", context)


@login_required
def problems(request: HttpRequest, batch_id: int) -> StreamingHttpResponse:
    found = queries.get_for(actor_of(request), batch_id)
    return csv_response(f"loi-nhap-{found.pk}.csv", queries.PROBLEM_HEADER, queries.problem_rows(found))


@login_required
@require_POST
def confirm(request: HttpRequest, batch_id: int) -> HttpResponse:
    actor = actor_of(request)
    found = queries.get_for(actor, batch_id)
    again = request.POST.get("again") == "1"
    if found.row_count > LARGE:
        title = _("Nhập %(count)d dòng từ tệp %(name)s") % {"count": found.row_count, "name": found.file.name}
        return redirect("job", enqueue(confirm_later, actor, ConfirmLater(batch_id, actor.id, again), title=title).pk)
    try:
        ConfirmImport.run(actor, BatchInput(batch_id, again))
        messages.success(request, _("Đã nhập %(count)d dòng.") % {"count": found.create_count + found.update_count})
    except (ActionError, ConflictError) as error:
        messages.error(request, str(error))
    return redirect("import-batch", batch_id)


@login_required
@require_POST
def undo(request: HttpRequest, batch_id: int) -> HttpResponse:
    queries.get_for(actor_of(request), batch_id)
    try:
        UndoImport.run(actor_of(request), BatchInput(batch_id))
        messages.success(request, _("Đã hoàn tác cả đợt nhập."))
    except (ActionError, ConflictError) as error:
        messages.error(request, str(error))
    return redirect("import-batch", batch_id)
