"""Tags that put charts on a page: ``{% load charts %}``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thongsuot.web.charts import trends
from thongsuot.web.charts.evidence import Node
from thongsuot.web.charts.model import Chart, Point

register = template.Library()


@register.inclusion_tag("web/parts/chart.html")
def chart(drawn: Chart, open_table: bool = False) -> dict[str, Any]:
    """Finding, drawing, legend, source, table and CSV of one chart."""
    return {"chart": drawn, "drawing": mark_safe(drawn.drawing), "open_table": open_table}  # noqa: S308 - escaped by charts.svg


@register.simple_tag
def figure_cell(cell: str | Point) -> SafeString | str:
    """A cell of a chart's table: words, or a figure with the link to its claim."""
    if isinstance(cell, str):
        return cell
    if not cell.url:
        return cell.shown
    if not cell.claim:  # counted on the spot: the address lists what was counted
        return format_html('<a class="claim" data-source="{}" href="{}">{}</a>', cell.url, cell.url, cell.shown)
    return format_html('<a class="claim" data-claim="{}" href="{}">{}</a>', cell.claim, cell.url, cell.shown)


@register.simple_tag
def sparkline(points: Sequence[Point], measure: str) -> SafeString:
    return format_html('<span class="spark chart">{}</span>', mark_safe(trends.sparkline(points, measure)))  # noqa: S308


@register.inclusion_tag("web/parts/evidence.html")
def evidence(root: Node) -> dict[str, Any]:
    return {"nodes": (root,), "label": _("Cây bằng chứng"), "is_root": True}
