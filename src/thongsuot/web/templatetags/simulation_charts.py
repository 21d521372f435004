"""``{% load simulation_charts %}``: rank bands of a simulation, for pages of the measuring loop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_number
from thongsuot.measuring.simulator.domain.field import Outlook
from thongsuot.web.charts.model import Point
from thongsuot.web.charts.simulated import Simulated, simulated_ranks

register = template.Library()


@register.inclusion_tag("web/parts/chart.html")
def simulated_bands(outlooks: Sequence[tuple[str, Outlook]], out_of: int, heading: str, url: str) -> dict[str, Any]:
    """``outlooks``: (name, outlook), the first as things stand; ``url`` is the result all of it was drawn from."""
    rows = [_row(name, outlook, url) for name, outlook in outlooks]
    source = _("Mô phỏng từ kết quả đã công bố; không phải kết quả chính thức.")
    drawn = simulated_ranks(
        rows=rows, out_of=out_of, heading=heading, measure=_("Hạng, tốt nhất bên trái"), source=source
    )
    return {"chart": drawn, "drawing": mark_safe(drawn.drawing)}  # noqa: S308 - escaped by charts.svg


def _row(name: str, outlook: Outlook, url: str) -> Simulated:
    shown = {"best": outlook.band.best, "worst": outlook.band.worst, "mean": format_number(outlook.mean)}
    text = _("hạng %(best)d – %(worst)d, bình quân %(mean)s") % shown
    return Simulated(Point(name, outlook.mean, text, url=url), outlook.band.best, outlook.band.worst)
