"""Published results for everybody: the list, one result by peer group, one unit, one lost point."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thongsuot.measuring.criteria.models import Population
from thongsuot.measuring.publishing import lines, queries
from thongsuot.measuring.publishing.content import UnitResult
from thongsuot.measuring.publishing.explaining import loss_of
from thongsuot.measuring.publishing.views.asked import Asked, asked, page_of
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.paging import CappedPaginator

PAGE_SIZE, UNITS_A_PAGE = 30, 100


@require_GET
def results(request: HttpRequest) -> HttpResponse:
    """``nhom``: population, ``nam``: year; the newest version of each round."""
    rows = queries.latest(actor_of(request))
    years = sorted(set(rows.order_by().values_list("round__year", flat=True)), reverse=True)
    population, year = request.GET.get("nhom", ""), request.GET.get("nam", "")
    if population in Population.values:
        rows = rows.filter(round__population=population)
    if year.isdigit() and len(year) == 4:
        rows = rows.filter(round__year=year)
    context = {
        "page": CappedPaginator(queries.with_units(actor_of(request), rows), PAGE_SIZE).get_page(
            request.GET.get("trang")
        ),
        "years": years,
        "populations": Population.choices,
        "population": population,
        "year": year,
    }
    return render(request, "measuring/publishing/results.html", context)


@require_GET
def result(request: HttpRequest, key: str, number: int | None = None) -> HttpResponse:
    """``nhom``: peer group, ``loai``: class."""
    found = asked(request, key, number)
    context = found.context() | table_context(request, found.result.groups)
    context["appeals_open"] = queries.takes_appeals(found.actor, found.publication)
    context["analysis_url"] = "" if found.is_replaced else page_of("round-analysis", key)
    context["mine"] = queries.own_participation(found.actor, found.publication)
    return render(request, "measuring/publishing/result.html", context)


def table_context(request: HttpRequest, groups: dict[str, list[UnitResult]]) -> dict[str, object]:
    """What the table of units needs, on public pages and in the preview."""
    wanted = request.GET.get("nhom", "")
    group = wanted if wanted in groups else next(iter(groups), "")
    units = groups.get(group, [])
    classes = list(dict.fromkeys(one.class_name for one in units))
    chosen = request.GET.get("loai", "")
    if chosen and chosen in classes:
        units = [one for one in units if one.class_name == chosen]
    return {
        "groups": [(name or _("Tất cả đơn vị"), f"?nhom={name}", name == group) for name in groups],
        "group": group,
        "classes": lines.class_counts(groups.get(group, [])),
        "chosen": chosen if chosen in classes else "",
        "page": Paginator(units, UNITS_A_PAGE).get_page(request.GET.get("trang")),
    }


@require_GET
def unit(request: HttpRequest, key: str, unit: str) -> HttpResponse:
    """The whole tree of one unit with its three scores."""
    found = asked(request, key)
    row = found.unit(unit)
    context = found.context() | {
        "unit": row,
        "tree": lines.tree(found.result, row),
        "earlier": lines.earlier(queries.earlier_result(found.actor, found.publication), row),
        "appeal_url": _appeal_url(found, unit),
        "analysis_url": "" if found.is_replaced else page_of("unit-analysis", key, unit),
        "may_see_sheet": queries.may_see_dossier(found.actor, key, unit),
    }
    return render(request, "measuring/publishing/unit.html", context)


@require_GET
def lost(request: HttpRequest, key: str, unit: str, code: str) -> HttpResponse:
    """«Vì sao mất 0,75 điểm?»: rule, figures, evidence, what the appraiser said, what the unit answered, next step."""
    found = asked(request, key)
    row = found.unit(unit)
    node, leaf = found.result.criteria.by_code.get(code), row.leaves.get(code)
    if node is None or leaf is None:
        raise Http404(_("Bộ tiêu chí này không có tiêu chí «%(code)s».") % {"code": code})
    appeal_url = _appeal_url(found, unit)
    context = found.context() | {
        "unit": row,
        "node": node,
        "parents": lines.parents(found.result, code),
        "leaf": leaf,
        "loss": loss_of(node, leaf, found.result.criteria.decimals),
        "figures": lines.figures(leaf),
        "appeal_url": f"{appeal_url}?tieu-chi={code}" if appeal_url else "",
        "others": lines.others(found.result, row, code),
    }
    return render(request, "measuring/publishing/lost.html", context)


def _appeal_url(found: Asked, unit_key: str) -> str:
    """Empty unless this person may still object for the unit."""
    mine = {one.unit.key for one in queries.own_participation(found.actor, found.publication)}
    if unit_key not in mine or not queries.takes_appeals(found.actor, found.publication):
        return ""
    return reverse("appeal-file", args=[found.publication.round.key, unit_key])
