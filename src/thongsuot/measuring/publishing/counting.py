"""Sums, percentages, ranks with ties and classes over the leaves of all units (J2.6, E16). Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from thongsuot.measuring.criteria.domain.tree import CriteriaSet
from thongsuot.measuring.publishing.content import Plain, decimal_of
from thongsuot.measuring.scoring.outcomes import Totals
from thongsuot.measuring.scoring.standings import standings
from thongsuot.measuring.scoring.totals import total

PERCENT_DECIMALS = 2


def counted(criteria: CriteriaSet, units: Sequence[Plain], thresholds: Sequence[Plain]) -> list[dict[str, Any]]:
    """The units with ``totals``, ``percent``, ``rank``, ``out_of``, ``tied`` and ``class`` (see content.py).

    Ranks are within the peer group, over percentages rounded half-up to two places: equal ones share a rank and the
    next goes on by how many stand before it. A unit to which nothing applies has no percentage and no rank.
    """
    sums = {unit["key"]: points_of(criteria, unit, "final") for unit in units}
    by_group: dict[str, dict[str, Decimal | None]] = defaultdict(dict)
    for unit in units:
        by_group[unit.get("peer_group", "")][unit["key"]] = sums[unit["key"]].percent
    places = {
        key: place
        for percents in by_group.values()
        for key, place in standings(percents, thresholds, PERCENT_DECIMALS).items()
    }
    found = []
    for unit in units:
        place, final = places.get(unit["key"]), sums[unit["key"]]
        row = dict(unit) | {"totals": _totals(criteria, unit, final)}
        if place is not None and place.percent is not None:
            row |= {"percent": str(place.percent), "class": place.class_name}
            row |= {"rank": place.position, "out_of": place.out_of, "tied": place.tied}
        found.append(row)
    return found


def points_of(criteria: CriteriaSet, unit: Plain, score: str) -> Totals:
    """``score``: «self», «appraised» or «final»."""
    points = {leaf["code"]: decimal_of(leaf.get(score)) for leaf in unit["leaves"]}
    aside = [leaf["code"] for leaf in unit["leaves"] if "not_applicable" in leaf]
    return total(criteria, points, aside)


def _totals(criteria: CriteriaSet, unit: Plain, final: Totals) -> Mapping[str, str]:
    found = {
        "final": final.points,
        "base": final.base,
        "bonus": final.bonus,
        "penalty": final.penalty,
        "maximum": final.applicable_maximum,
    }
    for score in ("self", "appraised"):
        if any(leaf.get(score) is not None for leaf in unit["leaves"]):
            found[score] = points_of(criteria, unit, score).points
    return {name: str(value) for name, value in found.items()}
