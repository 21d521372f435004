"""A result laid out in the lines of its pages. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.measuring.criteria.domain.tree import Node, Part
from thongsuot.measuring.publishing.content import LeafResult, Result, UnitResult
from thongsuot.measuring.publishing.explaining import lost_of
from thongsuot.measuring.scoring.inputs import said_of
from thongsuot.measuring.scoring.totals import total


@dataclass(frozen=True, slots=True)
class Line:
    """A node of the tree for one unit; ``leaf`` is ``None`` for branches, whose points are sums of what is below."""

    node: Node
    depth: int
    maximum: Decimal
    self_points: Decimal | None
    appraised: Decimal | None
    final: Decimal | None
    lost: Decimal
    leaf: LeafResult | None

    @property
    def percent(self) -> int | None:
        """Share of the maximum in whole per cent, for a bar."""
        if self.final is None or not self.maximum or self.node.part is not Part.BASE:
            return None
        return int(self.final * 100 / self.maximum)


def tree(result: Result, unit: UnitResult) -> list[Line]:
    """Every node in printed order."""
    leaves = unit.leaves
    aside = [code for code, leaf in leaves.items() if not leaf.is_applicable]
    sums = total(result.criteria, {code: leaf.final for code, leaf in leaves.items()}, aside).nodes
    found = []
    for top in result.criteria.nodes:
        for node, depth in _with_depth(top, 0):
            below = [leaves[one.code] for one in node.walk() if one.is_leaf]
            lost = sum((lost_of(one, leaves[one.code]) for one in node.walk() if one.is_leaf), Decimal(0))
            found.append(
                Line(
                    node=node,
                    depth=depth,
                    maximum=sums[node.code].maximum,
                    self_points=_sum(one.self_points for one in below),
                    appraised=_sum(one.appraised for one in below),
                    final=leaves[node.code].final if node.is_leaf else sums[node.code].points,
                    lost=lost,
                    leaf=leaves[node.code] if node.is_leaf else None,
                )
            )
    return found


def _with_depth(node: Node, depth: int) -> Iterable[tuple[Node, int]]:
    yield node, depth
    for child in node.children:
        yield from _with_depth(child, depth + 1)


def _sum(points: Iterable[Decimal | None]) -> Decimal | None:
    """Of those that are there; ``None`` where none is."""
    known = [one for one in points if one is not None]
    return sum(known, Decimal(0)) if known else None


def parents(result: Result, code: str) -> list[Node]:
    """From the domain down to the one above the criterion."""
    found: list[Node] = []
    parent = result.criteria.parent_of(code)
    while parent is not None:
        found.insert(0, parent)
        parent = result.criteria.parent_of(parent.code)
    return found


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One input: what the unit gave and what the appraiser found; ``None`` where they did not differ."""

    name: str
    given: Decimal | None
    found: Decimal | None


def figures(leaf: LeafResult) -> list[FigureLine]:
    names = dict.fromkeys([*leaf.inputs, *leaf.found])
    rows = [
        FigureLine(said_of(name), _decimal(leaf.inputs.get(name)), _decimal(leaf.found.get(name))) for name in names
    ]
    return [FigureLine(one.name, one.given, one.found if one.found != one.given else None) for one in rows]


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@dataclass(frozen=True, slots=True)
class Others:
    """How the units of the same peer group stand at this criterion: how many have all its points, how many it asks."""

    full: int
    asked: int
    better: tuple[UnitResult, ...]


def others(result: Result, unit: UnitResult, code: str, most: int = 5) -> Others:
    node = result.criteria.by_code[code]
    own = unit.leaves[code].final or Decimal(0)
    group = [one for one in result.units if one.peer_group == unit.peer_group and one.leaves[code].is_applicable]
    with_all = [one for one in group if one.leaves[code].final is not None and not lost_of(node, one.leaves[code])]
    better = sorted(
        (one for one in group if (one.leaves[code].final or Decimal(0)) > own and one.key != unit.key),
        key=lambda one: (-(one.leaves[code].final or Decimal(0)), one.name),
    )
    return Others(len(with_all), len(group), tuple(better[:most]))


def class_counts(units: Sequence[UnitResult]) -> list[tuple[str, int]]:
    """Class → how many of the group, best first as the units come."""
    return list(Counter(one.class_name for one in units).items())


@dataclass(frozen=True, slots=True)
class Earlier:
    """The same unit a year before. ``moved`` places up (positive); ``None`` where the field of units was another."""

    year: int
    unit: UnitResult
    moved: int | None


def earlier(before: Result | None, unit: UnitResult) -> Earlier | None:
    """Places are compared only among as many units of the same group (§J5: never raw ranks across populations)."""
    old = before.by_key.get(unit.key) if before else None
    if before is None or old is None or old.peer_group != unit.peer_group:
        return None
    alike = old.rank is not None and unit.rank is not None and old.out_of == unit.out_of
    return Earlier(before.year, old, old.rank - unit.rank if alike and old.rank and unit.rank else None)
