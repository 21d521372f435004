"""Two units side by side, node by node: where one gains on the other. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.measuring.analysis.domain.shape import ZERO, Item, Scored, Scoring


@dataclass(frozen=True, slots=True)
class Line:
    """Points of both as they count, a penalty below 0; ``None`` where the leaf does not apply to that unit."""

    item: Item
    mine: Decimal | None
    theirs: Decimal | None

    @property
    def difference(self) -> Decimal:
        """Positive where mine is ahead; a leaf that applies to one only still counts in its total."""
        return (self.mine or ZERO) - (self.theirs or ZERO)


@dataclass(frozen=True, slots=True)
class TopLine:
    code: str
    name: str
    mine: Decimal
    theirs: Decimal
    lines: tuple[Line, ...]

    @property
    def difference(self) -> Decimal:
        return self.mine - self.theirs


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences of the leaves add up to the difference of the totals in points."""

    mine: Decimal
    theirs: Decimal
    tops: tuple[TopLine, ...]

    @property
    def difference(self) -> Decimal:
        return self.mine - self.theirs

    def ahead(self) -> list[Line]:
        """Where mine gains, most first."""
        return sorted((one for one in self._lines() if one.difference > 0), key=lambda one: -one.difference)

    def behind(self) -> list[Line]:
        """Where the other gains: what is to be learnt from them."""
        return sorted((one for one in self._lines() if one.difference < 0), key=lambda one: one.difference)

    def _lines(self) -> list[Line]:
        return [line for top in self.tops for line in top.lines]


def compare(scoring: Scoring, mine: str, theirs: str) -> Comparison:
    """Raises ``KeyError`` where one of them was not scored in this round."""
    ours, others = scoring.sheets[mine].scores, scoring.sheets[theirs].scores
    tops = []
    for top in scoring.tops:
        lines = tuple(
            Line(one, _counted(ours.get(one.code)), _counted(others.get(one.code)))
            for one in scoring.items_of(top.code)
        )
        tops.append(TopLine(top.code, top.name, _sum(o.mine for o in lines), _sum(o.theirs for o in lines), lines))
    return Comparison(sum((one.mine for one in tops), ZERO), sum((one.theirs for one in tops), ZERO), tuple(tops))


def _sum(points: Iterable[Decimal | None]) -> Decimal:
    return sum((one for one in points if one is not None), ZERO)


def _counted(scored: Scored | None) -> Decimal | None:
    return scored.points if scored is not None and scored.maximum else None
