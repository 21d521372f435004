"""Plain pages of text. Each says only what is true of the running product."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def about(request: HttpRequest) -> HttpResponse:
    return render(request, "web/pages/about.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "web/pages/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "web/pages/privacy.html")


def data_sources(request: HttpRequest) -> HttpResponse:
    return render(request, "web/pages/data_sources.html")
