"""The page that goes on without a network: a form kept in the browser, sent when the network is back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.registry.units.models import Unit
from thongsuot.serving.desk import queries
from thongsuot.serving.desk.actions import OfflineGiven, ReceiveOffline
from thongsuot.serving.desk.places import desk_of
from thongsuot.serving.dossiers.choices import ApplicantKind
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.domain.content import ProcedureContent
from thongsuot.serving.procedures.models import Procedure
from thongsuot.serving.procedures.queries import content_of, version_on

_TYPED = ("applicant_kind", "applicant_name", "id_number", "phone", "address", "helped_by")


@login_required
@require_http_methods(["GET", "POST"])
def offline(request: HttpRequest) -> HttpResponse:
    """GET the kit; POST one reception: ``{"code", "due", "conflict"}`` or 422 ``{"errors"}``, 409 likewise."""
    actor = actor_of(request)
    desk = desk_of(actor, Serving.DOSSIER_RECEIVE)
    if request.method == "POST":
        return _received(request, actor, desk)
    today = timezone.localdate()
    procedures = queries.often_received(actor, desk, today, 40)
    context = {
        "desk": desk,
        "kit": [_line(one, today) for one in procedures],
        "kinds": ApplicantKind.choices,
        "sent": queries.offline_of(actor, desk)[:50],
        "sample_data": any(one.is_sample for one in procedures),
    }
    return render(request, "serving/desk/offline.html", context)


def _line(procedure: Procedure, today: date) -> tuple[Procedure, int, ProcedureContent]:
    version = version_on(procedure, today)
    return procedure, version.number, content_of(version)


def _received(request: HttpRequest, actor: Actor, desk: Unit) -> HttpResponse:
    try:
        given = _given(request, desk)
        done = ReceiveOffline.run(actor, given, idempotency_key=given.key, effective_at=given.written_at)
    except ActionError as refused:
        return JsonResponse({"errors": [one.message for one in refused.errors]}, status=422)
    except ConflictError as refused:
        return JsonResponse({"errors": [str(refused)]}, status=409)
    due = timezone.localtime(done.due_at).isoformat() if done.due_at else None
    return JsonResponse({"code": done.code, "due": due, "conflict": done.conflict})


def _given(request: HttpRequest, desk: Unit) -> OfflineGiven:
    post = request.POST
    written = parse_datetime(post.get("written_at", ""))
    try:
        key = str(UUID(post.get("uuid", "")))
    except ValueError as error:
        raise ActionError(_("Lần tiếp nhận này không có khóa của máy. Hãy tải lại trang rồi nhập lại.")) from error
    if written is None or written.tzinfo is None or not post.get("version", "").isdecimal():
        raise ActionError(_("Lần tiếp nhận này thiếu giờ hoặc phiên bản thủ tục. Hãy nhập lại tại quầy."))
    typed = {name: post.get(name, "")[:300] for name in _TYPED}
    brought = tuple(sorted(post.getlist("brought")))
    slip = post.get("slip", "")[:20]
    return OfflineGiven(key, slip, desk.pk, post.get("procedure", ""), int(post["version"]), written, typed, brought)
