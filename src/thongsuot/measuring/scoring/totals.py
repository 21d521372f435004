"""Points of the leaves summed over the tree, base, bonus and penalty apart. Pure; sums are exact.

An unscored leaf counts 0 and stays in the maximum; one that does not apply leaves the maximum with its points (Thanh
Hóa 2023: 68,32 points of 84,0 that apply are 81,33%).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from thongsuot.kernel.formatting import format_number
from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Node, Part
from thongsuot.measuring.scoring.outcomes import BadInput, Flag, NodeTotal, Outcome, Totals
from thongsuot.measuring.scoring.shape import Shape

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
    bounds = f"{format_number(lowest)} đến {format_number(highest)}"
    raise BadInput(
        leaf.code, f"Tiêu chí {leaf.code}: {format_number(value)} điểm nằm ngoài khoảng {bounds}. Hãy sửa lại điểm."
    )


def _summed(shape: Shape, given: list[Decimal | None], out: set[int]) -> Totals:
    sheet = _Sheet(
        shape,
        [value or _ZERO for value in given],
        [_ZERO if at in out else maximum for at, maximum in enumerate(shape.maxima)],
    )
    by_part = {part: [at for at, leaf in enumerate(shape.leaves) if leaf.part is part] for part in Part}
    base, bonus, penalty = (sheet.points_of(by_part[part]) for part in Part)
    whole, applicable = base + bonus + penalty, sheet.maximum_of(by_part[Part.BASE])
    return Totals(
        points=whole,
        base=base,
        bonus=bonus,
        penalty=abs(penalty),
        applicable_maximum=applicable,
        percent=_percent(whole, applicable),
        nodes={one.code: sheet.total(range(one.start, one.end), one.part) for one in shape.spans},
        blocks=sheet.grouped(by_part[Part.BASE], lambda leaf: leaf.method),
        fields=sheet.grouped(by_part[Part.BASE], lambda leaf: leaf.field),
        unscored=tuple(leaf.code for at, leaf in enumerate(shape.leaves) if given[at] is None and at not in out),
        not_applicable=tuple(shape.leaves[at].code for at in sorted(out)),
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One unit's points and the maxima that apply to it, by place of the leaf."""

    shape: Shape
    points: list[Decimal]
    maxima: list[Decimal]

    def points_of(self, places: Iterable[int]) -> Decimal:
        return sum((self.points[at] for at in places), _ZERO)

    def maximum_of(self, places: Iterable[int]) -> Decimal:
        return sum((self.maxima[at] for at in places), _ZERO)

    def total(self, places: Sequence[int], part: Part = Part.BASE) -> NodeTotal:
        points, maximum = self.points_of(places), self.maximum_of(places)
        return NodeTotal(points, maximum, None if part is Part.PENALTY else _percent(points, maximum))

    def grouped(self, places: Iterable[int], key: Callable[[Node], Key]) -> dict[Key, NodeTotal]:
        """The same points seen another way, in order of first appearance."""
        groups: dict[Key, list[int]] = {}
        for at in places:
            groups.setdefault(key(self.shape.leaves[at]), []).append(at)
        return {name: self.total(inside) for name, inside in groups.items()}


def _percent(points: Decimal, maximum: Decimal) -> Decimal | None:
    return points * 100 / maximum if maximum else None
