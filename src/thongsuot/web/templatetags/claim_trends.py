"""``{% load claim_trends %}``: charts drawn straight from claims, for pages of the layers below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.safestring import mark_safe

from thongsuot.registry.claims.models import Claim
from thongsuot.web.claim_charts import trend_of

register = template.Library()


@register.inclusion_tag("web/parts/chart.html")
def claim_trend(series: Sequence[Claim]) -> dict[str, Any]:
    """The series with its honest breaks; nothing for fewer than two values."""
    drawn = trend_of(series)
    return {"chart": drawn, "drawing": mark_safe(drawn.drawing) if drawn else ""}  # noqa: S308 - escaped by charts.svg
