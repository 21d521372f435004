"""Units for everybody: which there are on a day, and one unit with its history and figures (V13)."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.claims import queries as claims
from thongsuot.registry.directives.queries import of_unit as directives_of_unit
from thongsuot.registry.indicators.queries import FOUR_INDICES
from thongsuot.registry.positions.queries import holders_on
from thongsuot.registry.units import queries
from thongsuot.registry.units.models import UnitKind

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
PAGE_SIZE = 60


def unit_list(request: HttpRequest) -> HttpResponse:
    """``ngay`` chooses the day: the 63 provinces of 30/6/2025 or the 34 since 1/7/2025."""
    actor, on = actor_of(request), _day(request)
    provinces = list(queries.alive_on(actor, on, UnitKind.PROVINCE))
    labels = queries.labels_for(actor, provinces, on)
    context = {
        "on": on,
        "provinces": [(unit, labels[unit.pk]) for unit in provinces],
        "ministries": queries.alive_on(actor, on, UnitKind.MINISTRY),
        "days": [
            (_("Từ 1/7/2025: 34 tỉnh, thành phố"), f"?ngay={AFTER}", on >= AFTER),
            (_("Trước 1/7/2025: 63 tỉnh, thành phố"), f"?ngay={BEFORE}", on < AFTER),
        ],
    }
    return render(request, "registry/units/list.html", context)


def unit_detail(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    unit = queries.get_for(actor, key)
    today = timezone.localdate()
    asked = _day(request) if "ngay" in request.GET else None
    last_day = today if unit.valid_to is None or unit.valid_to > today else unit.valid_to
    on = last_day if last_day == today else date.fromordinal(last_day.toordinal() - 1)
    on = asked or on
    children = queries.children_on(actor, unit, on)
    figures = claims.of_unit(actor, [unit.pk])
    context = {
        "unit": unit,
        "on": on,
        "ended": unit.valid_to is not None and unit.valid_to <= today,
        "above": queries.above(actor, unit),
        "history": queries.history_lines(actor, unit),
        "heirs": [one for one in queries.same_place_on(actor, unit, today) if one.pk != unit.pk],
        "children": Paginator(children, PAGE_SIZE).get_page(request.GET.get("trang")),
        "region": queries.region_on(actor, unit, on),
        "codes": unit.codes.all(),
        "figures": Paginator(figures, PAGE_SIZE).get_page(request.GET.get("so")),
        "directives": directives_of_unit(actor, unit),
        "holders": holders_on(actor, unit, on),
        "has_indices": bool(claims.ends_of(actor, [unit.pk], list(FOUR_INDICES))),
    }
    return render(request, "registry/units/detail.html", context)


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return timezone.localdate()
