"""The head's page: a list to check, then the signature; and taking it back (A11)."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds import queries
from thongsuot.measuring.rounds.actions import Signing, SignSelfScore, Withdrawal, WithdrawSignature
from thongsuot.measuring.rounds.forms import ReasonForm, SignForm
from thongsuot.measuring.rounds.page import desk_context
from thongsuot.measuring.rounds.snapshot import digest_of_sheet
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.acting import attempt


@login_required
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, key: str, unit: str) -> HttpResponse:
    actor = actor_of(request)
    participant = queries.participant_for(actor, key, unit)
    seal = digest_of_sheet(participant)
    form = SignForm(request.POST if request.method == "POST" else None, initial={"digest": seal}, label_suffix="")
    if request.method == "POST":
        require(actor, Measuring.SCORE_SIGN, participant.unit.path)
        if form.is_valid():
            wanted = Signing(participant.pk, form.cleaned_data["accepts_missing"], form.cleaned_data["digest"])
            if attempt(form, lambda: SignSelfScore.run(actor, wanted)) is not None:
                messages.success(request, _("Đã ký bản tự chấm và gửi cơ quan thẩm định."))
                return redirect("self-score", key, unit)
    context = desk_context(actor, participant) | {
        "form": form,
        "reason_form": ReasonForm(label_suffix=""),
        "seal": seal,
        "is_signing": True,
        "matches": bool(participant.signed_digest) and participant.signed_digest == seal,
    }
    return render(request, "measuring/rounds/sign.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def withdraw(request: HttpRequest, key: str, unit: str) -> HttpResponse:
    actor = actor_of(request)
    participant = queries.participant_for(actor, key, unit)
    require(actor, Measuring.SCORE_SIGN, participant.unit.path)
    form = ReasonForm(request.POST, label_suffix="")
    if form.is_valid():
        wanted = Withdrawal(participant.pk, form.cleaned_data["reason"])
        if attempt(form, lambda: WithdrawSignature.run(actor, wanted)) is not None:
            messages.success(request, _("Đã rút chữ ký. Đơn vị sửa rồi ký lại."))
            return redirect("self-score", key, unit)
    seal = digest_of_sheet(participant)
    context = desk_context(actor, participant) | {
        "form": SignForm(initial={"digest": seal}, label_suffix=""),
        "reason_form": form,
        "seal": seal,
        "is_signing": True,
        "matches": participant.signed_digest == seal,
    }
    return render(request, "measuring/rounds/sign.html", context, status=422)
