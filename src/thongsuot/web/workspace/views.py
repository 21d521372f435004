"""The first screen after signing in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_required
def workspace(request: HttpRequest) -> HttpResponse:
    return render(request, "web/pages/workspace.html")
