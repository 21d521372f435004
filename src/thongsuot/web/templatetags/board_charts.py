"""``{% load board_charts %}``: the provinces on tiles, each leading to its board."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from django import template
from django.utils.safestring import mark_safe

from thongsuot.web.charts.model import Point
from thongsuot.web.charts.tiles import grid_on, tile_map

register = template.Library()


class Tile(Protocol):
    """``value`` is ``None`` where nothing is known; ``claim`` is the number of the claim, "" without one."""

    key: str
    name: str
    value: Decimal | None
    text: str
    url: str
    claim: str


@register.inclusion_tag("web/parts/chart.html")
def board_map(tiles: Iterable[Tile], day: date, heading: str, measure: str, source: str) -> dict[str, Any]:
    """One tile a province of ``day``; a province without a figure stays hollow."""
    grid = grid_on(day)
    points = {key: Point(key, None) for key in grid.places}
    points |= {one.key: Point(one.name, one.value, one.text, one.url, one.claim) for one in tiles}
    chart = tile_map(
        grid=grid,
        points={key: points[key] for key in grid.places},
        heading=heading,
        measure=measure,
        source=source,
    )
    return {"chart": chart, "drawing": mark_safe(chart.drawing)}  # noqa: S308 - escaped by charts.svg
