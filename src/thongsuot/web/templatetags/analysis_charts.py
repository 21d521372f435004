"""``{% load analysis_charts %}``: what moved an index, who scores itself high, what still tells units apart."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import (
    format_change,
    format_number,
    round_half_up,
    round_percent,
    without_trailing_zeros,
)
from thongsuot.measuring.analysis.domain.heat import Heat, HeatColumn, HeatLine
from thongsuot.measuring.analysis.domain.inflation import Gap
from thongsuot.measuring.analysis.domain.waterfall import Cause, Step, Waterfall
from thongsuot.web.charts import dumbbells, heatmap, waterfall
from thongsuot.web.charts.model import Chart, Point

register = template.Library()
_POINTS = "điểm"


def shown(drawn: Chart | None, address: str) -> dict[str, Any]:
    drawing = mark_safe(drawn.drawing) if drawn else ""  # noqa: S308 - escaped by charts.svg
    return {"chart": drawn, "drawing": drawing, "address": address}


def signed(value: Decimal) -> str:
    text = format_number(without_trailing_zeros(value))
    return f"+{text}" if value > 0 else text


@register.inclusion_tag("web/parts/sourced_chart.html")
def index_waterfall(fall: Waterfall | None, name: str, address: str, csv_url: str) -> dict[str, Any]:
    """Last year's index → this year's (V5); nothing without a round of the year before."""
    return shown(waterfall_chart(fall, name, address, csv_url) if fall else None, address)


def waterfall_chart(fall: Waterfall, name: str, address: str, csv_url: str) -> Chart:
    return waterfall.waterfall(
        start=Point(_("Năm %(year)d") % {"year": fall.before_year}, fall.before, format_number(fall.before), address),
        end=Point(_("Năm %(year)d") % {"year": fall.after_year}, fall.after, format_number(fall.after), address),
        steps=[_step(one, address) for one in fall.steps],
        heading=_moved(fall, name),
        measure=_("Chỉ số trên 100, điểm góp vào thay đổi"),
        source=_("kết quả chấm điểm đã công bố của hai năm"),
        csv_url=csv_url,
    )


_METHOD_WORDS = {
    Cause.METHOD: "Đổi do phương pháp: thêm, bỏ, đổi điểm tối đa của tiêu chí",
    Cause.RULE: "Không tách được: quy tắc chấm của tiêu chí đã đổi",
    Cause.ALL: "Đổi bộ tiêu chí: không tách được phương pháp và kết quả",
}


def step_label(one: Step) -> str:
    return f"{one.code}. {one.name}" if one.cause is Cause.RESULT else _METHOD_WORDS[one.cause]


def _step(one: Step, address: str) -> waterfall.Step:
    words = f"{'▲' if one.change > 0 else '▼'} {signed(one.change)}" if one.change else "0"
    return waterfall.Step(Point(step_label(one), one.change, words, address), one.change, one.cause is not Cause.RESULT)


def _moved(fall: Waterfall, name: str) -> str:
    """«Sở Y tế tăng 2,26 điểm so với năm 2024, nhiều nhất ở lĩnh vực …»."""
    words = {
        "name": name,
        "moved": format_change(without_trailing_zeros(fall.change), _POINTS),
        "year": fall.before_year,
    }
    told = _("%(name)s %(moved)s so với năm %(year)d") % words
    side = [one for one in fall.steps if one.change and (one.change > 0) == (fall.change > 0)]
    if not fall.change or not side:
        return told
    most = max(side, key=lambda one: abs(one.change))
    where = most.name if most.cause is Cause.RESULT else _("cách chấm đã đổi")
    return _("%(told)s, nhiều nhất ở %(where)s") % {"told": told, "where": where}


@register.inclusion_tag("web/parts/sourced_chart.html")
def self_and_appraised(gaps: Sequence[Gap], total: int, round_key: str, address: str, csv_url: str) -> dict[str, Any]:
    """The ``gaps`` shown, widest first, of ``total`` units that have both scores (V6)."""
    return shown(gap_chart(gaps, total, round_key, address, csv_url) if gaps else None, address)


def gap_chart(gaps: Sequence[Gap], total: int, round_key: str, address: str, csv_url: str) -> Chart:
    return dumbbells.dumbbells(
        pairs=[_pair(one, address) for one in gaps],
        names=(_("tự chấm"), _("thẩm định")),
        heading=_gap_sentence(gaps, total),
        measure=_("Tổng điểm của các tiêu chí đã có cả hai điểm"),
        source=_("điểm tự chấm và điểm thẩm định của đợt chấm"),
        csv_url=csv_url,
    )


def _pair(one: Gap, address: str) -> dumbbells.Pair:
    return dumbbells.Pair(
        one.name,
        Point(one.name, one.self_points, _plain(one.self_points), address),
        Point(one.name, one.appraised, _plain(one.appraised), address),
        gap_words(one),
    )


def gap_words(one: Gap) -> str:
    if not one.gap:
        return _("bằng nhau")
    side = _("tự chấm cao hơn %(gap)s") if one.gap > 0 else _("tự chấm thấp hơn %(gap)s")
    return side % {"gap": _plain(abs(one.gap))}


def _gap_sentence(gaps: Sequence[Gap], total: int) -> str:
    widest = gaps[0]
    if widest.gap <= 0:
        return _("Không đơn vị nào tự chấm cao hơn kết quả thẩm định")
    words = {"name": widest.name, "gap": _plain(widest.gap), "total": total}
    return _("%(name)s tự chấm cao hơn thẩm định nhiều nhất trong %(total)d đơn vị: %(gap)s điểm") % words


def _plain(value: Decimal) -> str:
    return format_number(without_trailing_zeros(round_half_up(value, 2)))


@register.inclusion_tag("web/parts/sourced_chart.html")
def criteria_heat(drawn: Heat, round_key: str, flat: int, leaves: int, address: str, csv_url: str) -> dict[str, Any]:
    """Units by domains, or by the leaves of one domain (V7)."""
    return shown(heat_chart(drawn, round_key, flat, leaves, address, csv_url), address)


def heat_chart(drawn: Heat, round_key: str, flat: int, leaves: int, address: str, csv_url: str) -> Chart:
    words = {"flat": flat, "leaves": leaves}
    heading = (
        _("%(flat)d/%(leaves)d tiêu chí không còn phân hóa: từ 95%% đơn vị đạt từ 95%% điểm tối đa") % words
        if flat
        else _("Cả %(leaves)d tiêu chí còn phân hóa các đơn vị") % words
    )
    return heatmap.heat_map(
        columns=[_column(one, drawn, address) for one in drawn.columns],
        lines=[_line(one, drawn, round_key) for one in drawn.lines],
        top_label=_("Độ phân tán") if drawn.domain else _("Số tiêu chí hết phân hóa"),
        heading=heading,
        measure=_("Phần trăm của điểm tối đa"),
        source=_("kết quả chấm điểm của đợt"),
        csv_url=csv_url,
    )


def _column(one: HeatColumn, drawn: Heat, address: str) -> heatmap.Column:
    name = f"{one.item.code}. {one.item.name}"
    if drawn.domain:
        spread = _("±%(spread)s") % {"spread": format_number(one.row.spread)} if one.row.spread is not None else "—"
        top = Point(name, one.row.spread, spread, f"{address}#tc-{one.item.code}")
    else:
        top = Point(name, Decimal(one.flat), f"{one.flat}/{one.leaves}", f"{address}?linh-vuc={one.item.code}#ban-do")
    return heatmap.Column(one.item.code, one.item.name, top, one.is_flat)


def _line(one: HeatLine, drawn: Heat, round_key: str) -> heatmap.Line:
    page = reverse("unit-analysis", args=[round_key, one.sheet.unit])
    cells = [
        Point(
            f"{one.sheet.name}, {column.item.name}",
            cell,
            "" if cell is None else f"{format_number(round_percent(cell, 0))}%",
            reverse("lost-point", args=[round_key, one.sheet.unit, column.item.code]) if drawn.domain else page,
            note=_("không áp dụng"),
        )
        for column, cell in zip(drawn.columns, one.cells, strict=True)
    ]
    return heatmap.Line(one.sheet.name, tuple(cells), page)
