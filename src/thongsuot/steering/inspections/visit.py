"""The page used on the spot: a plain form that posts; script keeps records while the network is away (§5.16)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError
from thongsuot.platform.files.domain import JPEG, MEBIBYTE, PNG, FileRefused
from thongsuot.platform.files.store import put
from thongsuot.registry.acting import attempt
from thongsuot.steering.inspections import queries
from thongsuot.steering.inspections.actions import NewRecord, Received, RecordVisit, Visit
from thongsuot.steering.inspections.choices import InspectionStatus
from thongsuot.steering.inspections.forms import RecordForm
from thongsuot.steering.inspections.models import Inspection
from thongsuot.steering.inspections.rules import checklists
from thongsuot.steering.permissions import Steering

LARGEST_PHOTO = 10 * MEBIBYTE


@login_required
@require_http_methods(["GET", "POST"])
def on_the_spot(request: HttpRequest, pk: int) -> HttpResponse:
    """GET the page; POST one record. A script asks for JSON and gets ``{"uuid", "written"}`` or ``{"errors"}``."""
    actor = actor_of(request)
    visit = queries.get_for(actor, pk)
    require(actor, Steering.INSPECTION_VISIT, visit.home.path)
    form = _form(request, visit)
    by_script = request.headers.get("Accept", "") == "application/json"
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: _record(actor, visit, form))
        if done is not None:
            if by_script:
                return JsonResponse({"uuid": str(form.cleaned_data["uuid"]), "written": done.written})
            messages.success(request, _("Đã ghi nhận."))
            return redirect("inspection-visit", pk=pk)
    if request.method == "POST" and by_script:
        told = [str(one) for errors in form.errors.values() for one in errors]
        return JsonResponse({"errors": told}, status=422)
    context: dict[str, Any] = {
        "visit": visit,
        "form": form,
        "checklist": checklists(visit.starts).get(visit.checklist),
        "records": queries.records_of(actor, visit),
        "earlier": queries.earlier_findings(actor, visit),
        "is_open": visit.status in (InspectionStatus.PLANNED, InspectionStatus.UNDER_WAY),
        "is_member": queries.is_member(actor, visit),
    }
    return render(request, "steering/inspections/visit.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, visit: Inspection) -> RecordForm:
    form = RecordForm(request.POST or None, request.FILES or None)
    sheet = checklists(visit.starts).get(visit.checklist)
    items = [(one.code, f"{one.code}. {one.text}") for one in sheet.items] if sheet else []
    form.fields["item"].initial = items[0][0] if items else ""
    form.fields["item"].choices = [*items, ("", _("Việc khác, ngoài phiếu"))]  # type: ignore[attr-defined]
    return form


def _record(actor: Actor, visit: Inspection, form: RecordForm) -> Received:
    data = form.cleaned_data
    photos: tuple[int, ...] = ()
    if data["photo"]:
        require(actor, Steering.INSPECTION_VISIT, visit.home.path)
        try:
            stored = put(data["photo"].chunks(), data["photo"].name, accepted=(JPEG, PNG), limit=LARGEST_PHOTO)
        except FileRefused as refused:
            raise ActionError(str(refused), "photo") from refused
        photos = (stored.pk,)
    words = {name: data[name] for name in ("item", "place", "clause")}
    severity = {"severity": data["severity"]} if data["severity"] else {}
    written_at = data["written_at"] or timezone.now()
    record = NewRecord(data["uuid"], data["answer"], data["note"], written_at, photo_ids=photos, **words, **severity)
    return RecordVisit.run(actor, Visit(visit.pk, (record,)))
