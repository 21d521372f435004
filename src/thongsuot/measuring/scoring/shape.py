"""A criteria set laid out flat: leaves in printed order, every node a span of them. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Node, Part
from thongsuot.measuring.scoring.outcomes import BadInput, UnscorableSet


@dataclass(frozen=True, slots=True)
class Span:
    """Leaves ``start`` … ``end`` − 1 lie under the node; ``part`` as of the top-level node above it."""

    code: str
    start: int
    end: int
    part: Part


@dataclass(frozen=True, slots=True)
class Shape:
    leaves: tuple[Node, ...]
    maxima: tuple[Decimal, ...]
    spans: tuple[Span, ...]
    tops: tuple[Span, ...]
    place: dict[str, int]  # of each leaf
    span_of: dict[str, Span]

    @classmethod
    def of(cls, criteria: CriteriaSet) -> Shape:
        """Raises ``UnscorableSet`` where a maximum is unknown: such a set can be read, but nothing scored by it."""
        unknown = [node.code for node in criteria.walk() if node.maximum is None]
        if unknown:
            named = ", ".join(unknown[:5]) + ("…" if len(unknown) > 5 else "")
            raise UnscorableSet(
                f"Bộ «{criteria.title}» chưa rõ điểm tối đa của {len(unknown)} mục ({named}) nên chưa tính điểm được."
            )
        leaves: list[Node] = []
        spans: list[Span] = []
        for top in criteria.nodes:
            _lay(top, leaves, spans)
        maxima = tuple(one.maximum for one in leaves if one.maximum is not None)
        place = {one.code: at for at, one in enumerate(leaves)}
        by_code = {one.code: one for one in spans}
        tops = tuple(by_code[one.code] for one in criteria.nodes)
        return cls(tuple(leaves), maxima, tuple(spans), tops, place, by_code)

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


def _lay(node: Node, leaves: list[Node], spans: list[Span]) -> None:
    at, start = len(spans), len(leaves)
    spans.append(Span(node.code, start, start, node.part))
    if node.is_leaf:
        leaves.append(node)
    for child in node.children:
        _lay(child, leaves, spans)
    spans[at] = Span(node.code, start, len(leaves), node.part)
