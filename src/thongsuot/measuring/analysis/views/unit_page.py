"""One unit in one published round: why it moved, what stays weak, what can be won back, how another unit does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thongsuot.measuring.analysis import queries
from thongsuot.measuring.analysis.domain.chronic import Weakness, by_field, by_item, weaknesses
from thongsuot.measuring.analysis.domain.comparison import Comparison, compare
from thongsuot.measuring.analysis.domain.heat import ranked
from thongsuot.measuring.analysis.domain.lost import losses, total_lost
from thongsuot.measuring.analysis.domain.shape import Scoring, Sheet
from thongsuot.measuring.analysis.domain.waterfall import Waterfall, waterfall
from thongsuot.measuring.analysis.views.cells import number
from thongsuot.measuring.publishing.views.asked import Asked, asked
from thongsuot.platform.http import csv_response
from thongsuot.registry.indicators.models import Field

FIELD_NAMES = {value: str(label) for value, label in Field.choices}


@dataclass(frozen=True, slots=True)
class Read:
    """What every page and file of a unit begins with; ``scorings`` oldest first, this round last."""

    asked: Asked
    scorings: list[Scoring]
    sheet: Sheet

    @property
    def now(self) -> Scoring:
        return self.scorings[-1]

    @property
    def fall(self) -> Waterfall | None:
        """Only against the year before: across a gap a change belongs to no year."""
        before = next((one for one in self.scorings if one.year == self.now.year - 1), None)
        if before is None or self.sheet.unit not in before.sheets:
            return None
        return waterfall(before, self.now, self.sheet.unit, self.asked.result.percent_decimals)


def read(request: HttpRequest, key: str, unit: str) -> Read:
    found = asked(request, key)
    found.unit(unit)  # 404 where it is not in the result
    scorings = queries.history(found.actor, found.publication)
    return Read(found, scorings, scorings[-1].sheets[unit])


@require_GET
def unit_analysis(request: HttpRequest, key: str, unit: str) -> HttpResponse:
    """``so-voi`` names the unit to compare with."""
    one = read(request, key, unit)
    lost = losses(one.scorings, unit)
    peers = [sheet for sheet in ranked(one.now, one.sheet.peer_group) if sheet.unit != unit]
    other = next((sheet for sheet in peers if sheet.unit == request.GET.get("so-voi")), None)
    context = one.asked.context() | {
        "unit": one.asked.unit(unit),
        "fall": one.fall,
        "weak_fields": chronic_fields(one.scorings, unit),
        "weak_items": weaknesses(by_item(one.scorings, unit), {item.code: item.name for item in one.now.items}),
        "years": [scoring.year for scoring in one.scorings],
        "losses": lost,
        "lost": total_lost(lost),
        "peers": peers,
        "other": other,
        "comparison": compare(one.now, unit, other.unit) if other else None,
        "address": reverse("round-result-unit", args=[key, unit]),
        "here": reverse("unit-analysis", args=[key, unit]),
    }
    return render(request, "measuring/analysis/unit.html", context)


def chronic_fields(scorings: Sequence[Scoring], unit: str) -> list[Weakness]:
    return weaknesses(by_field(scorings, unit), FIELD_NAMES)


@require_GET
def waterfall_csv(request: HttpRequest, key: str, unit: str) -> StreamingHttpResponse:
    fall = read(request, key, unit).fall
    rows: list[list[str]] = []
    if fall is not None:
        rows = [[str(fall.before_year), "", "", number(fall.before)]]
        rows += [[one.cause.value, one.code, one.name, number(one.change)] for one in fall.steps]
        rows += [[str(fall.after_year), "", "", number(fall.after)]]
    return csv_response(f"{key}-{unit}-thay-doi.csv", ["buoc", "ma", "ten", "diem"], rows)


@require_GET
def losses_csv(request: HttpRequest, key: str, unit: str) -> StreamingHttpResponse:
    one = read(request, key, unit)
    header = ["ma", "tieu_chi", "diem", "toi_da", "mat", "co_the_lay_lai", "vi_sao", "don_vi_dat_tron", "so_don_vi"]
    rows = (
        [
            *(loss.item.code, loss.item.name, number(loss.points), number(loss.maximum), number(loss.lost)),
            *("1" if loss.is_recoverable else "0", loss.reach.value, str(loss.full), str(loss.units)),
        ]
        for loss in losses(one.scorings, unit)
    )
    return csv_response(f"{key}-{unit}-diem-mat.csv", header, rows)


@require_GET
def comparison_csv(request: HttpRequest, key: str, unit: str, other: str) -> StreamingHttpResponse:
    one = read(request, key, unit)
    one.asked.unit(other)
    found: Comparison = compare(one.now, unit, other)
    rows = (
        [line.item.code, line.item.name, number(line.mine), number(line.theirs), number(line.difference)]
        for top in found.tops
        for line in top.lines
    )
    return csv_response(f"{key}-{unit}-so-voi-{other}.csv", ["ma", "tieu_chi", unit, other, "chenh_lech"], rows)
