"""For the council: every unit with its gap and what comes next, and who appraises whom."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.measuring.appraisal import queries
from thongsuot.measuring.appraisal.actions import (
    AssignAppraisers,
    Assigning,
    Assignment,
    ParticipantId,
    SendExplanations,
    SettleParticipant,
)
from thongsuot.measuring.appraisal.actions.base import JUDGED_ROUNDS
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.choices import ParticipantStatus
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError
from thongsuot.registry.acting import say

_STEPS: dict[str, tuple[Callable[[Actor, ParticipantId], object], object]] = {
    "gui-giai-trinh": (SendExplanations.run, gettext_lazy("Đã gửi phiếu giải trình cho đơn vị.")),
    "chot": (SettleParticipant.run, gettext_lazy("Đã chốt điểm của đơn vị.")),
}


@login_required
@require_GET
def units(request: HttpRequest, key: str) -> HttpResponse:
    """Self against appraised of every unit (E08), before anything is published."""
    actor = actor_of(request)
    require(actor, Measuring.SCORE_APPRAISE)
    row = queries.round_for(actor, key)
    rows = queries.gaps(actor, row)
    context = {
        "round": row,
        "rows": rows,
        "next": {one.participant.pk: _next(one) for one in rows},
        "may": {one.pk for one in queries.judgeable(actor, row)} if row.status in JUDGED_ROUNDS else set(),
        "drawn": queries.drawn(actor, row),
        "runs": actor.can(Measuring.ROUND_MANAGE, row.home.path),
        "sample_data": row.is_sample,
    }
    return render(request, "measuring/appraisal/units.html", context)


def _next(one: queries.UnitGap) -> str:
    """What a unit waits for: its list, a look at its answer, the settling; empty where the council is not due."""
    status = one.participant.status
    if status == ParticipantStatus.APPRAISED:
        return "gui-giai-trinh" if one.doubted else "chot"
    if status == ParticipantStatus.EXPLAINED:
        return "xem-xet" if one.undecided else "chot"
    if status == ParticipantStatus.EXPLAINING:
        return "phieu"
    return "chot" if status in (ParticipantStatus.INVITED, ParticipantStatus.SCORING) else ""


@login_required
@require_POST
def step(request: HttpRequest, key: str, unit: str, step: str) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Measuring.SCORE_APPRAISE)
    row = queries.round_for(actor, key)
    participant = next((one for one in queries.units_of(actor, row) if one.unit.key == unit), None)
    if participant is None or step not in _STEPS:
        raise Http404
    run, done = _STEPS[step]
    say(request, lambda: run(actor, ParticipantId(participant.pk)), str(done))
    return redirect("appraisal-units", key=key)


@login_required
@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, key: str) -> HttpResponse:
    """One choice a unit; people of the unit are not offered."""
    actor = actor_of(request)
    require(actor, Measuring.ROUND_MANAGE)
    row = queries.round_for(actor, key)
    require(actor, Measuring.ROUND_MANAGE, row.home.path)
    rows, people = queries.units_of(actor, row), queries.appraisers(actor, row)
    errors: dict[str, str] = {}
    chosen = {one.pk: one.appraiser_id for one in rows}
    if request.method == "POST":
        chosen = {one.pk: _number(request.POST.get(f"nguoi-{one.pk}", "")) for one in rows}
        wanted = Assigning(row.pk, tuple(Assignment(pk, account) for pk, account in chosen.items()))
        try:
            AssignAppraisers.run(actor, wanted)
        except ActionError as error:
            errors = {one.field or "": one.message for one in error.errors}
        else:
            return redirect("appraisal-units", key=key)
    lines = [(one, chosen[one.pk], errors.get(f"nguoi-{one.pk}", "")) for one in rows]
    context = {"round": row, "lines": lines, "people": people, "errors": errors, "sample_data": row.is_sample}
    return render(request, "measuring/appraisal/assign.html", context, status=422 if errors else 200)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None
