"""The public front page: look for anything, see where reform stands, open any number."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thongsuot.platform.access.actors import ANONYMOUS
from thongsuot.registry.documents import queries as documents
from thongsuot.registry.units import queries as units
from thongsuot.registry.units.models import UnitKind
from thongsuot.web.charts.model import Chart
from thongsuot.web.claim_charts import league_of
from thongsuot.web.home import queries
from thongsuot.web.home.queries import League
from thongsuot.web.navigation import find_url

FIGURES, DOCUMENTS = 5, 6


def home(request: HttpRequest) -> HttpResponse:
    actor = ANONYMOUS  # the page is the same for everybody, so that it can be kept by caches
    figures = queries.figures_of_today(actor, FIGURES)
    latest = documents.latest(actor, DOCUMENTS)
    league = queries.league_of_today(actor)
    context = {
        "figures": figures,
        "documents": latest,
        "documents_url": find_url("documents"),
        "map": _map(league) if league else None,
        "check_url": find_url("article-check"),
        "sample_data": any(row.is_sample for row in figures) or any(row.is_sample for row in latest),
    }
    return render(request, "web/pages/home.html", context)


def _map(league: League) -> Chart | None:
    provinces = units.alive_on(ANONYMOUS, league.day, UnitKind.PROVINCE)
    return league_of(league.claims, {unit.key: unit for unit in provinces}, league.day)
