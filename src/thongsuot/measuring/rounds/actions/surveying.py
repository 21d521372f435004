"""Leaves no unit scores itself: surveys, statistics, panels. The scoring body enters them with their source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.measuring.criteria.domain.tree import CriteriaSet
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.actions.base import of_participant, refuse_own, round_of
from thongsuot.measuring.rounds.actions.entering import field_of
from thongsuot.measuring.rounds.choices import RoundStatus, Verdict
from thongsuot.measuring.rounds.domain import decimals_of, is_given
from thongsuot.measuring.rounds.models import NodeScore, Participant
from thongsuot.measuring.rounds.writing import Leaf, change, leaf_of, save_rows, touch
from thongsuot.measuring.scoring.outcomes import BadInput
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError, FieldError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural

OPEN_TO_SURVEY = (RoundStatus.SCORING, RoundStatus.APPRAISING, RoundStatus.EXPLAINING)


@dataclass(frozen=True, slots=True)
class Given:
    """One leaf of one unit; ``inputs`` are texts of decimals, empty takes the figure back."""

    participant_id: int
    code: str
    inputs: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Survey:
    """``source``: where the figures come from, kept as the reason of each («Báo cáo điều tra XHH năm 2026»)."""

    round_id: int
    values: tuple[Given, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Surveyed:
    round_id: int
    changed: int


class EnterSurvey(Action[Survey, Surveyed]):
    """Written as appraised at once (inputs, appraised score, «accepted»): there is nothing of the unit's to weigh.

    ``self_score`` stays empty, so that the unit's own total holds only what it scored itself.
    """

    name = "measuring.score.survey"
    label = gettext_lazy("Nhập kết quả điều tra, thống kê, hội đồng")
    permission = Measuring.ROUND_MANAGE
    event = "measuring.score.surveyed"
    idempotency = natural("each leaf names its value; the same value again changes nothing")

    def scope(self, data: Survey) -> str:
        return round_of(data.round_id).home.path

    def check(self, actor: Actor, data: Survey) -> None:
        row = round_of(data.round_id)
        if row.status not in OPEN_TO_SURVEY:
            message = _("Đợt đang ở bước «%(state)s» nên không nhập được kết quả điều tra.")
            raise ActionError(message % {"state": row.get_status_display()})
        if not data.source.strip():
            raise ActionError(_("Hãy ghi nguồn của kết quả: báo cáo điều tra, niên giám, biên bản hội đồng."), "source")

    def execute(self, context: Context, data: Survey) -> Surveyed:
        row = round_of(data.round_id)
        criteria = set_of(row.release)
        wanted = {one.participant_id for one in data.values}
        locked = row.participants.select_for_update(of=("self",)).select_related("unit").filter(pk__in=wanted)
        participants = {one.pk: one for one in locked.order_by("pk")}
        for one in participants.values():
            refuse_own(context.actor, one)
        leaves = _understood(criteria, data.values, participants)
        held = {(one.participant_id, one.code): one for one in NodeScore.objects.filter(participant__in=wanted)}
        changed = _write(context, data, participants, leaves, held)
        if not changed:
            context.unchanged()
        return Surveyed(row.pk, changed)


def _understood(
    criteria: CriteriaSet, values: Iterable[Given], participants: dict[int, Participant]
) -> dict[tuple[int, str], Leaf]:
    leaves: dict[tuple[int, str], Leaf] = {}
    wrong: list[FieldError] = []
    for one in values:
        node = criteria.by_code.get(one.code)
        place = f"{one.participant_id}:{one.code}"
        if one.participant_id not in participants:
            wrong.append(FieldError(_("Đơn vị này không thuộc đợt chấm điểm."), place))
        elif node is None or not is_given(node):
            message = _("Tiêu chí %(code)s không lấy từ điều tra, thống kê hay hội đồng.") % {"code": one.code}
            wrong.append(FieldError(message, place))
        else:
            try:
                leaves[one.participant_id, one.code] = leaf_of(node, decimals_of(node, one.inputs), criteria.decimals)
            except BadInput as error:
                told = f"{participants[one.participant_id].unit.name}: {error}"
                wrong.append(FieldError(told, field_of(place, error.name)))
    if wrong:
        raise ActionError.of(wrong)
    return leaves


def _write(
    context: Context,
    data: Survey,
    participants: dict[int, Participant],
    leaves: dict[tuple[int, str], Leaf],
    held: dict[tuple[int, str], NodeScore],
) -> int:
    changes: dict[int, dict[str, tuple[Any, Any]]] = {}
    rows = []
    for (pk, code), leaf in leaves.items():
        row = held.get((pk, code)) or NodeScore(participant=participants[pk], code=code, revision=0)
        made = change(row, _columns(leaf, data.source.strip()))
        if made is None:
            continue
        touch(row, context.actor.id, context.now)
        row.appraised_by_id, row.appraised_at = context.actor.id, context.now
        rows.append(row)
        changes.setdefault(pk, {})[code] = made
    save_rows(rows, "verdict", "appraised_inputs", "appraised_score", "reason", "appraised_by", "appraised_at")
    for pk, told in changes.items():
        context.record(of_participant(participants[pk]), told, reason=data.source.strip())
    return len(rows)


def _columns(leaf: Leaf, source: str) -> dict[str, Any]:
    is_known = leaf.points is not None
    return {
        "inputs": leaf.inputs,
        "is_applicable": leaf.is_applicable,
        "not_applicable_reason": leaf.not_applicable_reason,
        "appraised_inputs": leaf.inputs,
        "appraised_score": leaf.points,
        "reason": source if is_known else "",
        "verdict": Verdict.ACCEPTED.value if is_known else Verdict.NONE.value,
    }
