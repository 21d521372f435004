"""What an app writes to let people import its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions.base import Context
from thongsuot.platform.imports.cells import Cells
from thongsuot.platform.imports.domain import Column, Plan


class Importer(Protocol):
    """Turns rows of a table into steps, applies them and takes them back.

    ``plan`` runs with a read-only transaction, so a dry run cannot write even by mistake. ``apply`` and ``undo`` run
    inside an action and record events on ``context``; ``apply`` returns plain values from which ``undo`` can restore.
    """

    kind: str
    label: str
    permission: str
    scope: str | None  # path of the unit the rows go to; None: the permission alone
    columns: Sequence[Column]

    def plan(self, actor: Actor, rows: Sequence[Cells]) -> Plan:
        """What would be created and changed, rows with problems left out and listed."""

    def apply(self, context: Context, steps: Sequence[Mapping[str, Any]]) -> Any:
        """Write the steps; the return value is kept for 24 hours for ``undo``."""

    def undo(self, context: Context, applied: Any) -> None:
        """Take everything back, or raise ``ActionError`` naming what was changed since and by whom."""


class ImporterFamily(Protocol):
    """Importers that each fill one thing of many, such as one plan: their kind is ``prefix`` and the thing's number.

    They are reached from the page of the thing, not from the list of imports.
    """

    prefix: str

    def importer(self, number: int) -> Importer:
        """The one for a thing; ``KeyError`` where there is no such thing."""

    def kinds_for(self, actor: Actor) -> Sequence[str]:
        """The kinds whose batches the actor may see."""


_importers: dict[str, Importer] = {}
_families: dict[str, ImporterFamily] = {}


def register(importer: Importer) -> None:
    """Make an importer known under its kind, once, when the app is ready."""
    _importers[importer.kind] = importer


def register_family(family: ImporterFamily) -> None:
    """Make a family known under its prefix, once, when the app is ready."""
    _families[family.prefix] = family


def find(kind: str) -> Importer:
    """The importer of a kind; ``KeyError`` for an unknown one."""
    prefix, _dash, number = kind.rpartition("-")
    if kind not in _importers and prefix in _families and number.isascii() and number.isdigit():
        return _families[prefix].importer(int(number))
    return _importers[kind]


def families() -> tuple[ImporterFamily, ...]:
    """Every registered family."""
    return tuple(_families.values())


def importers() -> tuple[Importer, ...]:
    """Every registered importer."""
    return tuple(_importers.values())
