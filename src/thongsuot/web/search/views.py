"""One box over everything (product §4.7)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def search(request: HttpRequest) -> HttpResponse:
    return render(request, "web/pages/search.html", {"query": request.GET.get("q", "").strip()})
