"""From the rows of a round to the content of a publication (content.py says its shape); nothing is fetched here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from thongsuot.measuring.appraisal.models import ExplanationItem
from thongsuot.measuring.criteria.domain.plain import digest_of, plain_of, set_from
from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Node
from thongsuot.measuring.publishing.content import ENGINE, FORMAT, By
from thongsuot.measuring.publishing.counting import PERCENT_DECIMALS, counted
from thongsuot.measuring.rounds.choices import Verdict
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round, ScoreEvidence
from thongsuot.measuring.scoring.evaluate import score_leaf
from thongsuot.measuring.scoring.outcomes import BadInput, Flag, Outcome


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of a round; ``participants`` with ``unit``, ``evidence`` with ``document`` selected.

    ``scores`` by participant, ``evidence`` and ``explanations`` by score, all by primary key.
    """

    round: Round  # with ``home``
    criteria: CriteriaSet
    participants: Sequence[Participant]
    scores: Mapping[int, Sequence[NodeScore]]
    evidence: Mapping[int, Sequence[ScoreEvidence]] = field(default_factory=dict)
    explanations: Mapping[int, ExplanationItem] = field(default_factory=dict)


def build(rows: Rows) -> dict[str, Any]:
    """The whole content, counted. Same rows, same content, same digest."""
    opened, plain = rows.round, plain_of(rows.criteria)
    units = [_unit(rows, one) for one in sorted(rows.participants, key=lambda one: (one.peer_group, one.unit.key))]
    return {
        "format": FORMAT,
        "engine": ENGINE,
        "round": {
            "key": opened.key,
            "title": opened.title,
            "year": opened.year,
            "population": opened.population,
            "home": {"key": opened.home.key, "name": opened.home.name},
            "sample": opened.is_sample,
        },
        "criteria": {"digest": digest_of(plain), "set": plain},
        "thresholds": opened.thresholds,
        "thresholds_reference": opened.thresholds_reference,
        "rounding": {"percent": PERCENT_DECIMALS},
        "units": counted(rows.criteria, units, opened.thresholds),
    }


def _unit(rows: Rows, participant: Participant) -> dict[str, Any]:
    by_code = {one.code: one for one in rows.scores.get(participant.pk, ())}
    return {
        "key": participant.unit.key,
        "id": participant.unit_id,
        "name": participant.unit.name,
        "peer_group": participant.peer_group,
        "leaves": [_leaf(rows, node, by_code.get(node.code)) for node in rows.criteria.leaves()],
    }


def _leaf(rows: Rows, node: Node, score: NodeScore | None) -> dict[str, Any]:
    if score is None:
        return {"code": node.code, "by": By.NONE.value, "flag": Flag.UNSCORED.value}
    by, outcome = basis(node, score, rows.criteria.decimals)
    applies = score.is_applicable or score.final_score is not None  # appraisal may refuse «not applicable»
    aside = _set_aside(outcome) if applies else score.not_applicable_reason
    flag = Flag.UNSCORED.value if by is By.NONE else (outcome.flag.value if outcome and outcome.flag else "")
    plain = {
        "inputs": _plain_inputs(score.inputs),
        "found": _plain_inputs(score.appraised_inputs),
        "by": by.value if applies else By.DECISION.value,
        "self": _text(score.self_score),
        "appraised": _text(score.appraised_score),
        "final": None if aside else _text(score.final_score),
        "flag": Flag.NOT_APPLICABLE.value if aside else flag,
        "not_applicable": aside,
        "verdict": "" if score.verdict == Verdict.NONE else score.verdict,
        "reason": score.reason,
        "clause": score.clause,
        "note": score.note,
        "final_reason": score.final_reason,
        "explanation": _explanation(rows.explanations.get(score.pk)),
        "evidence": [_proof(one) for one in rows.evidence.get(score.pk, ())],
    }
    kept: dict[str, Any] = {"code": node.code} | {name: value for name, value in plain.items() if value}
    for name in ("self", "appraised", "final"):
        if plain[name] is not None:
            kept[name] = plain[name]  # «0» is a score
    return kept


def _set_aside(outcome: Outcome | None) -> str:
    """Why a ratio over nothing leaves the maximum, where the set says so."""
    return outcome.trace if outcome is not None and outcome.flag is Flag.NOT_APPLICABLE else ""


def _plain_inputs(inputs: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in inputs.items() if value not in (None, "")}


def basis(node: Node, score: NodeScore, decimals: int) -> tuple[By, Outcome | None]:
    """What the final points follow from: the inputs that give them by the rule, or else somebody's decision."""
    for by, inputs in ((By.FOUND, score.appraised_inputs), (By.INPUTS, score.inputs)):
        outcome = _outcome(node, inputs, decimals) if inputs else None
        if outcome is not None and outcome.flag is not Flag.UNSCORED and _same(outcome, score.final_score):
            return by, outcome
    return (By.NONE if score.final_score is None else By.DECISION), None


def _same(outcome: Outcome, final: Decimal | None) -> bool:
    """What does not apply has no points; a row may keep them as nothing or as 0."""
    return outcome.points == final or (outcome.flag is Flag.NOT_APPLICABLE and final is None)


def _outcome(node: Node, inputs: Mapping[str, Any], decimals: int) -> Outcome | None:
    try:
        return score_leaf(node, {name: _number(value) for name, value in inputs.items()}, decimals)
    except (BadInput, InvalidOperation):  # what somebody typed and an appraiser then replaced by a decision
        return None


def _number(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))


def _text(points: Decimal | None) -> str | None:
    """The four places of the column go: «7.5000» → «7.5», «10» stays «10»."""
    if points is None:
        return None
    return format(points.normalize() + 0, "f")


def _explanation(item: ExplanationItem | None) -> dict[str, str] | None:
    if item is None:
        return None
    return {"question": item.question, "answer": item.answer, "outcome": item.outcome, "reason": item.outcome_reason}


def _proof(one: ScoreEvidence) -> dict[str, Any]:
    """``sha256`` of the file itself, of the document's file, or of its text: what the Ministry's copy must match."""
    document = one.document
    plain = {
        "title": one.title,
        "sha256": one.file_digest or (document and (document.file_digest or document.digest)) or "",
        "locator": one.locator,
        "dated": one.dated.isoformat() if one.dated else None,
        "document": document.key if document else "",
        "claim": one.claim_id,
        "file": one.file_name or (document.file_name if document else ""),
    }
    return {name: value for name, value in plain.items() if value}


def changed(content: Mapping[str, Any], unit_key: str, code: str, points: Decimal, reason: str) -> dict[str, Any]:
    """The content with one leaf decided anew and all ranks counted again; the given content stays as it is."""
    units = [_with_leaf(one, code, points, reason) if one["key"] == unit_key else one for one in content["units"]]
    recounted = counted(set_from(content["criteria"]["set"]), _uncounted(units), content["thresholds"])
    return dict(content) | {"units": recounted}


def _with_leaf(unit: Mapping[str, Any], code: str, points: Decimal, reason: str) -> dict[str, Any]:
    decided = {"by": By.DECISION.value, "final": _text(points), "final_reason": reason}
    leaves = [
        {name: value for name, value in leaf.items() if name not in ("flag", "not_applicable")} | decided
        if leaf["code"] == code
        else leaf
        for leaf in unit["leaves"]
    ]
    return dict(unit) | {"leaves": leaves}


def _uncounted(units: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    of_counting = {"totals", "percent", "class", "rank", "out_of", "tied"}
    return [{name: value for name, value in unit.items() if name not in of_counting} for unit in units]
