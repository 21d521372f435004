"""Why a published leaf has the points it has, whoever or whatever set them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from thongsuot.kernel.formatting import format_number, without_trailing_zeros
from thongsuot.measuring.criteria.domain.tree import Node, Part
from thongsuot.measuring.publishing.content import By, LeafResult
from thongsuot.measuring.scoring.evaluate import maximum_of, score_leaf
from thongsuot.measuring.scoring.explain import NextStep, lost_points, next_steps, why_lost
from thongsuot.measuring.scoring.outcomes import Flag, Inputs, Outcome


@dataclass(frozen=True, slots=True)
class Loss:
    """``lost`` points of the maximum (of a penalty: points taken off); ``why`` is the rule's sentence."""

    lost: Decimal
    why: str
    steps: tuple[NextStep, ...]

    @property
    def shown(self) -> str:
        return format_number(without_trailing_zeros(self.lost))


def loss_of(node: Node, leaf: LeafResult, decimals: int) -> Loss:
    outcome = outcome_of(node, leaf, decimals)
    by_rule = leaf.is_applicable and leaf.by in (By.INPUTS, By.FOUND)
    steps = next_steps(node, inputs_of(leaf), decimals) if by_rule else ()
    return Loss(lost_points(node, outcome), why_lost(node, outcome), steps)


def outcome_of(node: Node, leaf: LeafResult, decimals: int) -> Outcome:
    """By the rule where the points follow from figures; else what a person decided, in that person's words."""
    if not leaf.is_applicable:
        return Outcome(
            node.code, Decimal(0), maximum_of(node), Decimal(0), Flag.NOT_APPLICABLE, leaf.not_applicable_reason
        )
    if leaf.by is By.DECISION and leaf.final is not None:
        said = (leaf.final_reason or leaf.reason).rstrip(".") or "Điểm do người thẩm định quyết định"
        return Outcome(node.code, leaf.final, maximum_of(node), leaf.final, None, said)
    return score_leaf(node, {} if leaf.by is By.NONE else inputs_of(leaf), decimals)


def inputs_of(leaf: LeafResult) -> Inputs:
    return {name: Decimal(text) for name, text in leaf.counted.items()}


def lost_of(node: Node, leaf: LeafResult) -> Decimal:
    """Lost points without the sentence, for tables: 0 for a bonus and where the criterion does not apply."""
    if not leaf.is_applicable or node.part is Part.BONUS:
        return Decimal(0)
    best = Decimal(0) if node.part is Part.PENALTY else maximum_of(node)
    return best - (leaf.final or Decimal(0))
