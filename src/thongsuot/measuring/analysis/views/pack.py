"""The five-year pack of one unit: one page to print or keep as PDF."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from thongsuot.measuring.analysis import queries
from thongsuot.measuring.analysis.pack import PackIndex, indices_of, span_of
from thongsuot.measuring.analysis.views.cells import number
from thongsuot.measuring.leagues import queries as leagues
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.http import csv_response
from thongsuot.registry.units import queries as units
from thongsuot.registry.units.models import Unit


def _asked(request: HttpRequest, actor: Actor, unit: Unit) -> tuple[int, int, list[PackIndex]]:
    years = leagues.years_of(actor, unit)
    first, last = span_of(request.GET.get("tu", ""), request.GET.get("den", ""), years)
    return first, last, indices_of(leagues.four_indices(actor, unit, last), first, last)


@require_GET
def five_years(request: HttpRequest, key: str) -> HttpResponse:
    """``tu`` and ``den`` are the first and the last year."""
    actor = actor_of(request)
    unit = units.get_for(actor, key)
    first, last, indices = _asked(request, actor, unit)
    context = {
        "unit": unit,
        "today": timezone.localdate(),
        "first": first,
        "last": last,
        "indices": indices,
        "orders": queries.orders_of(actor, unit, first, last) if last else [],
        "csv_url": f"{reverse('five-years-csv', args=[key])}?tu={first}&den={last}",
    }
    return render(request, "measuring/analysis/five_years.html", context)


@require_GET
def five_years_csv(request: HttpRequest, key: str) -> StreamingHttpResponse:
    actor = actor_of(request)
    unit = units.get_for(actor, key)
    _first, _last, indices = _asked(request, actor, unit)
    header = ["chi_so", "nam", "ket_qua", "don_vi_tinh", "hang", "tren_tong_so", "nguon"]
    return csv_response(f"{key}-nam-nam.csv", header, _rows(indices))


def _rows(indices: list[PackIndex]) -> Iterator[list[str]]:
    for index in indices:
        for year in index.years:
            one = year.claim
            cells = ["", "", "", "", ""]
            if one is not None:
                cells = [number(one.value), one.unit_of_measure, str(one.rank or ""), str(one.out_of or "")]
                cells.append(one.document.source_url or one.document.title)
            yield [index.panel.indicator.key, str(year.year), *cells]
