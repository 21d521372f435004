"""An online dossier that waits: each paper good or faulty, then one of three answers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.acting import say
from thongsuot.serving.desk.intake import Look, accept, ask_once, refuse
from thongsuot.serving.dossiers.choices import PartState, Status
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.queries import dossier_for
from thongsuot.serving.dossiers.reasons import reasons
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.domain.content import Component
from thongsuot.serving.procedures.queries import content_of


@login_required
@require_http_methods(["GET", "POST"])
def intake(request: HttpRequest, code: str) -> HttpResponse:
    actor = actor_of(request)
    dossier = dossier_for(actor, code)
    require(actor, Serving.DOSSIER_RECEIVE, dossier.receiving_unit.path)
    absent = _absent(dossier)
    look = _look(request, dossier, absent)
    if request.method == "POST" and _answered(request, dossier, look, absent):
        return redirect("dossiers")
    context = {
        "dossier": dossier,
        "parts": [(one, look.states[one.pk][0], look.states[one.pk][1]) for one in dossier.parts.all()],
        "absent": [(one, look.lacking.get(one.code, "")) for one in absent],
        "states": PartState.choices,
        "reasons": reasons("refuse").items(),
        "may_refuse": actor.can(Serving.DOSSIER_READ, dossier.receiving_unit.path),
        "is_waiting": dossier.status == Status.NEW,
        "reason": request.POST.get("ly-do", ""),
        "words_given": request.POST.get("loi", ""),
        "sample_data": dossier.is_sample,
    }
    return render(request, "serving/desk/intake.html", context, status=422 if request.method == "POST" else 200)


def _answered(request: HttpRequest, dossier: Dossier, look: Look, absent: list[Component]) -> bool:
    actor, answer = actor_of(request), request.POST.get("tra-loi", "")
    names = {one.code: one.name for one in absent}
    words, told = request.POST.get("loi", ""), {"code": dossier.code}
    if answer == "nhan":
        return say(request, lambda: accept(actor, look), _("Đã tiếp nhận hồ sơ %(code)s.") % told)
    if answer == "bo-sung":
        done = _("Đã gửi một yêu cầu bổ sung cho hồ sơ %(code)s.") % told
        return say(request, lambda: ask_once(actor, dossier, look, names), done)
    done = _("Đã báo không tiếp nhận hồ sơ %(code)s.") % told
    return say(request, lambda: refuse(actor, look, request.POST.get("ly-do", ""), words), done)


def _absent(dossier: Dossier) -> list[Component]:
    """Papers the procedure asks for and that were not sent; those under a condition may rightly be absent."""
    sent = {one.component for one in dossier.parts.all()}
    return [one for one in content_of(dossier.version).components if not one.database and one.code not in sent]


def _look(request: HttpRequest, dossier: Dossier, absent: list[Component]) -> Look:
    post, states = request.POST, {}
    for part in dossier.parts.all():
        state = post.get(f"giay-{part.pk}", part.state)
        note = post.get(f"ghi-{part.pk}", part.note)[:500]
        states[part.pk] = (state if state in PartState.values else PartState.PENDING.value, note)
    lacking = {one.code: _("Chưa có trong hồ sơ.") for one in absent if post.get(f"can-{one.code}")}
    revision = post.get("lan", "")
    return Look(dossier.code, int(revision) if revision.isdecimal() else dossier.revision, states, lacking)
