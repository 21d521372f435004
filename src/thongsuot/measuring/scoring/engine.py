"""A whole population scored at once: every leaf of every unit and the sums up the tree. Pure.

Exact and the same to the last decimal as ``score_leaf`` with ``total``; traces are made only when somebody asks.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from typing import TypeVar

from thongsuot.measuring.criteria.domain.tree import CriteriaSet
from thongsuot.measuring.scoring.board import Board, Line
from thongsuot.measuring.scoring.compiled_set import CompiledSet
from thongsuot.measuring.scoring.outcomes import BadInput, Flag, Inputs

Unit = TypeVar("Unit", bound=Hashable)
Row = Mapping[str, Inputs]


class Engine:
    """A criteria set compiled once, to run over any number of units as often as wanted."""

    def __init__(self, criteria: CriteriaSet) -> None:
        """Raises ``UnscorableSet`` where a maximum is unknown or a leaf has no rule."""
        self._set = CompiledSet(criteria)

    def run(
        self, rows: Mapping[Unit, Row], not_applicable: Mapping[Unit, Collection[str]] | None = None
    ) -> Board[Unit]:
        """Score every unit of ``rows``: inputs by leaf code, an absent code is unscored.

        ``not_applicable`` names leaves or branches that leave a unit's maximum. Raises ``BadInput`` naming unit and
        criterion at the first input that cannot be true.
        """
        lines: dict[Unit, Line] = {}
        for unit, row in rows.items():
            out = (not_applicable or {}).get(unit, ())
            try:
                lines[unit] = self._line(row, self._set.shape.leaves_under(out))
            except BadInput as error:
                raise BadInput(error.name, f"{unit}: {error}") from error
        return Board(self._set, lines)

    def _line(self, row: Row, out: set[int]) -> Line:
        points = [0] * len(self._set.leaves)
        apart = dict.fromkeys(out, Flag.NOT_APPLICABLE)
        for at, (code, score) in enumerate(self._set.leaves):
            if at in out:
                continue
            inputs = row.get(code)
            found = Flag.UNSCORED if inputs is None else score(inputs)
            if isinstance(found, Flag):
                apart[at] = found
            else:
                points[at] = found
        return Line(dict(row), points, apart, out, self._set.summed(points), self._maxima(apart))

    def _maxima(self, apart: Mapping[int, Flag]) -> list[int]:
        """What of each sum applies; one list shared by all units to which everything applies."""
        if Flag.NOT_APPLICABLE not in apart.values():
            return self._set.applicable
        maxima = enumerate(self._set.maxima)
        return self._set.summed([0 if apart.get(at) is Flag.NOT_APPLICABLE else one for at, one in maxima])
