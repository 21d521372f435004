"""The dossier's events, read back as happenings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from thongsuot.platform.actions.base import Context
from thongsuot.platform.events.domain import Aggregate
from thongsuot.platform.events.models import Event
from thongsuot.platform.events.queries import history_of
from thongsuot.serving.dossiers.domain.happenings import EVENT_PREFIX, Happening, Kind
from thongsuot.serving.dossiers.models import Dossier

TYPE = "dossier"


def aggregate_of(code: str) -> Aggregate:
    return Aggregate(TYPE, code)


def events_of(dossier: Dossier) -> list[Event]:
    """The log itself, oldest first."""
    return list(history_of(TYPE, dossier.code))


def happenings_of(dossier: Dossier) -> list[Happening]:
    """All that is in the log, oldest first."""
    return happenings(events_of(dossier))


def happenings(events: Iterable[Event]) -> list[Happening]:
    return [_happening(one.name, one.effective_at, one.changes) for one in events]


def with_drafts(dossier: Dossier, context: Context) -> list[Happening]:
    """The log, and what the running action has added to it."""
    mine = [one for one in context.drafts if one.aggregate == aggregate_of(dossier.code)]
    return happenings_of(dossier) + [_happening(one.name, one.effective_at or context.now, one.changes) for one in mine]


def _happening(name: str, at: Any, changes: Mapping[str, Any]) -> Happening:
    data = {key: after for key, (_before, after) in changes.items()}
    return Happening(Kind(name.removeprefix(EVENT_PREFIX)), at, data)
