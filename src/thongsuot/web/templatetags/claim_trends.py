"""``{% load claim_trends %}``: charts drawn straight from claims, for pages of the layers below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

from django import template
from django.utils.safestring import mark_safe

from thongsuot.registry.claims.models import Claim
from thongsuot.registry.units.models import Unit
from thongsuot.web.charts.model import Chart
from thongsuot.web.claim_charts import league_of, strip_of, trend_of

register = template.Library()


class LeagueLine(Protocol):
    """A line of a league table: the figure and whose it is."""

    claim: Claim
    unit: Unit


def _shown(drawn: Chart | None) -> dict[str, Any]:
    return {"chart": drawn, "drawing": mark_safe(drawn.drawing) if drawn else ""}  # noqa: S308 - escaped by charts.svg


@register.inclusion_tag("web/parts/chart.html")
def claim_trend(series: Sequence[Claim]) -> dict[str, Any]:
    """The series with its honest breaks; nothing for fewer than two values."""
    return _shown(trend_of(series))


@register.inclusion_tag("web/parts/chart.html")
def league_map(rows: Sequence[LeagueLine], missing: Iterable[Unit], day: date) -> dict[str, Any]:
    """A league of provinces on the tiles of ``day``; ``missing`` are the provinces without a result."""
    units = {unit.key: unit for unit in [*(row.unit for row in rows), *missing]}
    return _shown(league_of([row.claim for row in rows], units, day))


@register.inclusion_tag("web/parts/chart.html")
def claim_strip(claims: Sequence[Claim], mine: Unit | None, heading: str, measure: str) -> dict[str, Any]:
    """Where ``mine`` stands among the units of ``claims``."""
    return _shown(strip_of(claims, mine, heading, measure))
