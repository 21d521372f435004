"""Results in the office: prepared, signed, revoked, opened."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.files import FileRefused, put
from thongsuot.platform.files.domain import PDF
from thongsuot.platform.files.http import respond
from thongsuot.registry.acting import attempt, say
from thongsuot.serving.digitising import queries
from thongsuot.serving.digitising.forms import ResultForm, RevokeForm
from thongsuot.serving.digitising.intake import LIMIT
from thongsuot.serving.digitising.models import ResultState
from thongsuot.serving.digitising.results import (
    PrepareResult,
    Preparing,
    RevokeResult,
    Revoking,
    SigningResult,
    SignResult,
)
from thongsuot.serving.dossiers.actions import FinishDossier, Finishing, Opening, OpenPerson
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.queries import dossier_for
from thongsuot.serving.papers.sealing import can_sign
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.versions import content_of

_RUNNING = (Status.ACCEPTED, Status.PROCESSING)


@login_required
@require_http_methods(["GET", "POST"])
def result(request: HttpRequest, code: str) -> HttpResponse:
    """What will be signed or was signed for one dossier."""
    actor = actor_of(request)
    dossier = dossier_for(actor, code)
    path = dossier.competent_unit.path
    results = list(queries.results_visible_to(actor).filter(dossier=dossier))
    draft = next((one for one in results if one.state == ResultState.PREPARED), None)
    initial = {
        "title": draft.title if draft else content_of(dossier.version).result,
        "body": draft.body if draft else "",
    }
    form = ResultForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST":
        require(actor, Serving.DOSSIER_PROCESS, path)
        if form.is_valid() and _prepared(request, code, form):
            messages.success(request, _("Đã soạn kết quả, chờ lãnh đạo ký."))
            return redirect("result", code=code)
    context = {
        "dossier": dossier,
        "results": results,
        "draft": draft,
        "form": form if actor.can(Serving.DOSSIER_PROCESS, path) and dossier.closed_at is None else None,
        "may_sign": actor.can(Serving.RESULT_SIGN, path) and dossier.closed_at is None,
        "can_sign": can_sign(),
        "revoke": RevokeForm() if actor.can(Serving.RESULT_SIGN, path) else None,
        "sample_data": dossier.is_sample,
    }
    return render(request, "serving/digitising/result.html", context, status=422 if form.errors else 200)


def _prepared(request: HttpRequest, code: str, form: ResultForm) -> bool:
    data, file_id = form.cleaned_data, None
    if data["file"]:
        try:
            file_id = put(data["file"].chunks(), data["file"].name, accepted=(PDF,), limit=LIMIT, sealed=True).pk
        except FileRefused as error:
            form.add_error("file", str(error))
            return False
    wanted = Preparing(code, data["title"], data["body"], file_id)
    return attempt(form, lambda: PrepareResult.run(actor_of(request), wanted)) is not None


@login_required
@require_POST
def sign(request: HttpRequest, code: str) -> HttpResponse:
    """Sign; where the dossier is still being worked on, its result exists from now on (D09)."""
    actor = actor_of(request)
    dossier = dossier_for(actor, code)
    if say(request, lambda: SignResult.run(actor, SigningResult(code)), _("Đã ký số và đóng dấu kết quả.")):
        dossier.refresh_from_db(fields=["status"])
        if dossier.status in _RUNNING:
            say(request, lambda: FinishDossier.run(actor, Finishing(code)), _("Hồ sơ đã có kết quả, chờ trả."))
    return redirect("result", code=code)


@login_required
@require_POST
def revoke(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    actor = actor_of(request)
    dossier_for(actor, code)
    form = RevokeForm(request.POST)
    if form.is_valid():
        wanted = Revoking(code, pk, form.cleaned_data["reason"])
        say(request, lambda: RevokeResult.run(actor, wanted), _("Đã thu hồi. Trang kiểm tra báo ngay từ bây giờ."))
    else:
        messages.error(request, _("Hãy ghi lý do thu hồi."))
    return redirect("result", code=code)


@login_required
@require_GET
def result_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed file; opening it is a reading that is written down."""
    actor = actor_of(request)
    found = queries.result_for(actor, pk)
    OpenPerson.run(actor, Opening(found.dossier.code, _("Mở kết quả số %s") % found.number_text, f"result:{pk}"))
    return respond(found.file or found.draft, inline=True)
