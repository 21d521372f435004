"""The scoring body moves the round on, and says which leaves do not apply to whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.measuring.criteria.domain.tree import Node
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.actions.base import (
    OPEN_TO_UNIT,
    of_participant,
    of_round,
    participant_of,
    refuse_own,
    round_of,
)
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus
from thongsuot.measuring.rounds.models import NodeScore, Round
from thongsuot.measuring.rounds.telling import APPRAISAL_STARTED, doers_of
from thongsuot.measuring.rounds.writing import change, left_out, recount, save_rows, touch
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.platform.notifications import Note, notify


@dataclass(frozen=True, slots=True)
class Start:
    """``reason``: why appraisal begins although some units have not signed; without it they are waited for."""

    id: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Started:
    id: int
    signed: int
    unsigned: int


class StartAppraisal(Action[Start, Started]):
    """Signed sheets wait for their appraiser; what a unit did not sign is not its self-score (A11).

    A sheet stays «signed» until the first of its scores is judged; the round's own state closes it to the unit.
    """

    name = "measuring.round.start_appraisal"
    label = gettext_lazy("Bắt đầu thẩm định")
    permission = Measuring.ROUND_MANAGE
    event = "measuring.round.appraisal_started"
    idempotency = natural("a round under appraisal stays so")

    def scope(self, data: Start) -> str:
        return round_of(data.id).home.path

    def execute(self, context: Context, data: Start) -> Started:
        row = round_of(data.id, lock=True)
        participants = list(row.participants.select_for_update(of=("self",)).select_related("unit"))
        signed = [one for one in participants if one.status == ParticipantStatus.SIGNED]
        unsigned = [one for one in participants if one.status in OPEN_TO_UNIT]
        if row.status == RoundStatus.APPRAISING:
            context.unchanged()
            return Started(row.pk, len(signed), len(unsigned))
        _check(row, len(signed), [one.unit.name for one in unsigned], data.reason)
        row.status = RoundStatus.APPRAISING
        row.save(update_fields=["status"])
        changes = {"status": (RoundStatus.SCORING, row.status), "unsigned": (None, [one.unit.key for one in unsigned])}
        context.record(of_round(row), changes, reason=data.reason.strip())
        why = _("Bạn là đầu mối hoặc lãnh đạo của đơn vị được chấm điểm.")
        text = _("Bắt đầu thẩm định: %(title)s. Bản tự chấm không sửa được nữa.") % {"title": row.title}
        note = Note(APPRAISAL_STARTED, f"appraisal-{row.pk}", text, why, reverse("round", args=[row.key]))
        notify(doers_of([one.unit_id for one in participants]), note)
        return Started(row.pk, len(signed), len(unsigned))


def _check(row: Round, signed: int, unsigned: list[str], reason: str) -> None:
    if row.status != RoundStatus.SCORING:
        message = _("Đợt đang ở bước «%(state)s» nên chưa thể bắt đầu thẩm định.")
        raise ActionError(message % {"state": row.get_status_display()})
    if not signed:
        raise ActionError(_("Chưa đơn vị nào ký bản tự chấm nên chưa có gì để thẩm định."))
    if unsigned and not reason.strip():
        names = ", ".join(unsigned[:5]) + (", …" if len(unsigned) > 5 else "")
        message = _("%(count)d đơn vị chưa ký: %(names)s. Hãy chờ, hoặc ghi lý do bắt đầu mà không chờ.")
        raise ActionError(message % {"count": len(unsigned), "names": names}, "reason")


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A leaf and the units it does not apply to, with the rule or reason; ``applies`` takes it back."""

    round_id: int
    code: str
    participant_ids: tuple[int, ...]
    reason: str
    applies: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    round_id: int
    changed: int


class MarkNotApplicable(Action[NotApplicable, Marked]):
    """J2: what does not apply leaves the maximum, by an explicit reason said once for all units it concerns."""

    name = "measuring.score.mark_not_applicable"
    label = gettext_lazy("Ghi tiêu chí không áp dụng")
    permission = Measuring.ROUND_MANAGE
    event = "measuring.score.not_applicable"
    idempotency = natural("a leaf that does not apply still does not")

    def scope(self, data: NotApplicable) -> str:
        return round_of(data.round_id).home.path

    def execute(self, context: Context, data: NotApplicable) -> Marked:
        row = round_of(data.round_id)
        node = _leaf(row, data)
        changed = sum(_mark(context, pk, node, data) for pk in sorted(set(data.participant_ids)))
        if not changed:
            context.unchanged()
        return Marked(row.pk, changed)


def _leaf(row: Round, data: NotApplicable) -> Node:
    node = set_of(row.release).by_code.get(data.code)
    if row.status not in (RoundStatus.DRAFT, RoundStatus.SCORING):
        raise ActionError(_("Tiêu chí không áp dụng phải được ghi trước khi bắt đầu thẩm định."))
    if node is None or not node.is_leaf:
        raise ActionError(_("Không có tiêu chí %(code)s để chấm.") % {"code": data.code}, "code")
    if not data.reason.strip():
        raise ActionError(_("Hãy ghi quy định hoặc lý do tiêu chí không áp dụng."), "reason")
    return node


def _mark(context: Context, pk: int, node: Node, data: NotApplicable) -> bool:
    participant = participant_of(pk, lock=True)
    if participant.round_id != data.round_id or participant.status not in OPEN_TO_UNIT:
        message = _("%(unit)s đã ký bản tự chấm hoặc không thuộc đợt này.")
        raise ActionError(message % {"unit": participant.unit.name}, "units")
    refuse_own(context.actor, participant)
    rows = {one.code: one for one in participant.scores.all()}
    row = rows.get(node.code) or NodeScore(participant=participant, code=node.code, revision=0)
    if data.applies == row.is_applicable:
        return False
    leaf = left_out(data.reason)
    made = change(
        row,
        {
            "inputs": {},
            "is_applicable": data.applies,
            "not_applicable_reason": "" if data.applies else leaf.not_applicable_reason,
            "self_score": None,
        },
    )
    touch(row, context.actor.id, context.now)
    save_rows([row])
    recount(participant, set_of(participant.round.release), {**rows, node.code: row}.values())
    participant.save(update_fields=["self_total"])
    context.record(of_participant(participant), {node.code: made or (None, None)}, reason=data.reason.strip())
    return True
