"""The dictionary for everybody: what each indicator measures, since when, by which text."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.indicators import queries


def indicator_list(request: HttpRequest) -> HttpResponse:
    shown = [(one, queries.version_on(one, None)) for one in queries.visible_to(actor_of(request))]
    return render(request, "registry/indicators/list.html", {"indicators": shown})


def indicator_detail(request: HttpRequest, key: str) -> HttpResponse:
    indicator = queries.get_for(actor_of(request), key)
    return render(request, "registry/indicators/detail.html", {"indicator": indicator})
