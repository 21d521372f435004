"""What changed from one criteria set to the next: added, removed, re-weighted, renamed, rule changed (E06). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Guide, Node


@dataclass(frozen=True, slots=True)
class Pair:
    """The same node in both sets."""

    old: Node
    new: Node

    @property
    def is_recoded(self) -> bool:
        return self.old.code != self.new.code

    @property
    def is_renamed(self) -> bool:
        return " ".join(self.old.name.split()) != " ".join(self.new.name.split())

    @property
    def is_reweighted(self) -> bool:
        return self.old.maximum != self.new.maximum

    @property
    def gain(self) -> Decimal | None:
        """Points more (or less, below 0); ``None`` where one of the two is unknown."""
        if self.old.maximum is None or self.new.maximum is None:
            return None
        return self.new.maximum - self.old.maximum

    @property
    def is_scored_otherwise(self) -> bool:
        return self.old.rule != self.new.rule or self.old.method is not self.new.method

    @property
    def is_worded_otherwise(self) -> bool:
        """Evidence, owner, basis or guide."""
        return _words(self.old) != _words(self.new)

    @property
    def is_changed(self) -> bool:
        marks = (self.is_recoded, self.is_renamed, self.is_reweighted, self.is_scored_otherwise)
        return any(marks) or self.is_worded_otherwise


@dataclass(frozen=True)
class Diff:
    """``pairs`` in the order of the new set, ``removed`` in the order of the old."""

    added: tuple[Node, ...]
    removed: tuple[Node, ...]
    pairs: tuple[Pair, ...]

    @cached_property
    def changed(self) -> tuple[Pair, ...]:
        return tuple(one for one in self.pairs if one.is_changed)

    @cached_property
    def reweighted(self) -> tuple[Pair, ...]:
        return tuple(one for one in self.pairs if one.is_reweighted)

    @cached_property
    def renamed(self) -> tuple[Pair, ...]:
        return tuple(one for one in self.pairs if one.is_renamed)

    @cached_property
    def recoded(self) -> tuple[Pair, ...]:
        return tuple(one for one in self.pairs if one.is_recoded)

    @cached_property
    def scored_otherwise(self) -> tuple[Pair, ...]:
        return tuple(one for one in self.pairs if one.is_scored_otherwise)

    @cached_property
    def worded_otherwise(self) -> tuple[Pair, ...]:
        return tuple(one for one in self.pairs if one.is_worded_otherwise)

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed)


def compare(old: CriteriaSet, new: CriteriaSet) -> Diff:
    """A node of ``new`` is the one it is linked to in ``old``, else the one of the same code."""
    earlier = earlier_codes(old, new)
    pairs = tuple(Pair(old.by_code[earlier[one.code]], one) for one in new.walk() if one.code in earlier)
    kept = set(earlier.values())
    return Diff(
        added=tuple(one for one in new.walk() if one.code not in earlier),
        removed=tuple(one for one in old.walk() if one.code not in kept),
        pairs=pairs,
    )


def earlier_codes(old: CriteriaSet, new: CriteriaSet) -> Mapping[str, str]:
    """Code in ``new`` → code in ``old``, one to one: a series over the years follows it."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for node in new.walk():
        linked = next((one.code for one in node.links if one.target == old.key and one.code in old.by_code), None)
        if linked is not None and linked not in taken:
            found[node.code] = linked
            taken.add(linked)
    for node in new.walk():
        if node.code not in found and node.code in old.by_code and node.code not in taken:
            found[node.code] = node.code
            taken.add(node.code)
    return found


def _words(node: Node) -> tuple[str, str, str, Guide]:
    return node.evidence, node.owner, node.reference, node.guide
