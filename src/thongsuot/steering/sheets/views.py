"""The sheets a chairman opens: one member of a committee, one unit and its head, and the units worst first."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.positions.queries import get_for as position_for
from thongsuot.registry.units.queries import get_for as unit_for
from thongsuot.steering.committees import queries as committees
from thongsuot.steering.committees.asked import day_asked, year_asked, years_around
from thongsuot.steering.permissions import Steering
from thongsuot.steering.sheets.excel import workbook
from thongsuot.steering.sheets.member import member_page
from thongsuot.steering.sheets.queries import units_answering
from thongsuot.steering.sheets.unit import lines_of, sheet_of

PAGE_SIZE = 40
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS = {"so-nganh": ("department", "other"), "xa": ("commune",), "huyen": ("district",), "tinh": ("province",)}


@login_required
@require_GET
def member_sheet(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """``pk`` of the position; ``ngay``, ``nam``. Asked for over its own unit: a narrower view counts too little."""
    actor, on = actor_of(request), day_asked(request)
    require(actor, Steering.READ)
    committee = committees.get_for(actor, key)
    position = position_for(actor, pk)
    require(actor, Steering.READ, position.unit.path)
    context = member_page(actor, committee, position, on, year_asked(request, on))
    return render(request, "steering/sheets/member.html", context)


@login_required
@require_GET
def unit_list(request: HttpRequest) -> HttpResponse:
    """``loai``: so-nganh, xa, huyen, tinh; ``ngay``, ``nam``."""
    actor, on = actor_of(request), day_asked(request)
    require(actor, Steering.READ)
    year = year_asked(request, on)
    kind = request.GET.get("loai", "")
    kind = kind if kind in _KINDS else "so-nganh"
    page = Paginator(units_answering(actor, _KINDS[kind], on), PAGE_SIZE).get_page(request.GET.get("trang"))
    names = {"so-nganh": _("Sở, ngành"), "xa": _("Xã, phường"), "huyen": _("Huyện (đến 30/06/2025)"), "tinh": _("Tỉnh")}
    context = {
        "page": page,
        "lines": lines_of(actor, list(page), on, year),
        "tabs": [(name, f"?loai={one}&nam={year}&ngay={on:%d/%m/%Y}", one == kind) for one, name in names.items()],
        "on": on,
        "year": year,
    }
    return render(request, "steering/sheets/units.html", context)


@login_required
@require_GET
def unit_sheet(request: HttpRequest, key: str) -> HttpResponse:
    actor, on = actor_of(request), day_asked(request)
    require(actor, Steering.READ)
    unit = unit_for(actor, key)
    require(actor, Steering.READ, unit.path)
    year = year_asked(request, on)
    sheet = sheet_of(actor, unit, on, year)
    context = {"sheet": sheet, "unit": unit, "on": on, "year": year, "years": years_around(year, on)}
    context["sample_data"] = any(holder.person.is_sample for holder in sheet.holders)
    return render(request, "steering/sheets/unit.html", context)


@login_required
@require_GET
def unit_workbook(request: HttpRequest, key: str) -> HttpResponse:
    """The same sheet as a workbook for the yearly review of officials (A12)."""
    actor, on = actor_of(request), day_asked(request)
    require(actor, Steering.READ)
    unit = unit_for(actor, key)
    require(actor, Steering.READ, unit.path)
    sheet = sheet_of(actor, unit, on, year_asked(request, on))
    here = request.build_absolute_uri(reverse("unit-sheet", args=[key]) + f"?nam={sheet.year}&ngay={on:%d/%m/%Y}")
    response = HttpResponse(workbook(sheet, here), content_type=_EXCEL)
    name = f"{unit.key}-{sheet.year}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
