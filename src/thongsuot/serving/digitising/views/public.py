"""Anybody asks whether a result is whole; a citizen opens what is his."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thongsuot.platform.files.domain import MEBIBYTE
from thongsuot.platform.files.http import respond
from thongsuot.platform.ratelimit.limits import TooManyTries, attempt
from thongsuot.platform.ratelimit.signing import address_of
from thongsuot.serving.citizens.identity import SIMULATOR
from thongsuot.serving.citizens.session import Citizen
from thongsuot.serving.citizens.views import citizen_required
from thongsuot.serving.digitising import queries
from thongsuot.serving.digitising.forms import VerifyForm
from thongsuot.serving.digitising.verifying import Answer, verify_code, verify_file

_TRIES, _WINDOW = 60, timedelta(minutes=10)
_LIMIT = 30 * MEBIBYTE


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    """By the code (typed, or in the address of the QR) and, or, by the file itself."""
    form = VerifyForm(request.POST or None, request.FILES or None, initial={"ma": code})
    answer: Answer | None = None
    status = HTTPStatus.OK
    try:
        if request.method == "POST":
            answer, status = _asked(request, form)
        elif code or request.GET.get("ma"):
            _count(request)
            answer = verify_code(code or request.GET["ma"])
    except TooManyTries as refused:
        context = {"form": form, "refused": str(refused)}
        response = render(request, "serving/digitising/verify.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(refused.seconds)
        return response
    sample = bool(answer and answer.result and answer.result.is_sample)
    context = {"form": form, "answer": answer, "code": code, "sample_data": sample}
    return render(request, "serving/digitising/verify.html", context, status=status)


def _asked(request: HttpRequest, form: VerifyForm) -> tuple[Answer | None, HTTPStatus]:
    if not form.is_valid():
        return None, HTTPStatus.UNPROCESSABLE_ENTITY
    _count(request)
    upload, typed = form.cleaned_data["tep"], form.cleaned_data["ma"]
    if upload is None:
        return verify_code(typed), HTTPStatus.OK
    if upload.size > _LIMIT:
        form.add_error("tep", _("Tệp lớn hơn 30 MB. Tệp kết quả của hệ thống này luôn nhỏ hơn."))
        return None, HTTPStatus.UNPROCESSABLE_ENTITY
    return verify_file(upload.read(), typed), HTTPStatus.OK


def _count(request: HttpRequest) -> None:
    attempt([f"verify:{address_of(request)}"], _TRIES, _WINDOW)


@require_GET
@citizen_required
def store(request: HttpRequest, citizen: Citizen) -> HttpResponse:
    """«Kho giấy tờ»: my results and the papers an officer has found good."""
    context = {
        "citizen": citizen,
        "results": queries.results_of(citizen)[:100],
        "papers": queries.own_papers(citizen)[:100],
        "sample_data": citizen.provider == SIMULATOR.key,
    }
    response = render(request, "serving/digitising/store.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_GET
@citizen_required
def my_result(request: HttpRequest, citizen: Citizen, pk: int) -> HttpResponse:
    return respond(queries.result_of_citizen(citizen, pk).file)
