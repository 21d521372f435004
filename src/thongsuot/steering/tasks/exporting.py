"""Excel out: at once while it is short, by the worker when it is long."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thongsuot.kernel.formatting import format_number
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.directory import actor_by_id
from thongsuot.platform.access.errors import Hidden, require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError
from thongsuot.platform.files.domain import XLSX
from thongsuot.platform.files.http import respond
from thongsuot.platform.files.store import put
from thongsuot.platform.jobs import Outcome, Progress, enqueue, job
from thongsuot.platform.jobs import queries as jobs
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks import queries
from thongsuot.steering.tasks.filters import FilterForm, narrow, said
from thongsuot.steering.tasks.listing import with_names
from thongsuot.steering.tasks.models import Task
from thongsuot.steering.tasks.workbook import write_workbook

AT_ONCE = 5_000  # rows; written in well under two seconds
_CHUNK = 64 * 1024
_MEDIA_TYPE = XLSX.media_type


@dataclass(frozen=True)
class Export:
    account_id: int | None
    query: str  # what stood behind «?» in the list's address
    day: date


@login_required
@require_GET
def tasks_export(request: HttpRequest) -> HttpResponse:
    """The list as filtered in the address."""
    actor = actor_of(request)
    require(actor, Steering.READ)
    wanted = FilterForm(request.GET).wanted()
    tasks = queries.in_view(actor, request.GET.get("xem", ""))
    count = narrow(tasks, wanted)[: AT_ONCE + 1].count()
    data = Export(actor.id, request.GET.urlencode(), wanted.get("ngay") or timezone.localdate())
    if count > AT_ONCE:
        run = enqueue(export_later, actor, data, title=_("Xuất nhiệm vụ ra Excel"))
        return redirect("job", run.pk)
    held = io.BytesIO()
    _write(held, actor, data)
    response = HttpResponse(held.getvalue(), content_type=_MEDIA_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, _name(data)) or "attachment"
    return response


@job("steering.tasks.export", "Xuất nhiệm vụ ra Excel")
def export_later(progress: Progress, data: Export) -> Outcome:
    """The same file by the worker, with the rights the requester has then; started again it begins anew."""
    actor = actor_by_id(data.account_id)
    if actor is None:
        raise ActionError(_("Tài khoản yêu cầu không còn hoạt động nên chưa xuất gì."))
    progress.expect(_tasks(actor, data).count())
    with tempfile.TemporaryFile() as held:
        count = _write(held, actor, data, progress)
        held.seek(0)
        stored = put(iter(lambda: held.read(_CHUNK), b""), _name(data), accepted=(XLSX,))
    progress.save({"digest": stored.digest, "name": stored.name}, count)
    address = reverse("tasks-export-file", args=[progress.run_id])
    return Outcome(_("Đã xuất %(count)s nhiệm vụ.") % {"count": format_number(count)}, address, _("Tải tệp"))


@login_required
@require_GET
def tasks_export_file(request: HttpRequest, run: int) -> HttpResponse:
    """The file of a finished export, for whoever asked for it."""
    kept = jobs.get_for(actor_of(request), run)
    stored = queries.exported_file(actor_of(request), kept.checkpoint) if kept.name == "steering.tasks.export" else None
    if stored is None:
        raise Hidden(_("Tệp này không còn nữa. Hãy xuất lại."))
    return respond(stored)


def _tasks(actor: Actor, data: Export) -> QuerySet[Task]:
    query = QueryDict(data.query)
    return narrow(queries.in_view(actor, query.get("xem", "")), FilterForm(query).wanted())


def _write(target: BinaryIO, actor: Actor, data: Export, progress: Progress | None = None) -> int:
    rows = with_names(_tasks(actor, data)).order_by("due_order", "id").iterator(chunk_size=2000)
    return write_workbook(
        target, rows, said(FilterForm(QueryDict(data.query))), data.day, progress.report if progress else None
    )


def _name(data: Export) -> str:
    return f"nhiem-vu-{data.day:%Y-%m-%d}.xlsx"
