"""From made-up answers to rows: what a unit claimed, what was found, what was explained, what was settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.utils.translation import gettext as _

from thongsuot.measuring.appraisal.models import ExplanationItem, ExplanationList, ExplanationOutcome
from thongsuot.measuring.criteria.domain import rules
from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Node
from thongsuot.measuring.demo.answers import Answers, answer
from thongsuot.measuring.rounds.choices import Verdict
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round, ScoreEvidence
from thongsuot.measuring.scoring.evaluate import score_leaf
from thongsuot.measuring.scoring.outcomes import Flag
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.documents.models import Document

# What appraisers found, in our own words; the clause is the criterion itself.
DOUBTS = (
    _("Số liệu kê cao hơn sổ theo dõi của cơ quan thẩm định; tính lại theo số đối chiếu."),
    _("Minh chứng chỉ chứng minh được một phần nội dung; tính theo phần có minh chứng."),
    _("Văn bản ban hành sau thời hạn nêu ở tiêu chí nên không được tính đủ."),
    _("Báo cáo gửi kèm không nêu kết quả thực hiện; tính theo số liệu của hệ thống."),
)


@dataclass(frozen=True, slots=True)
class Team:
    """Who stands behind the rows: ``office`` runs the round, ``appraiser`` judges, ``documents`` serve as evidence."""

    office: Account
    appraiser: Account
    documents: Sequence[Document]


@dataclass(frozen=True, slots=True)
class Moment:
    scored: datetime
    appraised: datetime
    explained: datetime


def self_scored(criteria: CriteriaSet, participant: Participant, year: int, at: datetime) -> list[NodeScore]:
    """Unsaved rows of everything the unit itself scores, as it claims them."""
    rows = []
    for node in criteria.leaves():
        if not node.is_self_scored:
            continue
        inputs = answer(node, participant.unit.key, year).claimed
        outcome = score_leaf(node, inputs, criteria.decimals)
        points = None if outcome.flag is Flag.UNSCORED else outcome.points
        rows.append(
            NodeScore(participant=participant, code=node.code, inputs=_plain(inputs), self_score=points, entered_at=at)
        )
    return rows


def settled(
    criteria: CriteriaSet, participant: Participant, year: int, at: Moment, team: Team, *, settle: bool = True
) -> list[NodeScore]:
    """Unsaved rows of all leaves through appraisal; with ``settle`` to the end, else only what was looked at so far."""
    own = {one.code: one for one in self_scored(criteria, participant, year, at.scored)}
    rows = []
    for number, node in enumerate(criteria.leaves()):
        row = own.get(node.code) or NodeScore(participant=participant, code=node.code)
        if settle or _dice(participant, node, year).random() < 0.5:
            _judge(criteria, node, row, year, team)
            row.appraised_at = at.appraised + timedelta(seconds=75 * number)
        if settle:
            row.final_score = row.appraised_score
        rows.append(row)
    return rows


def _judge(criteria: CriteriaSet, node: Node, row: NodeScore, year: int, team: Team) -> None:
    found = answer(node, row.participant.unit.key, year).found
    outcome = score_leaf(node, found, criteria.decimals)
    row.appraised_score = None if outcome.flag is Flag.UNSCORED else outcome.points
    if not node.is_self_scored:
        row.inputs = _plain(found)
    row.appraised_by = team.appraiser
    row.verdict = Verdict.ACCEPTED
    if row.self_score is not None and row.appraised_score is not None and row.appraised_score < row.self_score:
        row.verdict, row.appraised_inputs = Verdict.REDUCED, _plain(found)
        row.reason = _dice(row.participant, node, year).choice(DOUBTS)
        row.clause = _("Tiêu chí %(code)s, cách tính") % {"code": node.code}


def explained(participant: Participant, rows: Sequence[NodeScore], at: Moment) -> list[ExplanationItem]:
    """Saves the unit's one list for what was reduced; every fifth is granted. Unsaved items; final scores follow."""
    reduced = [one for one in rows if one.verdict == Verdict.REDUCED]
    if not reduced:
        return []
    listed = ExplanationList.objects.create(
        participant=participant, sent_at=at.appraised, due=at.explained.date(), answered_at=at.explained
    )
    items = []
    for number, row in enumerate(reduced):
        granted = number % 5 == 4
        if granted:
            row.final_score = row.self_score
            row.final_reason = _("Giải trình có căn cứ, giữ điểm tự chấm.")
        items.append(
            ExplanationItem(
                explanations=listed,
                score=row,
                question=row.reason,
                answer=_("Đơn vị đã rà soát lại hồ sơ và gửi bổ sung văn bản còn thiếu."),
                outcome=ExplanationOutcome.CHANGED if granted else ExplanationOutcome.KEPT,
                outcome_reason=row.final_reason or _("Văn bản bổ sung không thuộc năm chấm điểm."),
            )
        )
    return items


def proofs(opened: Round, criteria: CriteriaSet, rows: Sequence[NodeScore], team: Team) -> list[ScoreEvidence]:
    """Unsaved evidence for two in three of the leaves a unit scored, picked from the document store."""
    if not team.documents:
        return []
    found = []
    for row in rows:
        node, dice = criteria.by_code[row.code], _dice(row.participant, criteria.by_code[row.code], opened.year)
        if row.self_score and _is_proved(row, node, opened.year):
            document = dice.choice(team.documents)
            found.append(
                ScoreEvidence(
                    score=row,
                    document=document,
                    title=document.title[:500],
                    locator=_("mục %(number)d") % {"number": dice.randrange(1, 5)},
                    dated=document.dated,
                )
            )
    return found


def _is_proved(row: NodeScore, node: Node, year: int) -> bool:
    """What comes from the record itself needs no proof; of the rest two in three have one."""
    proof = Random(f"{row.participant.unit.key}:{node.code}:{year}:minh chứng")  # noqa: S311 - made-up rows
    return isinstance(node.rule, rules.Plain) and proof.random() < 0.66


def _plain(inputs: Answers) -> dict[str, str]:
    return {name: str(value) for name, value in inputs.items()}


def _dice(participant: Participant, node: Node, year: int) -> Random:
    return Random(f"{participant.unit.key}:{node.code}:{year}:thẩm định")  # noqa: S311 - made-up rows, not secrets
