"""The end of the day: our record against another system's list, and updates typed in heaps."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError
from thongsuot.platform.files.domain import CSV, MEBIBYTE, XLSX, FileRefused
from thongsuot.platform.imports.tables import read_rows
from thongsuot.registry.acting import attempt, say
from thongsuot.registry.units.models import Unit
from thongsuot.serving.desk import queries
from thongsuot.serving.desk.actions import Answer, AnswerFlag, AnswerGap, LookForHeaps, OtherList, Reconcile, UnitDay
from thongsuot.serving.desk.choices import AnswerState
from thongsuot.serving.desk.domain.listing import BadList, Listing, listing
from thongsuot.serving.desk.forms import ListForm
from thongsuot.serving.desk.places import desk_of
from thongsuot.serving.permissions import Serving

LARGEST = 10 * MEBIBYTE
SHOWN = 300


@login_required
@require_http_methods(["GET", "POST"])
def day_end(request: HttpRequest) -> HttpResponse:
    """GET the day; POST another system's list, or asks the log for heaps."""
    actor = actor_of(request)
    require(actor, Serving.DOSSIER_READ)
    unit, day = desk_of(actor, Serving.DOSSIER_READ), _day(request)
    if request.method == "POST" and "don" in request.POST:
        done = _("Đã rà soát nhật ký cập nhật của ngày.")
        say(request, lambda: LookForHeaps.run(actor, UnitDay(unit.pk, day)), done)
        return redirect(f"{reverse('day-end')}?ngay={day:%Y-%m-%d}")
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: Reconcile.run(actor, _other(unit, form)))
        if made is not None:
            return redirect("reconcile-run", pk=made.id)
    flags = queries.flags_visible_to(actor).filter(day=day)
    runs = queries.runs_visible_to(actor).select_related("unit").order_by("-pk")[:10]
    context = {
        "unit": unit,
        "day": day,
        "form": form,
        "may_reconcile": actor.can(Serving.DOSSIER_RECEIVE, unit.path),
        "runs": runs,
        "flags": flags[:SHOWN],
        "sample_data": any(one.is_sample for one in runs),
    }
    return render(request, "serving/desk/day_end.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """The differences of one comparison, those still open first."""
    actor = actor_of(request)
    row = queries.run_for(actor, pk)
    lines = sorted(row.lines.order_by("gap", "code")[:SHOWN], key=lambda one: one.state != AnswerState.OPEN)
    known = queries.dossiers_by_code(actor, [one.code for one in lines])
    context = {
        "run": row,
        "lines": [(one, one.code in known) for one in lines],
        "open": sum(1 for one in lines if one.state == AnswerState.OPEN),
        "sample_data": row.is_sample,
    }
    return render(request, "serving/desk/run.html", context)


@login_required
@require_POST
def answer_gap(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    line = queries.line_for(actor, pk)
    say(request, lambda: AnswerGap.run(actor, _answer(request, pk)), _("Đã ghi."))
    return redirect("reconcile-run", pk=line.run_id)


@login_required
@require_POST
def answer_flag(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    flag = queries.flag_for(actor, pk)
    say(request, lambda: AnswerFlag.run(actor, _answer(request, pk)), _("Đã ghi giải trình."))
    return redirect(f"{reverse('day-end')}?ngay={flag.day:%Y-%m-%d}")


def _answer(request: HttpRequest, pk: int) -> Answer:
    return Answer(pk, request.POST.get("ket-qua", ""), request.POST.get("giai-trinh", "")[:2000])


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return timezone.localdate()


def _other(unit: Unit, form: ListForm) -> OtherList:
    data = form.cleaned_data
    read = _read(form)
    return OtherList(unit.pk, data["system"], read.rows, read.faults, data["is_whole"])


def _read(form: ListForm) -> Listing:
    """The pasted text or the file; ``ActionError`` on the field it came from."""
    given = form.cleaned_data["file"]
    field = "file" if given else "listing"
    try:
        if given and given.size > LARGEST:
            raise FileRefused(_("Tệp lớn hơn 10 MB. Hãy xuất danh sách của từng tháng."))
        body = given.read() if given else form.cleaned_data["listing"].encode()
        kind = XLSX if given and body[:2] == b"PK" else CSV
        header, *rows = read_rows(BytesIO(body), kind.media_type)
        return listing(header.cells, [(one.number, one.cells) for one in rows])
    except (FileRefused, BadList) as refused:
        raise ActionError(str(refused), field) from refused
