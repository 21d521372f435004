"""A criteria set laid out flat: leaves in printed order, every node a span of them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Method, Node, Part
from thongsuot.measuring.scoring.outcomes import BadInput, UnscorableSet

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Span:
    """Leaves ``start`` … ``end`` − 1 lie under the node; ``part`` as of the top-level node above it."""

    code: str
    start: int
    end: int
    part: Part


@dataclass(frozen=True, slots=True)
class Shape:
    """Places are positions among ``leaves``; ``by_method`` and ``by_field`` are of the base leaves only."""

    leaves: tuple[Node, ...]
    maxima: tuple[Decimal, ...]
    spans: tuple[Span, ...]
    tops: tuple[Span, ...]
    place: dict[str, int]
    span_of: dict[str, Span]
    by_part: dict[Part, list[int]]
    by_method: dict[Method, list[int]]
    by_field: dict[str, list[int]]

    @classmethod
    def of(cls, criteria: CriteriaSet) -> Shape:
        """Raises ``UnscorableSet`` where a maximum is unknown: such a set can be read, but nothing scored by it."""
        return _kept(_Same(criteria))

    @classmethod
    def _of(cls, criteria: CriteriaSet) -> Shape:
        _refuse_unknown(criteria)
        leaves: list[Node] = []
        spans: list[Span] = []
        for top in criteria.nodes:
            _lay(top, leaves, spans)
        by_code = {one.code: one for one in spans}
        by_part = {part: [at for at, one in enumerate(leaves) if one.part is part] for part in Part}
        base = by_part[Part.BASE]
        return cls(
            leaves=tuple(leaves),
            maxima=tuple(one.maximum for one in leaves if one.maximum is not None),
            spans=tuple(spans),
            tops=tuple(by_code[one.code] for one in criteria.nodes),
            place={one.code: at for at, one in enumerate(leaves)},
            span_of=by_code,
            by_part=by_part,
            by_method=_grouped(base, lambda at: leaves[at].method),
            by_field=_grouped(base, lambda at: leaves[at].field),
        )

    def leaves_under(self, codes: Collection[str]) -> set[int]:
        """Places of the leaves that ``codes`` (leaves or whole branches) name. Raises ``BadInput``."""
        found: set[int] = set()
        for code in codes:
            span = self.span(code)
            found.update(range(span.start, span.end))
        return found

    def span(self, code: str) -> Span:
        """Raises ``BadInput`` for a code the set does not have."""
        if code not in self.span_of:
            raise BadInput(code, f"Bộ tiêu chí không có tiêu chí «{code}». Hãy xem lại mã tiêu chí.")
        return self.span_of[code]

    def leaf_at(self, code: str) -> int:
        """Place of a leaf. Raises ``BadInput`` for a branch or a code the set does not have."""
        if code not in self.place:
            raise BadInput(code, f"Bộ tiêu chí không có tiêu chí chấm điểm «{code}». Hãy xem lại mã tiêu chí.")
        return self.place[code]


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A set by identity: to compare two sets node by node takes longer than to lay one out."""

    criteria: CriteriaSet

    def __hash__(self) -> int:
        return id(self.criteria)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.criteria is other.criteria


@lru_cache(maxsize=16)
def _kept(same: _Same) -> Shape:
    return Shape._of(same.criteria)


def _refuse_unknown(criteria: CriteriaSet) -> None:
    unknown = [node.code for node in criteria.walk() if node.maximum is None]
    if unknown:
        named = ", ".join(unknown[:5]) + ("…" if len(unknown) > 5 else "")
        raise UnscorableSet(
            f"Bộ «{criteria.title}» chưa rõ điểm tối đa của {len(unknown)} mục ({named}) nên chưa tính điểm được."
        )


def _grouped(places: Iterable[int], key: Callable[[int], Key]) -> dict[Key, list[int]]:
    groups: dict[Key, list[int]] = {}
    for at in places:
        groups.setdefault(key(at), []).append(at)
    return groups


def _lay(node: Node, leaves: list[Node], spans: list[Span]) -> None:
    at, start = len(spans), len(leaves)
    spans.append(Span(node.code, start, start, node.part))
    if node.is_leaf:
        leaves.append(node)
    for child in node.children:
        _lay(child, leaves, spans)
    spans[at] = Span(node.code, start, len(leaves), node.part)
