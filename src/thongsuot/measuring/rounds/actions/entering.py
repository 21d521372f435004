"""Self-scoring: many leaves in one action. Who sees an old state of a leaf is told what a colleague wrote meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import format_date
from thongsuot.measuring.criteria.domain.tree import CriteriaSet
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.actions.base import of_participant, participant_of, require_own, require_scoring
from thongsuot.measuring.rounds.domain import decimals_of, is_typed
from thongsuot.measuring.rounds.models import NodeScore, Participant
from thongsuot.measuring.rounds.writing import Leaf, begin, change, leaf_of, left_out, recount, save_rows, touch
from thongsuot.measuring.scoring.outcomes import BadInput
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError, ConflictError, FieldError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural


@dataclass(frozen=True, slots=True)
class Entry:
    """One leaf as somebody left it; ``revision`` is what they saw, 0 where nothing was. Inputs: texts of decimals."""

    code: str
    revision: int = 0
    inputs: dict[str, str] = field(default_factory=dict)
    applicable: bool = True
    not_applicable_reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    participant_id: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """``revisions`` by code of the leaves sent, as they stand now."""

    participant_id: int
    changed: int
    self_total: Decimal | None
    revisions: dict[str, int]


@dataclass(frozen=True, slots=True)
class Clash:
    """What a colleague wrote in a leaf meanwhile, as it stands now."""

    code: str
    revision: int
    by: str
    at: datetime | None
    inputs: dict[str, str]
    note: str


class ScoreConflict(ConflictError):  # noqa: N818 - named like the refusal it is
    """Nothing was written. ``clashes`` holds theirs; what the person typed is the caller's, who shows both."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        one = clashes[0]
        codes = ", ".join(each.code for each in clashes)
        words = {"who": one.by or _("Đồng nghiệp"), "codes": codes, "when": _moment(one.at)}
        super().__init__(
            _(
                "%(who)s đã sửa tiêu chí %(codes)s %(when)s. Điều bạn nhập vẫn còn trên màn hình, chưa ghi đè. "
                "Hãy xem cả hai bản rồi chọn."
            )
            % words
        )
        self.clashes = clashes


def field_of(code: str, name: str) -> str:
    """Where a refusal of one input lands: «1.2:numerator»."""
    return f"{code}:{name}"


class EnterScores(Action[Entries, Saved]):
    """All leaves are written or none. The same values sent twice, or by two people, are no conflict."""

    name = "measuring.score.enter"
    label = gettext_lazy("Tự chấm điểm")
    permission = Measuring.SCORE_ENTER
    event = "measuring.score.entered"
    idempotency = natural("each leaf names its value; the same value again changes nothing")

    def scope(self, data: Entries) -> str:
        return participant_of(data.participant_id).unit.path

    def authorise(self, actor: Actor, data: Entries) -> None:
        require_own(actor, self.permission, participant_of(data.participant_id))

    def execute(self, context: Context, data: Entries) -> Saved:
        participant = participant_of(data.participant_id, lock=True)
        require_scoring(participant)
        criteria = set_of(participant.round.release)
        held = {row.code: row for row in participant.scores.select_related("entered_by")}
        leaves = _understood(criteria, data.entries)
        changes: dict[str, tuple[Any, Any]] = {}
        rows, clashes = [], []
        for entry in data.entries:
            row = held.get(entry.code) or NodeScore(participant=participant, code=entry.code, revision=0)
            seen = row.revision
            made = change(row, _columns(leaves[entry.code], entry))
            if made is None:
                continue
            if entry.revision != seen:
                clashes.append(_clash(row, made[0] or {}))
                continue
            touch(row, context.actor.id, context.now)
            held[entry.code] = row
            rows.append(row)
            changes[entry.code] = made
        if clashes:
            raise ScoreConflict(tuple(clashes))
        if rows:
            _write(context, participant, criteria, held, rows, changes)
        else:
            context.unchanged()
        revisions = {one.code: held[one.code].revision if one.code in held else 0 for one in data.entries}
        return Saved(participant.pk, len(rows), participant.self_total, revisions)


def _understood(criteria: CriteriaSet, entries: tuple[Entry, ...]) -> dict[str, Leaf]:
    """Every leaf scored, or all that is wrong at once, each on its field."""
    leaves: dict[str, Leaf] = {}
    wrong: list[FieldError] = []
    for entry in entries:
        node = criteria.by_code.get(entry.code)
        if node is None or not is_typed(node):
            message = _("Tiêu chí %(code)s không do đơn vị tự chấm.") % {"code": entry.code}
            wrong.append(FieldError(message, field_of(entry.code, "")))
            continue
        if not entry.applicable and not entry.not_applicable_reason.strip():
            message = _("Hãy ghi vì sao tiêu chí %(code)s không áp dụng cho đơn vị.") % {"code": entry.code}
            wrong.append(FieldError(message, field_of(entry.code, "not_applicable_reason")))
            continue
        try:
            if entry.applicable:
                leaves[entry.code] = leaf_of(node, decimals_of(node, entry.inputs), criteria.decimals)
            else:
                leaves[entry.code] = left_out(entry.not_applicable_reason)
        except BadInput as error:
            wrong.append(FieldError(str(error), field_of(entry.code, error.name)))
    if wrong:
        raise ActionError.of(wrong)
    return leaves


def _columns(leaf: Leaf, entry: Entry) -> dict[str, Any]:
    return {
        "inputs": leaf.inputs,
        "is_applicable": leaf.is_applicable,
        "not_applicable_reason": leaf.not_applicable_reason,
        "self_score": leaf.points,
        "note": entry.note.strip(),
    }


def _clash(row: NodeScore, theirs: dict[str, Any]) -> Clash:
    who = row.entered_by.display_name if row.entered_by else ""
    return Clash(row.code, row.revision, who, row.entered_at, theirs.get("inputs", {}), theirs.get("note", ""))


def _write(
    context: Context,
    participant: Participant,
    criteria: CriteriaSet,
    held: dict[str, NodeScore],
    rows: list[NodeScore],
    changes: dict[str, tuple[Any, Any]],
) -> None:
    save_rows(rows)
    before, state = participant.self_total, participant.status
    recount(participant, criteria, held.values())
    begin(participant)
    participant.save(update_fields=["self_total", "status"])
    told: dict[str, tuple[Any, Any]] = dict(changes)
    if before != participant.self_total:
        told["self_total"] = (before, participant.self_total)
    if state != participant.status:
        told["status"] = (state, participant.status)
    context.record(of_participant(participant), told)


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    local = timezone.localtime(at)
    today = local.date() == timezone.localdate()
    return _("lúc %(time)s") % {"time": f"{local:%H:%M}" if today else f"{local:%H:%M} {format_date(local.date())}"}
