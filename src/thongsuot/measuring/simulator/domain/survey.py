"""What the sample of a survey leaves uncertain of a total. Pure.

Standard error of a share: √(p(1 − p)/n), with p as measured. Only leaves fed by a survey have one.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Method
from thongsuot.measuring.simulator.domain.levers import LeafState

_HUNDRED = Decimal(100)
SURVEYED = (Method.SURVEY, Method.SATISFACTION)


def survey_error(criteria: CriteriaSet, states: Mapping[str, LeafState], sheets: int | None) -> Decimal:
    """In points; 0 where the number of sheets a unit is not known, or no leaf is surveyed."""
    if not sheets:
        return Decimal(0)
    variance = Decimal(0)
    for node in criteria.leaves():
        state = states.get(node.code)
        if (
            node.method in SURVEYED
            and node.maximum
            and state is not None
            and state.points is not None
            and state.applies
        ):
            share = state.points / node.maximum
            variance += node.maximum**2 * max(share * (1 - share), Decimal(0)) / sheets
    return variance.sqrt()
