"""``{% load serving_charts %}``: cuts of procedures, the funnel of online services, channels of dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_number, format_percent
from thongsuot.serving.cutting.domain.package import Totals
from thongsuot.serving.insight.domain.funnel import Drop, widest
from thongsuot.web.charts.daybars import Cut, day_bars
from thongsuot.web.charts.funnels import Level, funnel
from thongsuot.web.charts.model import Chart, Point
from thongsuot.web.charts.stacks import stacked_bar

register = template.Library()


@register.inclusion_tag("web/parts/chart.html")
def cut_total(totals: Totals, url: str, source: str) -> dict[str, Any]:
    """The whole package on one bar: 1.659,5 → 1.098."""
    said = {
        "count": totals.count,
        "cut": _days(totals.cut),
        "before": _days(totals.before),
        "after": _days(totals.after),
    }
    heading = _("%(count)d thủ tục được giải quyết nhanh hơn %(cut)s ngày: từ %(before)s còn %(after)s ngày") % said
    row = _cut(_("Cả gói"), totals, url)
    return _drawn(day_bars(cuts=[row], names=_names(), heading=heading, measure=_("Tổng số ngày"), source=source))


@register.inclusion_tag("web/parts/chart.html")
def cut_fields(fields: Sequence[tuple[str, Totals]], page_url: str, source: str, csv_url: str) -> dict[str, Any]:
    """A bar a field, the most days cut first; each opens its rows."""
    if not fields:
        return {"chart": None, "drawing": ""}
    name, first = fields[0]
    heading = _("Cắt giảm nhiều ngày nhất là lĩnh vực %(field)s: %(cut)s ngày") % {
        "field": name[:1].lower() + name[1:],
        "cut": _days(first.cut),
    }
    rows = [_cut(field, totals, f"{page_url}linh-vuc={quote(field)}#cac-dong") for field, totals in fields]
    measure = _("Số ngày theo lĩnh vực")
    return _drawn(day_bars(cuts=rows, names=_names(), heading=heading, measure=measure, source=source, csv_url=csv_url))


def _cut(label: str, totals: Totals, url: str) -> Cut:
    share = "" if totals.share is None else f", {format_percent(totals.share, 1)}"
    told = _("cắt %(days)s ngày%(share)s") % {"days": _days(totals.cut), "share": share}
    if totals.cut < 0:
        told = _("dài thêm %(days)s ngày") % {"days": _days(-totals.cut)}
    before = Point(label, totals.before, _days(totals.before), url=url)
    return Cut(before, Point(label, totals.after, _days(totals.after), url=url), told)


def _names() -> tuple[str, str]:
    return _("Trước cắt giảm"), _("Sau cắt giảm")


def _days(value: Decimal) -> str:
    return format_number(value.quantize(Decimal("0.1"))).removesuffix(",0")


def _drawn(chart: Chart) -> dict[str, Any]:
    return {"chart": chart, "drawing": mark_safe(chart.drawing)}  # noqa: S308 - escaped by charts.svg


@register.inclusion_tag("web/parts/chart.html")
def service_funnel(found: Sequence[Drop], measure: str, page_url: str = "") -> dict[str, Any]:
    """A bar a step; the heading names the step where most is lost. ``page_url``: for steps no list of rows counts."""
    levels = [
        Level(
            Point(
                one.step.name, Decimal(one.step.count), format_number(one.step.count), url=one.step.group or page_url
            ),
            "" if one.kept is None else _("còn %(share)s") % {"share": format_percent(one.kept, 1)},
        )
        for one in found
    ]
    return _drawn(funnel(levels=levels, heading=_funnel_heading(found), measure=measure))


def _funnel_heading(found: Sequence[Drop]) -> str:
    drop = widest(found)
    if drop is None:
        return _("Không rơi ở bước nào") if found and found[0].step.count else _("Chưa có gì để đếm")
    told = {"step": drop.step.name.lower(), "lost": format_number(drop.lost)}
    return _("Rơi nhiều nhất ở bước %(step)s: bớt %(lost)s so với bước trước") % told


@register.inclusion_tag("web/parts/chart.html")
def filing_stack(parts: Sequence[tuple[str, Decimal, str, str]], whole: int, heading: str) -> dict[str, Any]:
    """``parts``: (name, dossiers, text, address); ``whole``: all dossiers received."""
    points = [Point(name, value, text, url=url) for name, value, text, url in parts]
    return _drawn(
        stacked_bar(parts=points, whole=Decimal(whole), heading=heading, measure=_("Phần trong hồ sơ tiếp nhận"))
    )
