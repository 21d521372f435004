"""The blind second opinion: one's own desk, one claim, the draw, and how far two people agreed."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.measuring.appraisal import queries
from thongsuot.measuring.appraisal.actions import Drawing, DrawSecondReviews, ReviewSecond
from thongsuot.measuring.appraisal.actions.seconding import seed_of
from thongsuot.measuring.appraisal.claim_page import claim_of
from thongsuot.measuring.appraisal.domain.agreement import TOLERANCE, TooFew, agreement, is_near
from thongsuot.measuring.appraisal.forms import SecondForm
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.permissions import Measuring
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.acting import attempt, say


@login_required
@require_GET
def desk(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Measuring.SCORE_APPRAISE)
    row = queries.round_for(actor, key)
    criteria = set_of(row.release)
    rows = [(one, criteria.by_code[one.score.code]) for one in queries.seconds_for(actor, row)]
    context = {
        "round": row,
        "rows": rows,
        "left": sum(one.at is None for one, _node in rows),
        "people": queries.appraisers(actor, row),
        "drawn": queries.drawn(actor, row),
        "seed": seed_of(row),
        "sample_data": row.is_sample,
    }
    return render(request, "measuring/appraisal/seconds.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Claim and evidence alone: nothing on this page says what the first appraiser found."""
    actor = actor_of(request)
    require(actor, Measuring.SCORE_APPRAISE)
    row = queries.round_for(actor, key)
    found = queries.second_for(actor, row, pk)
    score = found.score
    score.participant.round = row
    form = SecondForm(set_of(row.release).by_code[score.code], score.inputs, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.second(found.pk, accept=request.POST.get("y-kien") == "cong-nhan")
        if attempt(form, lambda: ReviewSecond.run(actor, given)) is not None:
            messages.success(request, _("Đã ghi ý kiến lần hai về tiêu chí %(code)s.") % {"code": score.code})
            left = [one for one in queries.seconds_for(actor, row) if one.at is None]
            return redirect("second-review", key, left[0].pk) if left else redirect("second-reviews", key)
    context = {
        "round": row,
        "review": found,
        "claim": claim_of(actor, score),
        "form": form,
        "sample_data": row.is_sample,
    }
    return render(request, "measuring/appraisal/second.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def draw(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Measuring.ROUND_MANAGE)
    row = queries.round_for(actor, key)
    chosen = tuple(int(one) for one in request.POST.getlist("nguoi") if one.isascii() and one.isdigit())
    say(request, lambda: DrawSecondReviews.run(actor, Drawing(row.pk, chosen)), _("Đã rút mẫu thẩm định lần hai."))
    return redirect("second-reviews", key=key)


@login_required
@require_GET
def agreement_report(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Measuring.SCORE_APPRAISE)
    row = queries.round_for(actor, key)
    rows = queries.judged_twice(actor, row)
    try:
        found, refusal = agreement([one.pair for one in rows]), ""
    except TooFew as few:
        found, refusal = None, str(few)
    context = {
        "round": row,
        "found": found,
        "refusal": refusal,
        "apart": [one for one in rows if not is_near(one.pair)],
        "tolerance": TOLERANCE * 100,
        "drawn": queries.drawn(actor, row),
        "sample_data": row.is_sample,
    }
    return render(request, "measuring/appraisal/agreement.html", context)
