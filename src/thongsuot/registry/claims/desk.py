"""Workspace screens of figures: the desk and the proposal of a correction."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from thongsuot.kernel.formatting import format_number
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.acting import attempt
from thongsuot.registry.claims import queries
from thongsuot.registry.claims.actions import ReviseClaim, Revision
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.paging import CappedPaginator

PAGE_SIZE = 50


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """``trang-thai``, ``can-ro`` (with an open finding) and ``tim`` (words of the name) narrow; all in the address."""
    actor = actor_of(request)
    require(actor, Permission.DOCUMENT_READ_DRAFT)
    status, text = request.GET.get("trang-thai", ""), request.GET.get("tim", "").strip()
    doubtful = request.GET.get("can-ro") == "1"
    claims = queries.desk(actor, status=status if status in ReviewStatus.values else "", doubtful=doubtful, text=text)
    page = CappedPaginator(claims, PAGE_SIZE).get_page(request.GET.get("trang"))
    tabs = [
        (_("Tất cả"), "?", not status and not doubtful),
        (_("Chờ xác nhận"), "?trang-thai=proposed", status == "proposed"),
        (_("Đã xác nhận"), "?trang-thai=confirmed", status == "confirmed"),
        (_("Cần làm rõ"), "?can-ro=1", doubtful),
    ]
    may_confirm = actor.can(Permission.CLAIM_CONFIRM)
    context = {"page": page, "tabs_": tabs, "text": text, "may_confirm": may_confirm}
    return render(request, "registry/claims/desk.html", context)


class RevisionForm(forms.Form):
    value = forms.CharField(label=gettext_lazy("Giá trị"), required=False, max_length=60)
    numerator = forms.CharField(label=gettext_lazy("Tử số"), required=False, max_length=60)
    denominator = forms.CharField(label=gettext_lazy("Mẫu số"), required=False, max_length=60)
    unit_of_measure = forms.CharField(label=gettext_lazy("Đơn vị tính"), required=False, max_length=80)
    period_text = forms.CharField(label=gettext_lazy("Kỳ"), required=False, max_length=160)
    reason = forms.CharField(
        label=gettext_lazy("Lý do điều chỉnh"),
        help_text=gettext_lazy("Ai cho số mới, căn cứ nào. Người khác sẽ duyệt; bản cũ vẫn xem được."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Hãy ghi lý do điều chỉnh.")},
    )
    key = forms.CharField(widget=forms.HiddenInput)


@login_required
@require_http_methods(["GET", "POST"])
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    claim = queries.get_for(actor, pk)
    require(actor, Permission.CLAIM_REVISE, claim.document.unit.path if claim.document.unit else None)
    shown = _shown(claim)
    form = RevisionForm(request.POST or None, initial={**shown, "key": new_key()})
    if request.method == "POST" and form.is_valid():
        edits = {name: form.cleaned_data[name] for name in shown if form.cleaned_data[name].strip() != shown[name]}
        data, key = form.cleaned_data, form.cleaned_data["key"]
        revision = Revision(pk, edits, data["reason"])
        revised = attempt(form, lambda: ReviseClaim.run(actor, revision, idempotency_key=key))
        if revised is not None:
            messages.success(request, _("Đã gửi bản điều chỉnh. Số cũ giữ nguyên đến khi có người duyệt."))
            return redirect("claim", pk=revised.claim_id)
    status = 422 if form.errors else 200
    return render(request, "registry/claims/revise.html", {"form": form, "claim": claim}, status=status)


def _shown(claim: Claim) -> dict[str, Any]:
    numbers = {
        name: "" if getattr(claim, name) is None else format_number(getattr(claim, name))
        for name in ("value", "numerator", "denominator")
    }
    return numbers | {"unit_of_measure": claim.unit_of_measure, "period_text": claim.period_text}
