"""Public pages: what was cut and what is proposed, one proposal with the words of the public."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thongsuot.kernel.formatting import format_number
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.http import csv_response, page_of
from thongsuot.platform.idempotency.store import new_key
from thongsuot.platform.ratelimit.limits import TooManyTries
from thongsuot.platform.ratelimit.limits import attempt as count_try
from thongsuot.platform.ratelimit.signing import address_of
from thongsuot.registry.acting import attempt
from thongsuot.serving.cutting import queries
from thongsuot.serving.cutting.actions import Saying, SayOfCut
from thongsuot.serving.cutting.choices import PUBLIC_STATES, AmendStatus, CutStatus
from thongsuot.serving.cutting.domain.amending import SimplifiedIn, amendments
from thongsuot.serving.cutting.domain.saving import sum_of
from thongsuot.serving.cutting.forms import OpinionForm
from thongsuot.serving.cutting.rules import ASKED, changed_by, costs_on
from thongsuot.serving.cutting.showing import (
    KINDS,
    UNITS,
    package_shown,
    promises,
    proposal_shown,
    sums_by_field,
)
from thongsuot.serving.cutting.voice import PublicVoice

PAGE_SIZE = 20
OPINIONS, WINDOW = 5, timedelta(hours=1)


@require_GET
def cuts(request: HttpRequest) -> HttpResponse:
    """``goi``: the package drawn; ``linh-vuc``: its rows of one field; ``sau``: further proposals."""
    actor, today = actor_of(request), timezone.localdate()
    packages = list(queries.packages_visible_to(actor))
    with_rows = [one for one in packages if one.printed_cut is not None]
    chosen = next((one for one in with_rows if one.key == request.GET.get("goi")), next(iter(with_rows), None))
    shown = package_shown(actor, chosen) if chosen else None
    costs = costs_on(today)
    open_ones = queries.proposals_visible_to(actor).filter(status__in=PUBLIC_STATES)
    page = page_of(open_ones, ["-pk"], request.GET.get("sau"), PAGE_SIZE)
    proposals = [proposal_shown(one, costs.rules) for one in page.rows]
    promised = promises(actor, today, costs.rules)
    field = request.GET.get("linh-vuc", "")
    simplified = list(queries.rules_visible_to(actor))
    context = {
        "packages": with_rows,
        "shown": shown,
        "claim": queries.printed_claim(actor, chosen) if chosen else None,
        "field": field,
        "rows": [one for one in shown.rows if not field or one.field == field] if shown else [],
        "proposals": proposals,
        "next": page.next,
        "promises": promised,
        "promised_sum": sum_of(one.shown.saving for one in promised),
        "sums": sums_by_field(one.shown for one in promised),
        "simplified": simplified,
        "amendments": amendments(
            SimplifiedIn(one.body, one.document, one.status == AmendStatus.AMENDED) for one in simplified
        ),
        "sample_data": bool(chosen and chosen.rows_are_sample) or any(one.proposal.is_sample for one in proposals),
    }
    return render(request, "serving/cutting/cuts.html", context)


@require_GET
def cuts_csv(request: HttpRequest, key: str) -> HttpResponse:
    """The rows of a package."""
    actor = actor_of(request)
    shown = package_shown(actor, queries.package_for(actor, key))
    header = [
        *(_("STT"), _("Lĩnh vực"), _("Thủ tục"), _("Ngày trước"), _("Ngày sau"), _("Cắt giảm"), _("Hồ sơ một năm")),
        _("Ghi chú"),
    ]
    note = _("Dữ liệu minh họa; chỉ tổng số là số của văn bản") if shown.package.rows_are_sample else ""
    rows = (
        [
            str(one.ordinal),
            one.field,
            one.title,
            format_number(one.days_before),
            format_number(one.days_after),
            format_number(one.days_before - one.days_after),
            "" if one.volume is None else format_number(one.volume),
            note,
        ]
        for one in shown.rows
    )
    return csv_response(f"{key}.csv", header, rows)  # type: ignore[return-value]


@require_http_methods(["GET", "POST"])
def cut(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal side by side, its saving by a formula anybody may try with other figures, and the opinions."""
    actor = actor_of(request)
    proposal = queries.public_proposal_for(actor, pk)
    form = OpinionForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if request.method == "POST":
        answered = _say(request, pk, form)
        if answered is not None:
            return answered
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    costs = changed_by(costs_on(timezone.localdate()), request.GET.dict())
    shown = proposal_shown(proposal, costs.rules)
    context = {
        "shown": shown,
        "proposal": proposal,
        "costs": costs,
        "asked": {column: getattr(costs.rules, column) for column in ASKED.values()},
        "trips": costs.rules.trips,
        "kind": KINDS[shown.saving.after.kind],
        "unit": UNITS[shown.after.limit.unit],
        "opinions": queries.opinions_of(actor, proposal),
        "form": form if proposal.status == CutStatus.OPINION else None,
        "key": request.POST.get("khoa") or new_key(),
        "sample_data": proposal.is_sample,
    }
    return render(request, "serving/cutting/cut.html", context, status=status)


def _say(request: HttpRequest, pk: int, form: OpinionForm) -> HttpResponse | None:
    """Where the words went; ``None`` when something is to be mended first, everything typed still there."""
    if not form.is_valid():
        return None
    said = form.cleaned_data
    if said["website"]:  # a machine: let it believe
        return redirect("cut", pk=pk)
    try:
        count_try([f"cut-opinion:{address_of(request)}"], OPINIONS, WINDOW)
    except TooManyTries as refused:
        form.add_error(None, str(refused))
        return None
    words = Saying(pk, said["stance"], said["text"], said["author_name"])
    key = request.POST.get("khoa", "") or new_key()
    if attempt(form, lambda: SayOfCut.run(PublicVoice(), words, idempotency_key=key)) is None:
        return None
    messages.success(request, _("Đã nhận ý kiến của ông/bà. Ý kiến sẽ hiện ở đây sau khi có người đọc."))
    return redirect(reverse("cut", args=[pk]) + "#y-kien")
