"""What the engine gives back: points and sums of every unit, changed leaf by leaf. Pure."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from thongsuot.measuring.criteria.domain.tree import Part
from thongsuot.measuring.scoring.compiled_set import CompiledSet
from thongsuot.measuring.scoring.evaluate import left_out, score_leaf
from thongsuot.measuring.scoring.outcomes import Flag, Inputs, NodeTotal, Outcome, Totals
from thongsuot.measuring.scoring.totals import total

Unit = TypeVar("Unit", bound=Hashable)


@dataclass(slots=True)
class Line:
    """One unit, points in whole units of the last decimal. ``apart``: leaves without points, and why; ``out``: those
    of them the round declared not applicable, whatever their inputs."""

    inputs: dict[str, Inputs]
    points: list[int]
    apart: dict[int, Flag]
    out: set[int]
    sums: list[int]
    maxima: list[int]


class Board(Generic[Unit]):
    """Results by unit. ``KeyError`` for a unit that was not run, ``BadInput`` for a code the set does not have."""

    def __init__(self, compiled: CompiledSet, lines: dict[Unit, Line]) -> None:
        self._set = compiled
        self._lines = lines

    @property
    def units(self) -> tuple[Unit, ...]:
        return tuple(self._lines)

    def points(self, unit: Unit) -> dict[str, Decimal | None]:
        """Points of every leaf by code; ``None`` where unscored or not applicable."""
        line = self._lines[unit]
        return {
            code: None if at in line.apart else self._decimal(line.points[at])
            for at, (code, _) in enumerate(self._set.leaves)
        }

    def node(self, unit: Unit, code: str) -> NodeTotal:
        """Points and applicable maximum of a leaf or branch."""
        line, span = self._lines[unit], self._set.shape.span(code)
        at = self._set.sum_of.get(code)
        if at is None:
            applies = line.apart.get(span.start) is not Flag.NOT_APPLICABLE
            points, maximum = line.points[span.start], self._set.maxima[span.start] if applies else 0
        else:
            points, maximum = line.sums[at], line.maxima[at]
        share = None if span.part is Part.PENALTY or not maximum else Decimal(points) * 100 / maximum
        return NodeTotal(self._decimal(points), self._decimal(maximum), share)

    def percent(self, unit: Unit) -> Decimal | None:
        """Points ÷ applicable maximum × 100, not rounded; ``None`` where nothing applies."""
        line = self._lines[unit]
        maximum = self._set.base(line.maxima)
        return Decimal(self._set.whole(line.sums) * 100) / maximum if maximum else None

    def percents(self) -> dict[Unit, Decimal | None]:
        """What ``standings`` ranks."""
        return {unit: self.percent(unit) for unit in self._lines}

    def totals(self, unit: Unit) -> Totals:
        """Everything about one unit, as ``total`` gives it."""
        line, leaves = self._lines[unit], self._set.leaves
        out = [leaves[at][0] for at, flag in line.apart.items() if flag is Flag.NOT_APPLICABLE]
        return total(self._set.criteria, self.points(unit), out)

    def trace(self, unit: Unit, code: str) -> Outcome:
        """The leaf with its sentence, worked out now."""
        line, at = self._lines[unit], self._set.shape.leaf_at(code)
        leaf = self._set.shape.leaves[at]
        if at in line.out:
            return left_out(leaf)
        return score_leaf(leaf, line.inputs.get(code, {}), self._set.criteria.decimals)

    def change(self, unit: Unit, code: str, inputs: Inputs | None, *, applicable: bool = True) -> None:
        """Score one leaf anew (``None`` takes its inputs away) and only the sums above it. Raises ``BadInput`` and
        then changes nothing."""
        line, at = self._lines[unit], self._set.shape.leaf_at(code)
        found = self._set.scored(at, inputs) if applicable else Flag.NOT_APPLICABLE
        was_out = line.apart.pop(at, None) is Flag.NOT_APPLICABLE
        points = 0 if isinstance(found, Flag) else found
        if isinstance(found, Flag):
            line.apart[at] = found
        self._keep(line, at, inputs, applicable)
        self._lift(line.sums, at, points - line.points[at])
        line.points[at] = points
        is_out = found is Flag.NOT_APPLICABLE
        if is_out != was_out:
            line.maxima = line.maxima.copy()  # shared by all units to which everything applies
            self._lift(line.maxima, at, self._set.maxima[at] * (-1 if is_out else 1))

    def _keep(self, line: Line, at: int, inputs: Inputs | None, applicable: bool) -> None:
        code = self._set.leaves[at][0]
        if inputs is None:
            line.inputs.pop(code, None)
        else:
            line.inputs[code] = inputs
        (line.out.discard if applicable else line.out.add)(at)

    def _lift(self, sums: list[int], at: int, by: int) -> None:
        for above in self._set.above(at):
            sums[above] += by

    def _decimal(self, points: int) -> Decimal:
        return Decimal(points).scaleb(-self._set.criteria.decimals)
