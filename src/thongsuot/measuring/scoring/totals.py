"""Points of the leaves summed over the tree, base, bonus and penalty apart. Pure; sums are exact.

An unscored leaf counts 0 and stays in the maximum; one that does not apply leaves the maximum with its points (Thanh
Hóa 2023: 68,32 points of 84,0 that apply are 81,33%).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from decimal import Decimal
from itertools import accumulate
from typing import TypeVar

from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Part
from thongsuot.measuring.scoring.outcomes import BadInput, Flag, NodeTotal, Outcome, Totals
from thongsuot.measuring.scoring.shape import Shape
from thongsuot.measuring.scoring.words import short

_ZERO = Decimal(0)
Key = TypeVar("Key", bound=Hashable)


def total(criteria: CriteriaSet, points: Mapping[str, Decimal | None], not_applicable: Collection[str] = ()) -> Totals:
    """``points`` by leaf code, ``None`` or absent is unscored; penalties are negative, as ``score_leaf`` gives them.

    ``not_applicable`` names leaves or whole branches. Raises ``UnscorableSet`` for unknown maxima, ``BadInput`` for a
    code the set does not have and for points beyond the leaf's maximum (T15).
    """
    shape = Shape.of(criteria)
    out = shape.leaves_under(not_applicable)
    for code in points:
        shape.leaf_at(code)
    given = [None if at in out else points.get(leaf.code) for at, leaf in enumerate(shape.leaves)]
    for at, value in enumerate(given):
        _refuse_beyond(shape, at, value)
    return _summed(shape, given, out)


def total_of(criteria: CriteriaSet, outcomes: Iterable[Outcome], not_applicable: Collection[str] = ()) -> Totals:
    """``total`` from outcomes: those flagged unscored or not applicable count as such."""
    points: dict[str, Decimal | None] = {}
    out = set(not_applicable)
    for one in outcomes:
        points[one.code] = None if one.flag is Flag.UNSCORED else one.points
        if one.flag is Flag.NOT_APPLICABLE:
            out.add(one.code)
    return total(criteria, points, out)


def _refuse_beyond(shape: Shape, at: int, value: Decimal | None) -> None:
    leaf, maximum = shape.leaves[at], shape.maxima[at]
    lowest, highest = (-maximum, _ZERO) if leaf.part is Part.PENALTY else (_ZERO, maximum)
    if value is None or lowest <= value <= highest:
        return
    bounds = f"{short(lowest)} đến {short(highest)}"
    raise BadInput(leaf.code, f"Tiêu chí {leaf.code}: {short(value)} điểm nằm ngoài khoảng {bounds}. Hãy sửa lại điểm.")


def _summed(shape: Shape, given: list[Decimal | None], out: set[int]) -> Totals:
    points = [value or _ZERO for value in given]
    maxima = [_ZERO if at in out else maximum for at, maximum in enumerate(shape.maxima)]
    base, bonus, penalty = (sum([points[at] for at in shape.by_part[part]], _ZERO) for part in Part)
    applicable = sum([maxima[at] for at in shape.by_part[Part.BASE]], _ZERO)
    return Totals(
        points=base + bonus + penalty,
        base=base,
        bonus=bonus,
        penalty=abs(penalty),
        applicable_maximum=applicable,
        percent=_percent(base + bonus + penalty, applicable),
        nodes=_nodes(shape, points, maxima),
        blocks=_seen_by(shape.by_method, points, maxima),
        fields=_seen_by(shape.by_field, points, maxima),
        unscored=tuple(leaf.code for at, leaf in enumerate(shape.leaves) if given[at] is None and at not in out),
        not_applicable=tuple(shape.leaves[at].code for at in sorted(out)),
    )


def _nodes(shape: Shape, points: list[Decimal], maxima: list[Decimal]) -> dict[str, NodeTotal]:
    """A node is a run of leaves: its sum is a difference of two running sums, exact in decimals."""
    points_to, maxima_to = (list(accumulate(each, initial=_ZERO)) for each in (points, maxima))
    found = {}
    for one in shape.spans:
        value, maximum = points_to[one.end] - points_to[one.start], maxima_to[one.end] - maxima_to[one.start]
        found[one.code] = NodeTotal(value, maximum, None if one.part is Part.PENALTY else _percent(value, maximum))
    return found


def _seen_by(groups: Mapping[Key, list[int]], points: list[Decimal], maxima: list[Decimal]) -> dict[Key, NodeTotal]:
    found = {}
    for name, places in groups.items():
        value, maximum = (sum([each[at] for at in places], _ZERO) for each in (points, maxima))
        found[name] = NodeTotal(value, maximum, _percent(value, maximum))
    return found


def _percent(points: Decimal, maximum: Decimal) -> Decimal | None:
    return points * 100 / maximum if maximum else None
