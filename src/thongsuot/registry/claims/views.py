"""The claim page: from a number to its sentence in one click, and out again as CSV or JSON."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render

from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.events.queries import history_of
from thongsuot.platform.http import csv_response
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.claims import queries
from thongsuot.registry.claims.citation import COLUMNS, citation, csv_rows, plain
from thongsuot.registry.claims.context import surroundings
from thongsuot.registry.claims.domain import evidence
from thongsuot.registry.claims.shape import figure_of
from thongsuot.registry.indicators.queries import version_on


def claim_detail(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    claim = queries.get_for(actor, pk)
    spans = list(claim.spans.all())
    path = claim.document.unit.path if claim.document.unit else None
    context = {
        "claim": claim,
        "quotes": [surroundings(claim.document.text, span) for span in spans],
        "evidence": evidence(figure_of(claim)),
        "definition": version_on(claim.indicator, claim.period_end) if claim.indicator else None,
        "series": queries.series_of(actor, claim),
        "others": queries.other_sources(actor, claim),
        "versions": queries.versions_of(actor, claim),
        "findings": [one for one in claim.findings.all() if one.dismissed_at is None],
        "history": history_of("claim", str(claim.pk)),
        "citation": citation(claim, request.build_absolute_uri(request.path)),
        "may_revise": actor.can(Permission.CLAIM_REVISE, path),
    }
    return render(request, "registry/claims/detail.html", context)


def claim_json(request: HttpRequest, pk: int) -> JsonResponse:
    claim = queries.get_for(actor_of(request), pk)
    return JsonResponse(plain(claim), json_dumps_params={"ensure_ascii": False, "indent": 2})


def claim_csv(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The claim and its series."""
    actor = actor_of(request)
    claim = queries.get_for(actor, pk)
    rows = queries.with_spans(queries.series_of(actor, claim) or [claim])
    return csv_response(f"so-lieu-{pk}.csv", COLUMNS, csv_rows(rows))
