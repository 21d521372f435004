"""One bar made of parts: how a whole divides, each part labelled beneath in words and figures (I06)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from thongsuot.web.charts.model import Chart, Legend, Point, Table
from thongsuot.web.charts.svg import canvas, link, tag

_WIDTH, _HEIGHT, _MARGIN = 720, 34, 2
_SHAPES = ("tile tile-5", "tile tile-4", "tile tile-2", "tile tile-0")


def stacked_bar(
    *, parts: Sequence[Point], whole: Decimal, heading: str, measure: str, source: str = "", csv_url: str = ""
) -> Chart:
    """At most four parts of ``whole``, in the order given; what they leave of it stays hollow."""
    room, at, drawn = Decimal(_WIDTH - 2 * _MARGIN), Decimal(_MARGIN), []
    for point, shape in zip(parts, _SHAPES, strict=False):
        width = (point.value or Decimal(0)) * room / whole if whole else Decimal(0)
        if width:
            drawn.append(_part(point, shape, at, width))
        at += width
    back = tag("rect", x=_MARGIN, y=_MARGIN, width=room, height=_HEIGHT - 2 * _MARGIN, rx=3, class_="bar-back")
    linked = any(one.url for one in parts)
    return Chart(
        title=heading,
        measure=measure,
        drawing=canvas(_WIDTH, _HEIGHT, back, *drawn, label=measure, has_links=linked) if whole else "",
        summary=" ".join(f"{one.label}: {one.shown}." for one in parts),
        table=Table((_("Phần"), measure), tuple((one.label, one) for one in parts)),
        legend=tuple(Legend(shape, f"{one.label}: {one.shown}") for one, shape in zip(parts, _SHAPES, strict=False)),
        source=source,
        csv_url=csv_url,
    )


def _part(point: Point, shape: str, x: Decimal, width: Decimal) -> str:
    size = {"y": _MARGIN, "height": _HEIGHT - 2 * _MARGIN}
    return link(point, tag("rect", x=x, width=width, class_=f"{shape} focusable", **size))
