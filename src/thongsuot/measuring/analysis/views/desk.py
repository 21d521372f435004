"""The gap between self-scores and appraisal while a round still runs (J2: visible before publication)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thongsuot.measuring.analysis import queries
from thongsuot.measuring.analysis.domain.inflation import by_item, by_unit
from thongsuot.measuring.analysis.views.round_page import WIDEST, gap_rows
from thongsuot.platform.access.requests import actor_of


@login_required
@require_GET
def round_gaps(request: HttpRequest, key: str) -> HttpResponse:
    opened, scoring = queries.running(actor_of(request), key)
    gaps = by_unit(scoring)
    context = {
        "round": opened,
        "gaps": gaps[:WIDEST],
        "gap_count": len(gaps),
        "units": len(scoring.sheets),
        "criteria_gaps": [one for one in by_item(scoring) if one.gap][:WIDEST],
        "address": reverse("round", args=[key]),
        "csv_url": reverse("round-gaps-csv", args=[key]),
        "sample_data": opened.is_sample,
    }
    return render(request, "measuring/analysis/gaps.html", context)


@login_required
@require_GET
def round_gaps_csv(request: HttpRequest, key: str) -> StreamingHttpResponse:
    _opened, scoring = queries.running(actor_of(request), key)
    return gap_rows(key, scoring)
