"""Objections: the unit's page to file one, the desk where they are answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.publishing import queries
from thongsuot.measuring.publishing.actions import DecideAppeal, Deciding, FileAppeal, Filing
from thongsuot.measuring.publishing.content import Result
from thongsuot.measuring.publishing.forms import AppealForm, DecideForm
from thongsuot.measuring.publishing.lines import Line, tree
from thongsuot.measuring.publishing.models import Appeal, AppealStatus
from thongsuot.measuring.rounds.models import Round
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.acting import attempt


@login_required
@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, key: str, unit: str) -> HttpResponse:
    """``tieu-chi``: the criterion one came from."""
    actor = actor_of(request)
    row = queries.publication_for(actor, key)
    participant = next((one for one in queries.own_participation(actor, row) if one.unit.key == unit), None)
    if participant is None:
        raise Http404(_("Chỉ lãnh đạo đơn vị gửi kiến nghị về kết quả của đơn vị mình."))
    lines = _appealable(Result.of(row), unit)
    choices = [(one.node.code, f"{one.node.code} {one.node.name}") for one in lines]
    form = AppealForm(request.POST or None, choices=choices, initial={"code": request.GET.get("tieu-chi", "")})
    if request.method == "POST" and form.is_valid():
        wanted = Filing(row.pk, participant.pk, form.cleaned_data["code"], form.cleaned_data["text"])
        if attempt(form, lambda: FileAppeal.run(actor, wanted)) is not None:
            messages.success(request, _("Đã gửi kiến nghị. Câu trả lời sẽ hiện ở trang này."))
            return redirect("appeal-file", key=key, unit=unit)
    context = {
        "publication": row,
        "round": row.round,
        "unit": Result.of(row).by_key[unit],
        "form": form if queries.takes_appeals(actor, row) else None,
        "appeals": queries.appeals_visible_to(actor).filter(participant=participant).order_by("-filed_at"),
        "sample_data": row.round.is_sample,
    }
    return render(request, "measuring/publishing/appeal.html", context, status=422 if form.errors else 200)


def _appealable(result: Result, unit_key: str) -> list[Line]:
    """Leaves, those that lost points first."""
    leaves = [one for one in tree(result, result.by_key[unit_key]) if one.leaf is not None]
    return sorted(leaves, key=lambda one: one.lost <= 0)


@login_required
@require_GET
def desk(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    opened = queries.round_to_publish(actor, key)
    require(actor, Measuring.APPEAL_DECIDE, opened.home.path)
    return _desk(request, actor, opened)


def _desk(
    request: HttpRequest, actor: Actor, opened: Round, bound: dict[int, DecideForm] | None = None, status: int = 200
) -> HttpResponse:
    row = queries.publication_for(actor, opened.key)
    result = Result.of(row)
    items = [
        _item(one, result, (bound or {}).get(one.pk, DecideForm(prefix=f"k{one.pk}")))
        for one in queries.appeals_of(actor, opened.key)
    ]
    context = {
        "round": opened,
        "publication": row,
        "items": items,
        "failed": next(iter((bound or {}).values()), None),
        "sample_data": opened.is_sample,
    }
    return render(request, "measuring/publishing/appeals.html", context, status=status)


def _item(appeal: Appeal, result: Result, form: DecideForm) -> dict[str, Any]:
    node = result.criteria.by_code[appeal.code]
    return {
        "appeal": appeal,
        "node": node,
        "leaf": result.by_key[appeal.participant.unit.key].leaves[appeal.code],
        "form": form if appeal.status == AppealStatus.OPEN else None,
    }


@login_required
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    appeal = queries.appeal_for(actor, pk)
    opened = appeal.participant.round
    require(actor, Measuring.APPEAL_DECIDE, opened.home.path)
    form = DecideForm(request.POST, prefix=f"k{pk}")
    if form.is_valid():
        data = form.cleaned_data
        granted = data["granted"] == "1"
        wanted = Deciding(pk, granted, data["answer"], data["new_score"] if granted else None, data["decision"])
        done = attempt(form, lambda: DecideAppeal.run(actor, wanted))
        if done is not None:
            said = _("Đã ra bản %(number)d.") % {"number": done.number} if done.number else _("Đã trả lời kiến nghị.")
            messages.success(request, said)
            return redirect("round-appeals", key=opened.key)
    return _desk(request, actor, opened, {pk: form}, status=422)
