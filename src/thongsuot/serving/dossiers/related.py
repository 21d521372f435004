"""What many dossiers point at, read once each: a list of fifty shares a few procedures, offices and officers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model

from thongsuot.registry.accounts.models import Account
from thongsuot.registry.units.models import Unit
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.procedures.models import ProcedureVersion

UNITS = ("receiving_unit", "competent_unit", "holder_unit")
_ACCOUNTS = ("officer", "taken_by")


def with_related(dossiers: Iterable[Dossier]) -> list[Dossier]:
    """The same dossiers with procedure, version, units and officers at hand: three statements for all of them.

    The content of a version stays behind; ``content_of`` knows it by its digest.
    """
    rows = list(dossiers)
    if rows:
        versions = ProcedureVersion.objects.select_related("procedure").defer("content")
        found = versions.in_bulk({one.version_id for one in rows})
        _set(rows, ("version",), found)
        procedures = {one.procedure_id: one.procedure for one in found.values()}
        _set(rows, ("procedure",), procedures)
        _set(rows, UNITS, Unit.objects.in_bulk(_numbers(rows, UNITS)))
        accounts = _numbers(rows, _ACCOUNTS)
        _set(rows, _ACCOUNTS, Account.objects.in_bulk(accounts) if accounts else {})
    return rows


def _numbers(rows: Sequence[Dossier], names: Sequence[str]) -> set[int]:
    return {number for one in rows for name in names if (number := getattr(one, f"{name}_id"))}


def _set(rows: Sequence[Dossier], names: Sequence[str], found: dict[Any, Model]) -> None:
    for name in names:
        field = Dossier._meta.get_field(name)
        for one in rows:
            number = getattr(one, field.attname)
            field.set_cached_value(one, found[number] if number else None)
