"""Levers: what one could do on each leaf, with the points it adds by the scoring rules, to the cent. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Node, Part
from thongsuot.measuring.scoring.evaluate import score_leaf
from thongsuot.measuring.scoring.outcomes import Totals
from thongsuot.measuring.scoring.totals import total
from thongsuot.measuring.simulator.domain.feasibility import Chance, YearLeft, chance_of
from thongsuot.measuring.simulator.domain.paper import why_paper
from thongsuot.measuring.simulator.domain.steps import Reach, Step, Values, steps_up

_ZERO, _ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class LeafState:
    """Where a leaf stands: ``points`` as published (penalties negative), ``None`` unscored; the inputs behind them.

    A leaf ``decided`` by a person no longer follows from its inputs: only its points can be moved.
    """

    points: Decimal | None
    inputs: Values
    applies: bool = True
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Lever:
    """``key`` is «code:reach»; ``gain`` in points, positive; ``points`` what the leaf would then have."""

    code: str
    reach: Reach
    words: str
    gain: Decimal
    points: Decimal
    effort: Decimal
    chance: Chance
    paper: str | None
    inputs: Mapping[str, Decimal]  # what the leaf would have to show; empty where only points are wanted

    @property
    def key(self) -> str:
        return f"{self.code}:{self.reach.value}"

    @property
    def gain_per_effort(self) -> Decimal:
        return self.gain / self.effort


def levers_of(criteria: CriteriaSet, states: Mapping[str, LeafState], left: YearLeft) -> list[Lever]:
    """In printed order. Each is for itself; of one leaf only one can be pulled."""
    found: list[Lever] = []
    for node in criteria.leaves():
        state = states.get(node.code, LeafState(None, {}))
        if state.applies and node.maximum is not None:
            found.extend(_of(node, state, criteria.decimals, left))
    return found


def best_points(node: Node) -> Decimal:
    """All a leaf can give; of a penalty that nothing is taken."""
    return _ZERO if node.part is Part.PENALTY or node.maximum is None else node.maximum


def _of(node: Node, state: LeafState, decimals: int, left: YearLeft) -> Iterable[Lever]:
    now = state.points or _ZERO
    assert node.maximum is not None
    steps = [] if state.decided or node.rule is None else steps_up(node.rule, node.maximum, state.inputs)
    for step in steps:
        after = score_leaf(node, step.inputs, decimals).points
        if after > now:
            yield _lever(node, step, now, after, chance_of(node.rule, state.inputs, step, left))
    if not steps and best_points(node) > now:
        words = "đạt điểm tối đa (chưa có số liệu để nói rõ cần bao nhiêu)"
        step = Step(Reach.FULL, {}, words)
        yield _lever(node, step, now, best_points(node), chance_of(node.rule, state.inputs, None, left))


def _lever(node: Node, step: Step, now: Decimal, after: Decimal, chance: Chance) -> Lever:
    gain, paper = after - now, why_paper(node)
    return Lever(node.code, step.reach, step.words, gain, after, step.effort, chance, paper, step.inputs)


def more_points(node: Node, state: LeafState, gain: Decimal, left: YearLeft) -> Lever | None:
    """E13: «+0,5 điểm», whatever it takes; no further than the leaf's maximum, ``None`` where nothing is to be had."""
    now = state.points or _ZERO
    after = min(now + gain, best_points(node))
    if after <= now or not state.applies:
        return None
    step = Step(Reach.POINTS, {}, "cộng điểm thử, chưa nói bằng việc gì")
    return _lever(node, step, now, after, chance_of(node.rule, state.inputs, None, left))


def with_efforts(levers: Iterable[Lever], efforts: Mapping[str, Decimal]) -> list[Lever]:
    """``efforts``: what the user says a lever costs, by its key; above 0."""
    return [replace(one, effort=efforts.get(one.key, one.effort)) for one in levers]


def totals_after(criteria: CriteriaSet, states: Mapping[str, LeafState], chosen: Iterable[Lever]) -> Totals:
    """With the chosen levers pulled, at most one a leaf; counted by the engine's own totals."""
    points = {code: one.points for code, one in states.items() if one.applies}
    points |= {one.code: one.points for one in chosen}
    return total(criteria, points, [code for code, one in states.items() if not one.applies])
