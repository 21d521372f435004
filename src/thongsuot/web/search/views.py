"""One box over everything (product §4.7): results in groups, each with the reason why it is there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.search import kinds
from thongsuot.platform.search.queries import search as find

LONGEST_QUERY = 200
FEW, MANY = 5, 50


def search(request: HttpRequest) -> HttpResponse:
    """``q`` is what to look for, ``loai`` narrows to one kind and shows more of it."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    kind = request.GET.get("loai", "")
    kind = kind if kind in kinds.names() else ""
    results = find(actor_of(request), query, kind=kind or None, per_kind=MANY if kind else FEW) if query else None
    context = {"query": query, "kind": kind, "kind_label": kinds.label_of(kind) if kind else "", "results": results}
    return render(request, "web/pages/search.html", context)
