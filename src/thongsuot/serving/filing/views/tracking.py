"""Following a dossier without log-in: its code and four digits of the telephone, remembered for this dossier alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.platform.access.errors import AccessDenied, Hidden
from thongsuot.platform.actions import ActionError
from thongsuot.platform.files import FileRefused
from thongsuot.platform.files.http import respond
from thongsuot.platform.ratelimit.limits import TooManyTries, attempt, succeeded
from thongsuot.platform.ratelimit.signing import address_of
from thongsuot.serving.dossiers.actions import (
    GiveSupplement,
    GivingSupplement,
    OpeningOwn,
    OpenOwnResult,
    RateDossier,
    RatingGiven,
    WithdrawDossier,
    Withdrawing,
)
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.domain.newdossier import NewPart
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.queries import tracked
from thongsuot.serving.dossiers.reasons import reasons
from thongsuot.serving.filing import storing
from thongsuot.serving.filing.domain.rating import ANSWERS, QUESTIONS, scores_of
from thongsuot.serving.filing.following import standing_of
from thongsuot.serving.filing.tracked import own_dossier, results_for
from thongsuot.serving.filing.views.common import private
from thongsuot.serving.filing.views.files import ACCEPT
from thongsuot.serving.payments.links import pay_url
from thongsuot.serving.procedures.queries import content_of

_OPEN, _LASTS, _MOST = "tracked", timedelta(hours=2), 20
_HOUR = timedelta(hours=1)
_AGAIN = gettext_lazy("Chưa gửi được gì. Ông/bà chọn lại tệp cho mọi giấy tờ rồi gửi một lần.")
_HERE, _ANYWHERE = 6, 60  # tries a code: from one address, so that no stranger locks it alone; from all together
View = Callable[..., HttpResponse]


def open_tracking(request: HttpRequest, code: str) -> None:
    """This browser has proved to hold this dossier; for two hours, this one alone."""
    kept = {**request.session.get(_OPEN, {}), code: (timezone.now() + _LASTS).timestamp()}
    request.session[_OPEN] = dict(sorted(kept.items(), key=lambda one: one[1])[-_MOST:])


def with_tracked(view: View) -> View:
    """Hand the dossier to the view; who has not proved to hold it is led to the look-up with the code filled in."""

    @wraps(view)
    def guarded(request: HttpRequest, code: str, *arguments: Any, **options: Any) -> HttpResponse:
        if request.session.get(_OPEN, {}).get(code, 0) < timezone.now().timestamp():
            request.session["tracking-code"] = code
            return redirect("dossier-tracking")
        return private(view(request, own_dossier(code), *arguments, **options))

    return guarded


@require_http_methods(["GET", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """The same words for a wrong code and wrong digits; a few tries an hour for a code and an address."""
    error, status = "", 200
    code = request.POST.get("ma", "") or request.session.pop("tracking-code", "")
    if request.method == "POST":
        code, address = code.strip().upper(), address_of(request)
        try:
            tried = attempt([f"track:address:{address}"], 30, _HOUR)
            of_code = attempt([f"track:code:{code[:60]}:{address}"], _HERE, _HOUR)
            anywhere = attempt([f"track:code:{code[:60]}"], _ANYWHERE, _HOUR)
            dossier = tracked(code, request.POST.get("so-cuoi", ""))
        except TooManyTries as refused:
            error, status = str(refused), 429
        except Hidden as hidden:
            error, status = str(hidden), 422
        else:
            for made in (tried, of_code, anywhere):
                succeeded(made)
            open_tracking(request, dossier.code)
            return private(redirect("tracked-dossier", dossier.code))
    return private(render(request, "serving/filing/look_up.html", {"error": error, "code": code}, status=status))


@require_GET
@with_tracked
def dossier(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    return _page(request, dossier)


def _page(request: HttpRequest, dossier: Dossier, errors: tuple[str | Promise, ...] = ()) -> HttpResponse:
    standing = standing_of(dossier, timezone.now())
    context = {
        "dossier": dossier,
        "standing": standing,
        "content": content_of(dossier.version),
        "parts": dossier.parts.all(),
        "results": results_for(dossier),
        "pay_url": pay_url(dossier) if not dossier.closed_at else "",
        "rating": getattr(dossier, "rating", None),
        "questions": QUESTIONS,
        "answers": ANSWERS,
        "withdraw_reasons": reasons("withdraw"),
        "accept": ACCEPT,
        "errors": errors,
        "sample_data": dossier.is_sample or dossier.procedure.is_sample,
    }
    return render(request, "serving/filing/tracked.html", context, status=422 if errors else 200)


@require_POST
@with_tracked
def supplement(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """All that was asked for, in one go; nothing is half given."""
    asked = standing_of(dossier, timezone.now()).asked
    if asked is None:
        return redirect("tracked-dossier", dossier.code)
    try:
        attempt([f"upload:address:{address_of(request)}"], 200, _HOUR)
        parts = [part for number, item in enumerate(asked.items) for part in _parts(request, number, item)]
        if not parts:
            raise ActionError(_("Chưa có tệp nào được chọn. Ông/bà chọn ảnh hoặc tệp cho từng giấy tờ."))
        GiveSupplement.run(CitizenActor(dossier.code), GivingSupplement(dossier.code, tuple(parts)))
    except ActionError as refused:
        told = tuple(one.message for one in refused.errors)
        return _page(request, dossier, (*told, _AGAIN) if request.FILES else told)
    except (FileRefused, TooManyTries) as refused:
        return _page(request, dossier, (str(refused),))
    messages.success(request, _("Đã nhận giấy tờ bổ sung. Cảm ơn ông/bà."))
    return redirect("tracked-dossier", dossier.code)


def _parts(request: HttpRequest, number: int, item: dict[str, str]) -> list[NewPart]:
    """Stored whole before anything is said to be given."""
    found = []
    for upload in request.FILES.getlist(f"tep-{number}"):
        if upload.size and upload.size > storing.MOST_FILE:
            raise FileRefused(_("Tệp «%(name)s» lớn hơn 20 MB. Hãy chụp lại nhẹ hơn.") % {"name": upload.name})
        stored, _got = storing.keep(upload.read(), str(upload.name))
        found.append(NewPart(item["component"], item["name"], file_id=stored.pk))
    return found


@require_POST
@with_tracked
def rate(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    data = RatingGiven(dossier.code, scores_of(request.POST.dict()), request.POST.get("loi-nhan", ""))
    try:
        if not standing_of(dossier, timezone.now()).can_rate:
            raise ActionError(_("Ông/bà đánh giá sau khi có kết quả."))
        RateDossier.run(CitizenActor(dossier.code), data)
    except ActionError as refused:
        return _page(request, dossier, tuple(one.message for one in refused.errors))
    messages.success(request, _("Cảm ơn ông/bà đã đánh giá."))
    return redirect("tracked-dossier", dossier.code)


@require_POST
@with_tracked
def withdraw(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    data = Withdrawing(dossier.code, request.POST.get("ly-do", ""), request.POST.get("loi-nhan", "")[:500])
    try:
        if request.POST.get("chac-chan") != "co":
            raise ActionError(_("Đánh dấu «Tôi muốn rút hồ sơ này» rồi bấm lại."))
        WithdrawDossier.run(CitizenActor(dossier.code), data)
    except ActionError as refused:
        return _page(request, dossier, tuple(one.message for one in refused.errors))
    messages.success(request, _("Đã rút hồ sơ. Ông/bà nộp lại lúc nào cũng được."))
    return redirect("tracked-dossier", dossier.code)


@require_GET
@with_tracked
def result(request: HttpRequest, dossier: Dossier, pk: int) -> HttpResponse:
    """Code and four digits may be known to others: its owner reads in «Ai đã xem» that it was opened so."""
    found = next((one for one in results_for(dossier) if one.pk == pk), None)
    if found is None or found.file is None:
        raise AccessDenied(_("Kết quả này chưa có bản điện tử."))
    OpenOwnResult.run(CitizenActor(dossier.code), OpeningOwn(dossier.code, found.pk, found.number_text))
    return respond(found.file)


def qr_of(address: str) -> str:
    """SVG of a QR code without a colour of its own."""
    drawn: str = segno.make(address, error="m").svg_inline(scale=4, border=2, omitsize=True)
    return drawn
