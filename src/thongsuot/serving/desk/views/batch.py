"""Many dossiers at once: look through, then do, one line a dossier; and taking over by scan."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied, require
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.units.models import Unit
from thongsuot.serving.desk import queries
from thongsuot.serving.desk.batch import MOST, WORDS, Deed, carry_out, looked_through, take_over
from thongsuot.serving.desk.domain.scanning import BadScan, code_from
from thongsuot.serving.desk.places import desk_of
from thongsuot.serving.permissions import Serving


@login_required
@require_POST
def batch(request: HttpRequest) -> HttpResponse:
    """First the list with what can be done, then what came of each."""
    actor = actor_of(request)
    if not actor.can(Serving.DOSSIER_RECEIVE):
        require(actor, Serving.DOSSIER_READ)
    codes = list(dict.fromkeys(request.POST.getlist("chon")))[:MOST]
    asked = request.POST.get("viec", "")
    if not codes or asked not in set(Deed):
        return redirect("dossiers")
    deed, known = Deed(asked), queries.dossiers_by_code(actor, codes)
    officer = request.POST.get("nguoi", "")
    is_ready = deed is not Deed.ASSIGN or officer.isdecimal()
    is_done = request.POST.get("buoc") == "lam" and is_ready
    if is_done:
        lines = carry_out(actor, codes, known, deed, int(officer) if officer.isdecimal() else 0)
    else:
        lines = looked_through(codes, known, deed)
    context = {
        "deed": deed,
        "words": WORDS[deed],
        "lines": lines,
        "good": [one for one in lines if not one.fault],
        "bad": [one for one in lines if one.fault],
        "is_done": is_done,
        "officers": queries.officers_of(actor) if deed is Deed.ASSIGN else (),
        "lacks_officer": request.POST.get("buoc") == "lam" and not is_ready,
        "sample_data": any(one.is_sample for one in known.values()),
    }
    return render(request, "serving/desk/batch.html", context, status=422 if context["lacks_officer"] else 200)


@login_required
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest) -> HttpResponse:
    """Each scan adds a line; one button takes them all over. The list lives in the form: it needs no script."""
    actor = actor_of(request)
    unit = _taker(actor)
    codes = list(dict.fromkeys(request.POST.getlist("ma")))[:MOST]
    fault, results = "", []
    if request.method == "POST" and request.POST.get("buoc") == "nhan" and not request.POST.get("quet", "").strip():
        results = take_over(actor, codes, queries.dossiers_by_code(actor, codes), unit.key)
        codes = []
    elif request.method == "POST":
        codes, fault = _scanned(actor, codes, request.POST.get("quet", ""))
    known = queries.dossiers_by_code(actor, codes)
    context = {
        "unit": unit,
        "scanned": [known[code] for code in codes if code in known],
        "fault": fault,
        "results": results,
        "good": [one for one in results if not one.fault],
        "log": queries.handovers_of(actor, unit, timezone.localdate())[:50],
        "sample_data": any(one.is_sample for one in known.values()),
    }
    return render(request, "serving/desk/hand_over.html", context, status=422 if fault else 200)


def _taker(actor: Actor) -> Unit:
    try:
        return desk_of(actor, Serving.DOSSIER_RECEIVE)
    except AccessDenied:
        return desk_of(actor, Serving.DOSSIER_PROCESS)


def _scanned(actor: Actor, codes: list[str], line: str) -> tuple[list[str], str]:
    """The list with the new code, or the words why not."""
    try:
        code = code_from(line)
    except BadScan as bad:
        return codes, str(bad)
    if code in codes:
        return codes, _("Hồ sơ %(code)s đã có trong danh sách.") % {"code": code}
    if code not in queries.dossiers_by_code(actor, [code]):
        words = _("Không có hồ sơ mã %(code)s, hoặc hồ sơ không thuộc đơn vị của bạn. Hãy trả lại người giao.")
        return codes, words % {"code": code}
    return [*codes, code], ""
