"""``{% load warning_charts %}``: how many dossiers are still in a step after so much of its time (V10)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_number, format_percent
from thongsuot.serving.warning.models import WarningRun
from thongsuot.web.charts.model import Point
from thongsuot.web.charts.trends import trend

register = template.Library()
_SHOWN = (0.0, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0)


@register.inclusion_tag("web/parts/chart.html")
def still_open(run: WarningRun | None, csv_url: str) -> dict[str, Any]:
    """The survival curve of the last estimate; nothing before the first."""
    curve = {float(after): Decimal(str(part)) for after, part in run.curve} if run else {}
    if 1.0 not in curve:
        return {"chart": None, "drawing": ""}
    points = [_point(after, curve[after]) for after in _SHOWN if after in curve]
    heading = _("Hết phần thời gian của bước, %(part)s số lượt vẫn chưa xong") % {"part": _percent(curve[1.0])}
    chart = trend(points=points, heading=heading, measure=_("Còn chưa xong (%)"), csv_url=csv_url)
    return {"chart": chart, "drawing": mark_safe(chart.drawing)}  # noqa: S308 - escaped by charts.svg


def _point(after: float, part: Decimal) -> Point:
    label = _("%(after)s phần") % {"after": format_number(Decimal(str(after)).normalize() + 0)}
    return Point(label, (part * 100).quantize(Decimal("0.1")), _percent(part))


def _percent(part: Decimal) -> str:
    return format_percent(part * 100, 0)
