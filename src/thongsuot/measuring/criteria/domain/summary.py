"""What a set is made of: points by where the score comes from, and how many criteria it has. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Method, Node, Part


@dataclass(frozen=True, slots=True)
class Block:
    """One way of scoring over the whole set; ``points`` is ``None`` as soon as one of its leaves is unknown."""

    method: Method
    points: Decimal | None
    leaves: int


def blocks(criteria: CriteriaSet) -> list[Block]:
    """The second view of the hundred points (par-sipas §1.2): not by domain but by where the score comes from."""
    base = [one for one in criteria.leaves() if one.part is Part.BASE]
    found = []
    for method in Method:
        leaves = [one for one in base if one.method is method]
        if leaves:
            found.append(Block(method, total(leaves), len(leaves)))
    return found


def total(nodes: Iterable[Node]) -> Decimal | None:
    """The sum of the maxima; ``None`` as soon as one is unknown."""
    whole = Decimal(0)
    for node in nodes:
        if node.maximum is None:
            return None
        whole += node.maximum
    return whole


def is_complete(criteria: CriteriaSet) -> bool:
    """Every maximum and every rule known."""
    return all(one.maximum is not None and (one.children or one.rule) for one in criteria.walk())


def path_to(criteria: CriteriaSet, code: str) -> list[Node]:
    """The nodes above ``code``, the domain first; empty for a domain."""
    above: list[Node] = []
    parent = criteria.parent_of(code)
    while parent is not None:
        above.insert(0, parent)
        parent = criteria.parent_of(parent.code)
    return above
