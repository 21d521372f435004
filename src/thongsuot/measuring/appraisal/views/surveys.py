"""Local survey beside the central one (E04)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thongsuot.measuring.appraisal.queries import round_for
from thongsuot.measuring.appraisal.surveys.queries import comparisons
from thongsuot.measuring.permissions import Measuring
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of


@login_required
@require_GET
def check(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Measuring.SCORE_APPRAISE)
    row = round_for(actor, key)
    context = {"round": row, "rows": comparisons(actor, row), "sample_data": row.is_sample}
    return render(request, "measuring/appraisal/surveys.html", context)
