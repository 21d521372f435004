"""Local survey beside the central one (E04)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thongsuot.measuring.appraisal.queries import round_for
from thongsuot.measuring.appraisal.surveys.queries import comparisons, years_beside
from thongsuot.measuring.permissions import Measuring
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of


@login_required
@require_GET
def check(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Measuring.SCORE_APPRAISE)
    row = round_for(actor, key)
    years = [(str(one.year), reverse("survey-check", args=[one.key]), one == row) for one in years_beside(actor, row)]
    context = {"round": row, "rows": comparisons(actor, row), "years": years, "sample_data": row.is_sample}
    return render(request, "measuring/appraisal/surveys.html", context)
