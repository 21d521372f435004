"""What a published round says of itself: heat map, criteria at the ceiling, self-scores against appraisal."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thongsuot.measuring.analysis.domain.discrimination import Discrimination, discrimination
from thongsuot.measuring.analysis.domain.heat import heat, ranked
from thongsuot.measuring.analysis.domain.inflation import Gap, by_item, by_unit
from thongsuot.measuring.analysis.domain.shape import Scoring
from thongsuot.measuring.analysis.reading import scoring_of
from thongsuot.measuring.analysis.views.cells import number, text
from thongsuot.measuring.publishing.views.asked import Asked, asked
from thongsuot.platform.http import csv_response

UNITS_A_PAGE = 40
WIDEST = 12


@require_GET
def round_analysis(request: HttpRequest, key: str) -> HttpResponse:
    """``linh-vuc`` opens one domain of the heat map; ``nhom`` keeps one peer group; ``trang`` pages the units."""
    found = asked(request, key)
    scoring = scoring_of(found.publication)
    rows = discrimination(scoring)
    domain = next((one.code for one in scoring.tops if one.code == request.GET.get("linh-vuc")), "")
    groups = sorted({one.peer_group for one in scoring.sheets.values()})
    group = request.GET.get("nhom") if request.GET.get("nhom") in groups else None
    page = Paginator(ranked(scoring, group), UNITS_A_PAGE).get_page(request.GET.get("trang"))
    gaps = by_unit(scoring)
    context = found.context() | {
        "heat": heat(scoring, domain, page, rows),
        "page": page,
        "group": group,
        "domain": next((one for one in scoring.tops if one.code == domain), None),
        "domains": _tabs(scoring, domain, group),
        "groups": _groups(groups, group) if len(groups) > 1 else [],
        "rows": rows,
        "flat": [one for one in rows if one.is_flat],
        "gaps": gaps[:WIDEST],
        "gap_count": len(gaps),
        "criteria_gaps": [one for one in by_item(scoring) if one.gap][:WIDEST],
        "address": reverse("round-analysis", args=[key]),
    }
    return render(request, "measuring/analysis/round.html", context)


def _tabs(scoring: Scoring, chosen: str, group: str | None) -> list[tuple[str, str, bool]]:
    rest = f"&nhom={group}" if group else ""
    return [
        (_("Các lĩnh vực"), f"?linh-vuc={rest}#ban-do", not chosen),
        *(
            (f"{one.code}. {one.name}", f"?linh-vuc={one.code}{rest}#ban-do", one.code == chosen)
            for one in scoring.tops
            if any(item.top == one.code for item in scoring.base_items())
        ),
    ]


def _groups(groups: list[str], chosen: str | None) -> list[tuple[str, str, bool]]:
    return [(_("Mọi nhóm"), "?", chosen is None), *((one, f"?nhom={one}", one == chosen) for one in groups)]


@require_GET
def discrimination_csv(request: HttpRequest, key: str) -> StreamingHttpResponse:
    """One criterion a row; the report the council asks for (J2.6)."""
    found = asked(request, key)
    header = [
        *("ma", "tieu_chi", "diem_toi_da", "so_don_vi", "ty_le_dat_trung_binh", "do_lech_chuan"),
        *("don_vi_dat_tu_95", "nhom_bang_diem_lon_nhat", "tuong_quan_voi_phan_con_lai", "khong_con_phan_hoa"),
    ]
    rows = (_discriminated(one) for one in discrimination(scoring_of(found.publication)))
    return csv_response(f"{key}-phan-hoa.csv", header, rows)


def _discriminated(one: Discrimination) -> list[str]:
    return [
        *(one.item.code, one.item.name, number(one.item.maximum), str(one.units), number(one.mean), number(one.spread)),
        *(str(one.at_ceiling), str(one.largest_tie), number(one.item_rest), "1" if one.is_flat else "0"),
    ]


@require_GET
def gaps_csv(request: HttpRequest, key: str) -> StreamingHttpResponse:
    """Units, then criteria; ``loai`` says which."""
    return gap_rows(key, scoring_of(asked(request, key).publication))


def gap_rows(key: str, scoring: Scoring) -> StreamingHttpResponse:
    header = [
        "loai",
        "ma",
        "ten",
        "tu_cham",
        "tham_dinh",
        "chenh_lech",
        "chenh_lech_phan_tram",
        "so_bi_giam",
        "so_tang",
    ]
    return csv_response(f"{key}-chenh-lech.csv", header, _gaps(scoring))


def _gaps(scoring: Scoring) -> Iterator[list[str]]:
    for kind, gaps in ((text(_("đơn vị")), by_unit(scoring)), (text(_("tiêu chí")), by_item(scoring))):
        yield from ([kind, *_gap(one)] for one in gaps)


def _gap(one: Gap) -> list[str]:
    return [
        *(one.key, one.name, number(one.self_points), number(one.appraised), number(one.gap)),
        *(number(one.index, 2), str(one.lowered), str(one.raised)),
    ]


@require_GET
def heat_csv(request: HttpRequest, key: str) -> StreamingHttpResponse:
    """Every unit by every domain, or by the leaves of ``linh-vuc``; empty where it does not apply."""
    found: Asked = asked(request, key)
    scoring = scoring_of(found.publication)
    domain = next((one.code for one in scoring.tops if one.code == request.GET.get("linh-vuc")), "")
    drawn = heat(scoring, domain, ranked(scoring), discrimination(scoring))
    header = ["ma_don_vi", "don_vi", *(f"{one.item.code} {one.item.name}" for one in drawn.columns)]
    rows = ([one.sheet.unit, one.sheet.name, *(number(cell, 2) for cell in one.cells)] for one in drawn.lines)
    return csv_response(f"{key}-ban-do-nhiet.csv", header, rows)
