"""Computed leaves filled from the record, at the start of the round and again when somebody asks (E10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Node
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.actions.base import OPEN_TO_UNIT, of_participant, participant_of, require_scoring
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round, ScoreEvidence
from thongsuot.measuring.rounds.sources import Found, computed_leaves, found
from thongsuot.measuring.rounds.writing import change, leaf_of, recount, save_rows, touch
from thongsuot.measuring.scoring.outcomes import BadInput
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.registry.claims.models import Claim

EVENT = "measuring.score.computed"


@dataclass(frozen=True, slots=True)
class ParticipantId:
    id: int


@dataclass(frozen=True, slots=True)
class Computed:
    id: int
    changed: int


class FillComputed(Action[ParticipantId, Computed]):
    name = "measuring.score.compute"
    label = gettext_lazy("Tính lại tiêu chí lấy số liệu tự động")
    permission = Measuring.SCORE_ENTER
    event = EVENT
    idempotency = natural("the same record gives the same scores")

    def scope(self, data: ParticipantId) -> str:
        return participant_of(data.id).unit.path

    def authorise(self, actor: Actor, data: ParticipantId) -> None:
        participant = participant_of(data.id)
        if not actor.can(Measuring.ROUND_MANAGE, participant.round.home.path):
            require(actor, self.permission, participant.unit.path)

    def execute(self, context: Context, data: ParticipantId) -> Computed:
        participant = participant_of(data.id, lock=True)
        require_scoring(participant)
        changed = fill(participant.round, [participant], context)
        if not changed:
            context.unchanged()
        return Computed(participant.pk, changed)


def fill(row: Round, participants: Sequence[Participant], context: Context) -> int:
    """How many leaves changed. Signed sheets are left as they were signed. A constant number of statements."""
    criteria = set_of(row.release)
    nodes = computed_leaves(criteria)
    still = [one for one in participants if one.status in OPEN_TO_UNIT]
    if not nodes or not still:
        return 0
    known = found(criteria, [one.unit_id for one in still], row.year)
    held: dict[int, dict[str, NodeScore]] = {one.pk: {} for one in still}
    for score in NodeScore.objects.filter(participant__in=still):
        held[score.participant_id][score.code] = score
    changed: list[NodeScore] = []
    for one in still:
        inputs = {node.code: known[one.unit_id, node.code] for node in nodes if (one.unit_id, node.code) in known}
        changed += _fill_one(context, one, criteria, nodes, held[one.pk], inputs)
    if not changed:
        return 0
    save_rows(changed)
    Participant.objects.bulk_update(still, ["self_total"])
    _keep_claims(changed, {(one.pk, code): each for one in still for code, each in _of(one, known).items()})
    return len(changed)


def _fill_one(
    context: Context,
    participant: Participant,
    criteria: CriteriaSet,
    nodes: Sequence[Node],
    held: dict[str, NodeScore],
    known: dict[str, Found],
) -> list[NodeScore]:
    changes: dict[str, tuple[Any, Any]] = {}
    for node in nodes:
        row = held.get(node.code) or NodeScore(participant=participant, code=node.code, revision=0)
        try:
            leaf = leaf_of(node, known[node.code].inputs if node.code in known else {}, criteria.decimals)
        except BadInput:  # the record says what the rule cannot take: unscored, the reviewer sees the claim
            leaf = leaf_of(node, {}, criteria.decimals)
        made = change(
            row,
            {
                "inputs": leaf.inputs,
                "is_applicable": leaf.is_applicable,
                "not_applicable_reason": leaf.not_applicable_reason,
                "self_score": leaf.points,
            },
        )
        if made is not None:
            touch(row, None, context.now)
            held[node.code] = row
            changes[node.code] = made
    if not changes:
        return []
    recount(participant, criteria, held.values())
    context.record(of_participant(participant), changes, event=EVENT)
    return [held[code] for code in changes]


def _of(participant: Participant, known: dict[tuple[int, str], Found]) -> dict[str, Found]:
    return {code: each for (unit_id, code), each in known.items() if unit_id == participant.unit_id}


def _keep_claims(rows: Sequence[NodeScore], known: dict[tuple[int, str], Found]) -> None:
    """The figure a leaf was computed from stands as its evidence; the one before it goes."""
    ScoreEvidence.objects.filter(score__in=rows, claim__isnull=False, added_by__isnull=True).delete()
    wanted = {
        row: each.claim_id
        for row in rows
        if (each := known.get((row.participant_id, row.code))) is not None and each.claim_id is not None
    }
    claims = Claim.objects.in_bulk(set(wanted.values()))
    ScoreEvidence.objects.bulk_create(
        [
            ScoreEvidence(score=row, claim=claims[pk], title=claims[pk].name, dated=claims[pk].period_end)
            for row, pk in wanted.items()
        ]
    )
