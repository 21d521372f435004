"""Every component on one page, so that it can be looked at and tested. Served in demo mode only."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def styleguide(request: HttpRequest) -> HttpResponse:
    return render(request, "web/pages/styleguide.html")
