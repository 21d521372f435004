"""What the scoring desk shows: the tree with its points so far, one leaf with its neighbours, what is still missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.kernel.formatting import format_number, without_trailing_zeros
from thongsuot.measuring.criteria.domain.tree import Node
from thongsuot.measuring.rounds.domain import Lack
from thongsuot.measuring.rounds.sheet import Line, Sheet
from thongsuot.measuring.scoring.outcomes import NodeTotal


@dataclass(frozen=True, slots=True)
class Branch:
    """One row of the tree: a heading with the points below it, or a leaf. ``depth`` counts from 0."""

    node: Node
    depth: int
    line: Line | None
    total: NodeTotal
    is_current: bool

    @property
    def state(self) -> str:
        """Name of the mark beside a leaf."""
        if self.line is None:
            return ""
        if not self.line.is_applicable:
            return "out"
        if self.line.lack is Lack.UNPROVED:
            return "unproved"
        if self.line.points is not None:
            return "done"
        return "computed" if self.line.is_computed else "open" if self.line.is_typed else "given"

    @property
    def points(self) -> str:
        """«7,5/10», «—/10» while unscored, «10» for what others score."""
        whole = short(self.node.maximum or Decimal(0))
        if self.line is None:
            return f"{short(self.total.points)}/{short(self.total.maximum)}"
        if self.line.points is None:
            return f"—/{whole}"
        return f"{short(self.line.points)}/{whole}"


def tree_of(sheet: Sheet, current: str = "") -> list[Branch]:
    def rows(nodes: tuple[Node, ...], depth: int) -> Iterator[Branch]:
        for node in nodes:
            line = sheet.lines.get(node.code)
            yield Branch(node, depth, line, sheet.totals.nodes[node.code], node.code == current)
            yield from rows(node.children, depth + 1)

    return list(rows(sheet.criteria.nodes, 0))


def neighbours(sheet: Sheet, code: str) -> tuple[Line | None, Line | None]:
    """The leaf before and the leaf after in printed order."""
    codes = list(sheet.lines)
    at = codes.index(code)
    before = sheet.lines[codes[at - 1]] if at else None
    return before, sheet.lines[codes[at + 1]] if at + 1 < len(codes) else None


def domain_of(sheet: Sheet, code: str) -> list[Node]:
    """The nodes above a leaf, outermost first."""
    above: list[Node] = []
    parent = sheet.criteria.parent_of(code)
    while parent is not None:
        above.insert(0, parent)
        parent = sheet.criteria.parent_of(parent.code)
    return above


def short(value: Decimal) -> str:
    """«14», «0,25»: as the sheet prints points."""
    return format_number(without_trailing_zeros(value))
