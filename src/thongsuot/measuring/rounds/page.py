"""What the templates of the desk get, put together once for pages and partial answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.actions.base import OPEN_TO_UNIT
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus
from thongsuot.measuring.rounds.desk import domain_of, neighbours, short, tree_of
from thongsuot.measuring.rounds.models import Participant
from thongsuot.measuring.rounds.sheet import Line, Sheet, sheet_of
from thongsuot.measuring.rounds.sources import link_of, said_of
from thongsuot.platform.access.actors import Actor, SystemActor
from thongsuot.registry.accounts.queries import belongs_to


def is_own(actor: Actor, participant: Participant) -> bool:
    return isinstance(actor, SystemActor) or belongs_to(actor, participant.unit.path)


def is_open(participant: Participant) -> bool:
    """The round scores and the head has not signed."""
    return participant.round.status == RoundStatus.SCORING and participant.status in OPEN_TO_UNIT


def may_enter(actor: Actor, participant: Participant) -> bool:
    own = is_own(actor, participant) and actor.can(Measuring.SCORE_ENTER, participant.unit.path)
    return own and is_open(participant)


def may_sign(actor: Actor, participant: Participant) -> bool:
    return is_own(actor, participant) and actor.can(Measuring.SCORE_SIGN, participant.unit.path)


def desk_context(
    actor: Actor, participant: Participant, current: str = "", sheet: Sheet | None = None
) -> dict[str, Any]:
    """What every page of the desk shows: the sheet, its tree, the running total, what is still missing."""
    whole = sheet or sheet_of(participant)
    row = participant.round
    can_withdraw = participant.status == ParticipantStatus.SIGNED and row.status == RoundStatus.SCORING
    return {
        "participant": participant,
        "round": row,
        "unit": participant.unit,
        "sheet": whole,
        "tree": tree_of(whole, current),
        "current": current,
        "total_text": short(whole.totals.points),
        "own_maximum": short(whole.own_maximum),
        "may_enter": may_enter(actor, participant),
        "may_sign": may_sign(actor, participant) and is_open(participant),
        "may_withdraw": may_sign(actor, participant) and can_withdraw,
        "is_open": is_open(participant),
        "days_left": days_left(row.self_until),
        "sample_data": row.is_sample,
    }


def leaf_context(sheet: Sheet, line: Line) -> dict[str, Any]:
    """What one leaf's pane shows beside its form."""
    before, after = neighbours(sheet, line.node.code)
    participant = sheet.participant
    year = participant.round.year
    return {
        "line": line,
        "node": line.node,
        "above": domain_of(sheet, line.node.code),
        "before": before,
        "after": after,
        "maximum": short(line.node.maximum) if line.node.maximum is not None else "",
        "source_text": said_of(line.node) if line.is_computed else "",
        "source_url": link_of(line.node, participant.unit, year) if line.is_computed else "",
        "proofs": [(one, one.dated is not None and one.dated.year != year) for one in line.evidence],
    }


def days_left(until: date | None) -> int | None:
    return None if until is None else (until - timezone.localdate()).days
