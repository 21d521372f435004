"""The one way anything happens to a dossier: lock, fold, write the row, note the event, in the action's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from thongsuot.kernel.rules import NoRuleForDate
from thongsuot.kernel.workdays import NoCalendar
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.events.domain import Draft
from thongsuot.serving.dossiers.domain.fold import COLUMNS, NotAllowed, State, fold, fold_all
from thongsuot.serving.dossiers.domain.happenings import EVENT_PREFIX, Happening, Kind
from thongsuot.serving.dossiers.log import aggregate_of, happenings_of, with_drafts
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.steps import follow_steps
from thongsuot.serving.dossiers.world import world_of


def happen(
    context: Context, dossier: Dossier, kind: Kind, at: datetime | None = None, *, reason: str = "", **data: Any
) -> Dossier:
    """Add one happening to ``dossier`` and bring its row up to date; the locked row comes back.

    ``at``: when it took effect, the action's own moment unless given. ``data``: what the kind carries (happenings.py),
    in values the log keeps: numbers of units and accounts, texts, decimals, moments; never what identifies a person.
    The row handed in is brought up to date too. Raises ``ActionError`` with the reason where it cannot follow.
    """
    locked = lock(dossier)
    moment = at or context.effective_at
    happening = Happening(kind, moment, data)
    try:
        world = world_of(locked, moment)
        before = fold_all(with_drafts(locked, context), world)
        after = fold(before, happening, world)
    except (NotAllowed, NoCalendar, NoRuleForDate) as refused:
        raise ActionError(str(refused)) from refused
    changes = _write(locked, after)
    follow_steps(locked, before, after, happening, world)
    told = {name: (None, value) for name, value in data.items()} | changes
    context.drafts.append(Draft(aggregate_of(locked.code), f"{EVENT_PREFIX}{kind}", told, reason, moment))
    _copy(locked, dossier)
    return locked


def lock(dossier: Dossier) -> Dossier:
    """The row as it is now, held until the transaction ends."""
    rows = Dossier.objects.select_for_update(of=("self",))
    return rows.select_related("version", "competent_unit", "procedure").get(pk=dossier.pk)


def replayed(dossier: Dossier) -> State:
    """What the row must be by its log and the calendar as known now."""
    return fold_all(happenings_of(dossier), world_of(dossier, dossier.submitted_at))


def differences(dossier: Dossier) -> dict[str, tuple[Any, Any]]:
    """Column → (row, replay) where the two differ; empty when the row is the fold of its log."""
    return changes_to(dossier, replayed(dossier))


def put_state(dossier: Dossier, state: State) -> None:
    """Write the columns of ``state`` on a locked row, as a replay does."""
    _write(dossier, state)


def state_values(state: State) -> Mapping[str, Any]:
    """Column → value, for bulk loads that fold by themselves."""
    return {name: _plain(getattr(state, name)) for name in COLUMNS}


def _write(dossier: Dossier, after: State) -> dict[str, tuple[Any, Any]]:
    changes = changes_to(dossier, after)
    if not changes:
        return changes
    for name in changes:
        setattr(dossier, name, _plain(getattr(after, name)))
    dossier.revision += 1
    dossier.save(update_fields=[*(name.removesuffix("_id") for name in changes), "revision"])
    return changes


def changes_to(dossier: Dossier, after: State) -> dict[str, tuple[Any, Any]]:
    """Column → (row, state) where the two differ."""
    pairs = {name: (getattr(dossier, name), _plain(getattr(after, name))) for name in COLUMNS}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _copy(source: Dossier, target: Dossier) -> None:
    if source is not target:
        for name in (*COLUMNS, "revision"):
            setattr(target, name, getattr(source, name))
