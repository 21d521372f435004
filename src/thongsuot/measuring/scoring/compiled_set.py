"""A criteria set made ready for the batch engine: closures by leaf, and which sums every leaf goes into. Pure."""

from __future__ import annotations

from itertools import accumulate

from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Part
from thongsuot.measuring.scoring.compiled import Scored, compiled
from thongsuot.measuring.scoring.outcomes import Flag, Inputs
from thongsuot.measuring.scoring.shape import Shape


class CompiledSet:
    """Points here are whole units of the last decimal: 17,07 is 1707 where the set prints two.

    ``sums`` of a unit are those of ``spans``: the branches and top-level nodes, in printed order.
    """

    def __init__(self, criteria: CriteriaSet) -> None:
        """Raises ``UnscorableSet`` where a maximum is unknown or a leaf has no rule."""
        self.criteria = criteria
        self.shape = Shape.of(criteria)
        self.leaves = [(leaf.code, compiled(leaf, criteria.decimals)) for leaf in self.shape.leaves]
        self.maxima = [int(one.scaleb(criteria.decimals)) for one in self.shape.maxima]
        self.spans = [one for one in self.shape.spans if one.code not in self.shape.place or one in self.shape.tops]
        self.sum_of = {one.code: at for at, one in enumerate(self.spans)}
        self.applicable = self.summed(self.maxima)
        self._tops = [self.sum_of[one.code] for one in self.shape.tops]
        self._base = [self.sum_of[one.code] for one in self.shape.tops if one.part is Part.BASE]
        self._above = [
            [at for at, one in enumerate(self.spans) if one.start <= leaf < one.end] for leaf in range(len(self.leaves))
        ]

    def scored(self, at: int, inputs: Inputs | None) -> Scored:
        """Points of the leaf at that place, or what keeps it out. Raises ``BadInput``."""
        return Flag.UNSCORED if inputs is None else self.leaves[at][1](inputs)

    def summed(self, leaves: list[int]) -> list[int]:
        upto = list(accumulate(leaves, initial=0))
        return [upto[one.end] - upto[one.start] for one in self.spans]

    def above(self, at: int) -> list[int]:
        """The sums that the leaf at that place goes into: the path up the tree."""
        return self._above[at]

    def whole(self, sums: list[int]) -> int:
        """Base, bonus and penalty together."""
        return sum([sums[at] for at in self._tops])

    def base(self, sums: list[int]) -> int:
        return sum([sums[at] for at in self._base])
