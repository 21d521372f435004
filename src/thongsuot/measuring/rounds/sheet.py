"""A unit's sheet: every leaf with what was entered, what it is worth by the rule, its proof and what it still lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Node, Part
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.rounds.domain import Lack, decimals_of, is_typed, lack_of
from thongsuot.measuring.rounds.models import NodeScore, Participant, ScoreEvidence
from thongsuot.measuring.rounds.sources import source_of
from thongsuot.measuring.scoring.evaluate import score_leaf
from thongsuot.measuring.scoring.outcomes import BadInput, Outcome, Totals
from thongsuot.measuring.scoring.totals import total

_ZERO = Decimal(0)


@dataclass(frozen=True)
class Line:
    """One leaf. ``score`` is ``None`` where nothing was ever written."""

    node: Node
    decimals: int
    score: NodeScore | None
    evidence: tuple[ScoreEvidence, ...]

    @property
    def is_applicable(self) -> bool:
        return self.score is None or self.score.is_applicable

    @property
    def points(self) -> Decimal | None:
        return self.score.self_score if self.score else None

    @property
    def is_typed(self) -> bool:
        return is_typed(self.node)

    @property
    def is_computed(self) -> bool:
        return bool(source_of(self.node))

    @cached_property
    def outcome(self) -> Outcome | None:
        """Points with their trace, from what was entered; ``None`` where that cannot be (inputs of an older set)."""
        try:
            inputs = decimals_of(self.node, self.score.inputs if self.score else {})
            return score_leaf(self.node, inputs, self.decimals)
        except BadInput:
            return None

    @property
    def lack(self) -> Lack | None:
        has_proof = bool(self.evidence) or bool(self.score and self.score.note.strip())
        return lack_of(self.node, points=self.points, applicable=self.is_applicable, has_proof=has_proof)

    @property
    def is_done(self) -> bool:
        return self.points is not None or not self.is_applicable


@dataclass(frozen=True)
class Sheet:
    """Lines by code in printed order."""

    participant: Participant
    criteria: CriteriaSet
    lines: dict[str, Line]

    def __iter__(self) -> Iterable[Line]:
        return iter(self.lines.values())

    @property
    def typed(self) -> list[Line]:
        """Leaves the unit itself enters."""
        return [one for one in self.lines.values() if one.is_typed]

    @property
    def wanted(self) -> list[Line]:
        """Leaves the unit must answer: those it enters, bonuses apart."""
        return [one for one in self.typed if one.node.part is not Part.BONUS]

    @property
    def done(self) -> int:
        return sum(one.is_done for one in self.wanted)

    @property
    def lacking(self) -> list[Line]:
        return [one for one in self.typed if one.lack]

    @property
    def unscored(self) -> list[Line]:
        return [one for one in self.typed if one.lack is Lack.UNSCORED]

    @property
    def unproved(self) -> list[Line]:
        return [one for one in self.typed if one.lack is Lack.UNPROVED]

    @cached_property
    def totals(self) -> Totals:
        """The unit's own scores summed over the tree."""
        points = {one.node.code: one.points for one in self.lines.values() if one.is_applicable}
        out = [one.node.code for one in self.lines.values() if not one.is_applicable]
        return total(self.criteria, points, out)

    @cached_property
    def own_maximum(self) -> Decimal:
        """What the unit can reach by its own scoring: base leaves that apply, without surveys and statistics."""
        own = (one for one in self.lines.values() if one.node.is_self_scored and one.node.part is Part.BASE)
        return sum((one.node.maximum or _ZERO for one in own if one.is_applicable), _ZERO)


def sheet_of(participant: Participant) -> Sheet:
    """Two statements, however many leaves. ``participant`` comes with its round and release."""
    criteria = set_of(participant.round.release)
    rows = participant.scores.select_related("entered_by", "appraised_by").prefetch_related(
        "evidence__document", "evidence__claim", "evidence__added_by"
    )
    scores = {row.code: row for row in rows}
    lines = {}
    for node in criteria.leaves():
        score = scores.get(node.code)
        lines[node.code] = Line(node, criteria.decimals, score, tuple(score.evidence.all()) if score else ())
    return Sheet(participant, criteria, lines)
