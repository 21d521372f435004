"""Rows of scores as they are written: many leaves in one statement, the unit's own total kept in step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Node
from thongsuot.measuring.rounds.choices import ParticipantStatus
from thongsuot.measuring.rounds.domain import texts_of
from thongsuot.measuring.rounds.models import NodeScore, Participant
from thongsuot.measuring.scoring.evaluate import score_leaf
from thongsuot.measuring.scoring.outcomes import Flag, Inputs
from thongsuot.measuring.scoring.totals import total

_UNIT_COLUMNS = ("inputs", "is_applicable", "not_applicable_reason", "self_score", "note")
_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Leaf:
    """What one leaf shall hold. ``points`` is ``None`` while an input is missing and where it does not apply."""

    inputs: dict[str, str]
    is_applicable: bool
    not_applicable_reason: str
    points: Decimal | None


def leaf_of(node: Node, inputs: Inputs, decimals: int) -> Leaf:
    """The leaf scored by its rule; a ratio over nothing leaves the maximum where the set says so. ``BadInput``."""
    outcome = score_leaf(node, inputs, decimals)
    out = outcome.flag is Flag.NOT_APPLICABLE
    points = None if out or outcome.flag is Flag.UNSCORED else outcome.points
    return Leaf(texts_of(inputs), not out, outcome.trace[:_LONGEST_REASON] if out else "", points)


def left_out(reason: str) -> Leaf:
    return Leaf({}, False, reason.strip()[:_LONGEST_REASON], None)


def change(row: NodeScore, columns: Mapping[str, Any]) -> tuple[Any, Any] | None:
    """Put the columns; before and after as the log keeps them, ``None`` where nothing differs."""
    before = {name: getattr(row, name) for name in columns}
    after = dict(columns)
    if before == after:
        return None
    for name, value in after.items():
        setattr(row, name, value)
    return (before if row.pk and row.revision else None), after


def touch(row: NodeScore, account_id: int | None, now: datetime) -> None:
    row.revision += 1
    row.entered_by_id, row.entered_at = account_id, now


def save_rows(rows: Iterable[NodeScore], *extra: str) -> None:
    """One INSERT … ON CONFLICT for all of them, new and old. ``extra``: columns besides those of the unit."""
    columns = [*_UNIT_COLUMNS, "revision", "entered_by", "entered_at", *extra]
    NodeScore.objects.bulk_create(
        list(rows), update_conflicts=True, unique_fields=["participant", "code"], update_fields=columns
    )


def recount(participant: Participant, criteria: CriteriaSet, rows: Iterable[NodeScore]) -> Decimal:
    """The unit's own total from its rows: what it scores itself; surveys and statistics come later."""
    own = [row for row in rows if row.code in criteria.by_code]
    points = {row.code: row.self_score for row in own if row.is_applicable}
    participant.self_total = total(criteria, points, [row.code for row in own if not row.is_applicable]).points
    return participant.self_total


def begin(participant: Participant) -> None:
    """The first change of the unit's own moves it from «invited» to «scoring»; the caller saves."""
    if participant.status == ParticipantStatus.INVITED:
        participant.status = ParticipantStatus.SCORING
