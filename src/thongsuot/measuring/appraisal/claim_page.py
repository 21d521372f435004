"""What stands on the page of one claim: the unit's words and figures, the rule, the evidence with its excerpt."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from thongsuot.measuring.appraisal import queries
from thongsuot.measuring.appraisal.excerpt import Excerpt, excerpt
from thongsuot.measuring.criteria.domain.tree import Node
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.rounds.models import NodeScore, Participant
from thongsuot.measuring.rounds.sheet import Line
from thongsuot.platform.access.actors import Actor


@dataclass(frozen=True, slots=True)
class Shown:
    proof: queries.Proof
    excerpt: Excerpt | None
    is_outside: bool


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """``trace``: how the points follow from the unit's inputs, a sentence."""

    score: NodeScore
    node: Node
    above: Node | None
    participant: Participant
    points: Decimal | None
    trace: str
    proofs: tuple[Shown, ...]


def claim_of(actor: Actor, score: NodeScore) -> ClaimPage:
    row = score.participant.round
    criteria = set_of(row.release)
    node = criteria.by_code[score.code]
    outcome = Line(node, criteria.decimals, score, ()).outcome if score.is_applicable else None
    shown = tuple(
        Shown(
            one,
            excerpt(one.document.text, one.row.locator) if one.document else None,
            one.row.dated is not None and one.row.dated.year != row.year,
        )
        for one in queries.proofs_of(actor, score)
    )
    above = criteria.parent_of(node.code)
    return ClaimPage(score, node, above, score.participant, score.self_score, outcome.trace if outcome else "", shown)
