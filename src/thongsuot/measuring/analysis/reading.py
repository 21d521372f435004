"""Rounds as analysis reads them: from a published result, or from the rows while a round still runs."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable
from decimal import Decimal
from threading import Lock

from thongsuot.measuring.analysis.domain.shape import Item, Scored, Scoring, Sheet, Top
from thongsuot.measuring.criteria.domain.plain import plain_rule
from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Node
from thongsuot.measuring.publishing.building import Rows
from thongsuot.measuring.publishing.content import LeafResult, Result, UnitResult
from thongsuot.measuring.publishing.models import Publication
from thongsuot.measuring.rounds.models import NodeScore, Participant

_ZERO = Decimal(0)
_MOST_KEPT = 8
_kept: OrderedDict[str, Scoring] = OrderedDict()
_lock = Lock()


def scoring_of(publication: Publication) -> Scoring:
    """A version never changes, so each is read once a process."""
    with _lock:
        kept = _kept.get(publication.digest)
    if kept is not None:
        return kept
    made = from_result(Result.of(publication))
    with _lock:
        _kept[publication.digest] = made
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return made


def from_result(result: Result) -> Scoring:
    return Scoring(
        key=result.round_key,
        title=result.title,
        year=result.year,
        set_key=result.criteria.key,
        set_digest=result.criteria_digest,
        tops=tops_of(result.criteria),
        items=items_of(result.criteria),
        sheets={one.key: _sheet(one, result.leaf_nodes) for one in result.units},
        is_sample=result.is_sample,
    )


def tops_of(criteria: CriteriaSet) -> tuple[Top, ...]:
    return tuple(Top(one.code, one.name, one.part, one.field) for one in criteria.nodes)


def items_of(criteria: CriteriaSet) -> tuple[Item, ...]:
    """Rounds run only on sets whose maxima are all known."""
    return tuple(_item(leaf, top) for top in criteria.nodes for leaf in top.walk() if leaf.is_leaf)


def _item(leaf: Node, top: Node) -> Item:
    return Item(
        code=leaf.code,
        name=leaf.name,
        top=top.code,
        maximum=leaf.maximum or _ZERO,
        part=leaf.part,
        field=leaf.field,
        rule=json.dumps(plain_rule(leaf.rule), ensure_ascii=False, sort_keys=True) if leaf.rule else "",
        links=leaf.links,
    )


def _sheet(unit: UnitResult, leaves: Iterable[Node]) -> Sheet:
    return Sheet(
        unit=unit.key,
        name=unit.name,
        scores={leaf.code: _scored(unit.leaves[leaf.code], leaf) for leaf in leaves if leaf.code in unit.leaves},
        percent=unit.percent,
        rank=unit.rank,
        out_of=unit.out_of,
        is_tied=unit.is_tied,
        class_name=unit.class_name,
        peer_group=unit.peer_group,
    )


def _scored(one: LeafResult, leaf: Node) -> Scored:
    return Scored(
        points=one.final if one.final is not None else _ZERO,
        maximum=leaf.maximum or _ZERO if one.is_applicable else _ZERO,
        self_points=one.self_points,
        appraised=one.appraised,
        is_scored=one.final is not None,
    )


def from_rows(rows: Rows) -> Scoring:
    """A running round: what counts so far is the final score, else the appraised, else the unit's own."""
    opened, leaves = rows.round, rows.criteria.leaves()
    return Scoring(
        key=opened.key,
        title=opened.title,
        year=opened.year,
        set_key=rows.criteria.key,
        set_digest=opened.release.digest,
        tops=tops_of(rows.criteria),
        items=items_of(rows.criteria),
        sheets={
            one.unit.key: _running(one, {score.code: score for score in rows.scores.get(one.pk, ())}, leaves)
            for one in rows.participants
        },
        is_sample=opened.is_sample,
    )


def _running(participant: Participant, own: dict[str, NodeScore], leaves: Iterable[Node]) -> Sheet:
    scores = {leaf.code: _so_far(own[leaf.code], leaf) for leaf in leaves if leaf.code in own}
    return Sheet(participant.unit.key, participant.unit.name, scores, peer_group=participant.peer_group)


def _so_far(score: NodeScore, leaf: Node) -> Scored:
    known = [one for one in (score.final_score, score.appraised_score, score.self_score) if one is not None]
    return Scored(
        points=known[0] if known else _ZERO,
        maximum=leaf.maximum or _ZERO if score.is_applicable else _ZERO,
        self_points=score.self_score,
        appraised=score.appraised_score,
        is_scored=bool(known),
    )
