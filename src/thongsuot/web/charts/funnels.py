"""A funnel as bars from zero, each beneath the one it is part of, with what it keeps (V9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thongsuot.web.charts.model import Chart, Point, Table
from thongsuot.web.charts.svg import Scale, canvas, link, tag, words

_WIDTH, _ROW, _MARGIN = 720, 46, 4


@dataclass(frozen=True, slots=True)
class Level:
    """``kept``: «còn 50,5% của bước trước», "" for the first."""

    point: Point
    kept: str


def funnel(*, levels: Sequence[Level], heading: str, measure: str, source: str = "", csv_url: str = "") -> Chart:
    values = [one.point.value or Decimal(0) for one in levels]
    scale = Scale(Decimal(0), max(values, default=Decimal(0)) or Decimal(1), _MARGIN, _WIDTH - _MARGIN)
    drawn = [_level(one, number, scale) for number, one in enumerate(levels)]
    linked = any(one.point.url for one in levels)
    return Chart(
        title=heading,
        measure=measure,
        drawing=canvas(_WIDTH, len(levels) * _ROW, *drawn, label=measure, has_links=linked) if any(values) else "",
        summary=" ".join(f"{one.point.label}: {_said(one)}." for one in levels),
        table=Table(
            (_("Bước"), measure, _("Còn lại so với bước trước")),
            tuple(
                (
                    one.point.label,
                    one.point,
                    Point(one.point.label, Decimal(0), one.kept, one.point.url) if one.kept else "—",
                )
                for one in levels
            ),
        ),
        source=source,
        csv_url=csv_url,
        is_wide=True,
    )


def _level(level: Level, number: int, scale: Scale) -> str:
    top, point = number * _ROW, level.point
    value = point.value or Decimal(0)
    name = words(point.label, _MARGIN, top + 15)
    said = words(_said(level), _WIDTH - _MARGIN, top + 15, "strong-text", "end")
    size = {"x": _MARGIN, "y": top + 22, "height": 16, "rx": 3}
    back = tag("rect", width=_WIDTH - 2 * _MARGIN, class_="bar-back", **size)
    bar = tag("rect", width=max(scale(value) - _MARGIN, Decimal(1)), class_="bar focusable", **size) if value else ""
    return link(Point(point.label, value, _said(level), point.url), tag("g", name, said, back, bar))


def _said(level: Level) -> str:
    return f"{level.point.shown} ({level.kept})" if level.kept else level.point.shown
