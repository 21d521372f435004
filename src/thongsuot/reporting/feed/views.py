"""Senders of dossiers, their files, their codes, and dossiers two systems see differently."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.files.domain import CSV, MEBIBYTE, TEXT, FileRefused
from thongsuot.platform.files.store import put
from thongsuot.platform.http import csv_response, page_of
from thongsuot.platform.jobs import enqueue
from thongsuot.registry.acting import attempt
from thongsuot.registry.units import queries as units
from thongsuot.reporting.feed import queries
from thongsuot.reporting.feed.actions import (
    AddSource,
    Meaning,
    NewFile,
    NewSource,
    ReceiveFile,
    Row,
    Start,
    StartFeed,
    TellCode,
)
from thongsuot.reporting.feed.choices import CodeKind, FeedState
from thongsuot.reporting.feed.domain.lines import NotAFeed, cleaned
from thongsuot.reporting.feed.domain.shapes import PERSONAL
from thongsuot.reporting.feed.forms import FeedUploadForm, MeaningForm, SourceForm
from thongsuot.reporting.feed.jobs import FeedJob, FoldJob, check_feed, fold_feed, import_feed
from thongsuot.reporting.feed.models import FeedCode, FeedSource
from thongsuot.reporting.feed.showing import code_lines, example_lines, lag_words
from thongsuot.reporting.permissions import Reporting
from thongsuot.serving.permissions import Serving

_MOST_BYTES = 500 * MEBIBYTE
_SHOWN_FAULTS = 50


@login_required
@require_http_methods(["GET", "POST"])
def feeds(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Reporting.FEED_RUN)
    form = SourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _add(actor, dict(form.cleaned_data))):
        messages.success(request, _("Đã khai báo. Hãy tải tệp đầu tiên để chạy thử."))
        return redirect("feed-source", form.cleaned_data["key"])
    lines = [(one, lag_words(one.last)) for one in queries.source_lines(actor)]
    context = {"form": form, "lines": lines, "sample_data": any(one.source.is_sample for one, _lag in lines)}
    return render(request, "reporting/feed/feeds.html", context, status=422 if form.errors else 200)


def _add(actor: Actor, given: dict[str, Any]) -> Row:
    found = units.search(actor, given.pop("home"), limit=1)
    if not found:
        raise ActionError(_("Không thấy đơn vị này. Hãy ghi tên như trong danh mục đơn vị."), "home")
    return AddSource.run(actor, NewSource(home_id=found[0].pk, **given))


@login_required
@require_http_methods(["GET", "POST"])
def feed_source(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Reporting.FEED_RUN)
    source = queries.source_for(actor, key)
    form = FeedUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        answer = _upload(request, form, source)
        if answer is not None:
            return answer
    page = page_of(queries.files_visible_to(actor).filter(source=source), ("-id",), request.GET.get("sau"))
    context = {
        "source": source,
        "form": form,
        "files": page.rows,
        "next": page.next,
        "unknown": queries.codes_visible_to(actor, source).count(),
        "personal": ", ".join(PERSONAL),
        "sample_data": source.is_sample,
    }
    return render(request, "reporting/feed/source.html", context, status=422 if form.errors else 200)


def _upload(request: HttpRequest, form: FeedUploadForm, source: FeedSource) -> HttpResponse | None:
    """Keep the cleaned copy and look through it; ``None`` when the file was refused, the reason on the form."""
    actor, chosen = actor_of(request), form.cleaned_data["file"]
    name = f"{chosen.name.rpartition('.')[0] or chosen.name}.jsonl"
    try:
        stored = put(cleaned(chosen), name, accepted=(TEXT, CSV), limit=_MOST_BYTES)
        row = ReceiveFile.run(actor, NewFile(source.pk, chosen.name[-200:], stored.digest, stored.pk))
    except (NotAFeed, FileRefused, ActionError) as error:
        form.add_error("file", str(error))
        return None
    if queries.file_for(actor, row.number).state != FeedState.WAITING:
        messages.info(request, _("Đúng tệp này đã được nhận trước đó. Dưới đây là kết quả lần ấy."))
        return redirect("feed-file", row.number)
    title = _("Chạy thử tệp %(name)s của %(source)s") % {"name": chosen.name, "source": source.name}
    return redirect("job", enqueue(check_feed, actor, FeedJob(row.number, actor.id), title=title).pk)


@login_required
@require_GET
def feed_file(request: HttpRequest, number: int) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Reporting.FEED_RUN)
    file = queries.file_for(actor, number)
    context = {
        "file": file,
        "lag": lag_words(file),
        "faults": queries.faults_of(actor, file)[:_SHOWN_FAULTS],
        "codes": code_lines(file),
        "examples": example_lines(file),
        "sample_data": file.source.is_sample,
    }
    return render(request, "reporting/feed/file.html", context)


@login_required
@require_GET
def feed_faults(request: HttpRequest, number: int) -> StreamingHttpResponse:
    actor = actor_of(request)
    require(actor, Reporting.FEED_RUN)
    file = queries.file_for(actor, number)
    return csv_response(f"loi-ho-so-{file.pk}.csv", queries.FAULT_HEADER, queries.fault_rows(actor, file))


@login_required
@require_POST
def feed_run(request: HttpRequest, number: int) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Reporting.FEED_RUN)
    file = queries.file_for(actor, number)
    if file.state == FeedState.RUNNING and file.job is not None and file.job.is_open:
        return redirect("job", file.job.pk)
    title = _("Nhập %(rows)d dòng từ tệp %(name)s") % {"rows": file.total, "name": file.name}
    try:
        with transaction.atomic():
            run = enqueue(import_feed, actor, FeedJob(file.pk, actor.id), title=title)
            StartFeed.run(actor, Start(file.pk, run.pk))
    except (ActionError, ConflictError) as error:
        messages.error(request, str(error))
        return redirect("feed-file", number)
    return redirect("job", run.pk)


@login_required
@require_GET
def feed_codes(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Reporting.FEED_RUN)
    source = queries.source_for(actor, key)
    return _codes_page(request, source)


def _codes_page(
    request: HttpRequest, source: FeedSource, refused: tuple[int, MeaningForm] | None = None
) -> HttpResponse:
    known = request.GET.get("da-ghep") == "1"
    rows = queries.codes_visible_to(actor_of(request), source, known=known)
    page = page_of(rows, ("-rows", "id"), request.GET.get("sau"))
    number, form = refused or (0, MeaningForm())
    reasons = [message for found in form.errors.values() for message in found]
    context = {
        "source": source,
        "known": known,
        "rows": [(row, row.pk == number) for row in page.rows],
        "typed": form["meaning"].value() or "",
        "reason": " ".join(map(str, reasons)),
        "next": page.next,
        "sample_data": source.is_sample,
    }
    return render(request, "reporting/feed/codes.html", context, status=422 if refused else 200)


@login_required
@require_POST
def feed_code(request: HttpRequest, number: int) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Reporting.FEED_RUN)
    code = queries.code_for(actor, number)
    form = MeaningForm(request.POST)
    told = attempt(form, lambda: _tell(actor, code, form.cleaned_data["meaning"])) if form.is_valid() else None
    if told is None:
        return _codes_page(request, code.source, (code.pk, form))
    title = _("Gộp lại hồ sơ của %(source)s sau khi ghép mã") % {"source": code.source.name}
    messages.success(request, _("Đã ghép. %(count)d hồ sơ đang được gộp lại.") % {"count": told.dossiers})
    enqueue(fold_feed, actor, FoldJob(code.source_id), title=title)
    return redirect("feed-codes", code.source.key)


def _tell(actor: Actor, code: FeedCode, words: str) -> Any:
    if code.kind == CodeKind.PROCEDURE:
        return TellCode.run(actor, Meaning(code.pk, procedure_code=words.strip()))
    path = f"{code.source.home.path}/"
    found = [one for one in units.search(actor, words) if f"{one.path}/".startswith(path)]
    return TellCode.run(actor, Meaning(code.pk, unit_key=found[0].key if found else ""))


@login_required
@require_GET
def mismatches(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Serving.BOARD_READ)
    rows = queries.mismatches(actor, timezone.now())
    side = request.GET.get("ben")
    rows = rows.filter(late_here=side == "ta") if side in ("ta", "ban") else rows
    page = page_of(rows, ("-id",), request.GET.get("sau"))
    context = {
        "rows": page.rows,
        "next": page.next,
        "side": side,
        "sample_data": any(one.source.is_sample or one.dossier.is_sample for one in page.rows),
    }
    return render(request, "reporting/feed/mismatches.html", context)
