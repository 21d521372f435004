"""``{% load limits %}``: small things the pages of limits need."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def of_state(counts: Mapping[str, int], state: str) -> int:
    """How many of one state."""
    return counts.get(state, 0)
