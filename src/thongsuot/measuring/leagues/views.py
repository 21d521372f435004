"""Public results: which tables there are, one table, the four indices of one unit (V14)."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.kernel.periods import Period, PeriodKind, period_from_key, period_key, previous
from thongsuot.measuring.leagues import queries
from thongsuot.measuring.leagues.placing import breaks_by_year
from thongsuot.measuring.published.load import published_report
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.http import csv_response
from thongsuot.registry.accounts.queries import belongs_to
from thongsuot.registry.claims import queries as claims
from thongsuot.registry.claims.citation import COLUMNS, csv_rows
from thongsuot.registry.indicators import queries as indicators
from thongsuot.registry.indicators.models import IndicatorNature
from thongsuot.registry.indicators.queries import version_on
from thongsuot.registry.units import queries as units
from thongsuot.registry.units.models import UnitKind

KINDS = {"tinh": UnitKind.PROVINCE, "bo": UnitKind.MINISTRY}


def results(request: HttpRequest) -> HttpResponse:
    """Every index with the periods for which results are in the record."""
    actor = actor_of(request)
    shown = []
    for indicator in indicators.visible_to(actor):
        version = version_on(indicator, None)
        if version is None or version.nature not in (IndicatorNature.INDEX, IndicatorNature.LEVEL):
            continue
        periods = claims.periods_of(actor, indicator)
        if periods:
            shown.append((indicator, version, [(period_key(one), one.text) for one in periods]))
    return render(request, "measuring/leagues/results.html", {"indices": shown})


def league(request: HttpRequest, key: str, period: str) -> HttpResponse:
    """``nhom`` chooses provinces or ministries."""
    actor = actor_of(request)
    indicator = indicators.get_for(actor, key)
    wanted = _period(period)
    kind = KINDS.get(request.GET.get("nhom", "tinh"), UnitKind.PROVINCE)
    periods = claims.periods_of(actor, indicator)
    page = queries.league_page(actor, indicator, wanted, kind, _year_before(wanted))
    context = {
        "indicator": indicator,
        "definition": version_on(indicator, wanted.end),
        "period": wanted,
        "page": page,
        "bands": queries.band_lines(actor, indicator, wanted, page),
        "mine": mine_among(actor, request.GET.get("don-vi", ""), page),
        "here": reverse("league", args=[key, period]),
        "kind_asked": request.GET.get("nhom") if request.GET.get("nhom") in KINDS else "",
        "csv_url": f"{reverse('league-csv', args=[key, period])}?nhom={request.GET.get('nhom', 'tinh')}",
        "periods": [(one.text, reverse("league", args=[key, period_key(one)]), one == wanted) for one in periods],
        "kinds": [
            (_("Tỉnh, thành phố"), "?nhom=tinh", kind == UnitKind.PROVINCE),
            (_("Bộ, ngành"), "?nhom=bo", kind == UnitKind.MINISTRY),
        ],
    }
    return render(request, "measuring/leagues/league.html", context)


def league_csv(request: HttpRequest, key: str, period: str) -> StreamingHttpResponse:
    """The table as a file, one claim a row, for the same group of units."""
    actor = actor_of(request)
    indicator = indicators.get_for(actor, key)
    kind = KINDS.get(request.GET.get("nhom", "tinh"), UnitKind.PROVINCE)
    page = queries.league_page(actor, indicator, _period(period), kind, None)
    return csv_response(f"{key}-{period}.csv", COLUMNS, csv_rows(row.claim for row in page.rows))


def four_indices(request: HttpRequest, key: str) -> HttpResponse:
    """``nam`` chooses the year; the newest with any result when not given."""
    actor = actor_of(request)
    unit = units.get_for(actor, key)
    years = queries.years_of(actor, unit)
    asked = request.GET.get("nam", "")
    year = (
        int(asked)
        if asked.isdigit() and 1990 < int(asked) < 2100
        else (years[0] if years else timezone.localdate().year)
    )
    end = date(year, 12, 31)
    panels = queries.four_indices(actor, unit, year)
    context = {
        "unit": unit,
        "year": year,
        "years": [(str(one), f"?nam={one}", one == year) for one in years],
        "panels": panels,
        "label": units.label_for(actor, unit, end),
        "region": units.region_on(actor, unit, end),
        "breaks": [(one.indicator.name, note) for one in panels for note in _breaks_within(one)],
    }
    return render(request, "measuring/leagues/four_indices.html", context)


def _breaks_within(panel: queries.IndexPanel) -> list[str]:
    """Changes of method that part the series shown."""
    years = [one.period_end.year for one in panel.series if one.period_end]
    found = breaks_by_year(panel.indicator.versions.all())
    return [note for year, note in found.items() if years and min(years) < year <= max(years)]


def conflicts(request: HttpRequest) -> HttpResponse:
    """Ranks, changes and sums of the published tables counted again, and what did not fit."""
    report = published_report()
    names = {one.key: one.name for one in indicators.visible_to(actor_of(request))}
    shown = [(names.get(one.indicator, one.indicator), one) for one in report.conflicts]
    return render(request, "measuring/leagues/conflicts.html", {"report": report, "conflicts": shown})


def mine_among(actor: Actor, asked: str, page: queries.LeaguePage) -> str:
    """The unit highlighted: the one asked for, else the reader's own if it stands in the table."""
    keys = {row.unit.key: row.unit.path for row in page.rows}
    if asked in keys:
        return asked
    return next((key for key, path in keys.items() if belongs_to(actor, path)), "")


def _period(key: str) -> Period:
    try:
        period = period_from_key(key)
    except ValueError:
        raise Http404(_("Không có kỳ «%(key)s».") % {"key": key}) from None
    if period.end is None:
        raise Http404(_("Kỳ «%(key)s» chưa đủ ngày.") % {"key": key})
    return period


def _year_before(period: Period) -> Period | None:
    """Only whole years are compared with the year before; other periods stand alone."""
    return previous(period) if period.kind is PeriodKind.YEAR else None
