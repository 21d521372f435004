"""``{% load remedy_charts %}``: the burn-down of limits, for pages of the steering loop."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date
from thongsuot.steering.remedies.domain import BurnDown
from thongsuot.web.charts.burndown import Level, burndown
from thongsuot.web.charts.model import Point

register = template.Library()


@register.inclusion_tag("web/parts/chart.html")
def limit_burndown(burn: BurnDown | None, list_url: str, csv_url: str) -> dict[str, Any]:
    """Nothing before the first limit was taken up; the counts open the list they were counted from."""
    if burn is None:
        return {"chart": None, "drawing": ""}
    levels = [
        Level(one.day, Point(format_date(one.day), Decimal(one.open), str(one.open), url=list_url), one.ideal)
        for one in burn.points
    ]
    drawn = burndown(
        levels=levels,
        due=burn.due,
        total=burn.total,
        heading=_heading(burn),
        measure=_("Hạn chế còn mở"),
        csv_url=csv_url,
    )
    return {"chart": drawn, "drawing": mark_safe(drawn.drawing)}  # noqa: S308 - escaped by charts.svg


def _heading(burn: BurnDown) -> str:
    counts = {"closed": burn.closed, "total": burn.total, "day": format_date(burn.points[-1].day)}
    if burn.due is None:
        return _("Đến %(day)s đã khắc phục %(closed)d/%(total)d hạn chế") % counts
    if burn.behind:
        return _("Đến %(day)s mới khắc phục %(closed)d/%(total)d hạn chế, chậm hơn mức cần đạt") % counts
    return _("Đến %(day)s đã khắc phục %(closed)d/%(total)d hạn chế, kịp mức cần đạt") % counts
