"""A database of one's own for tests that commit: cloned from the empty test database, dropped afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, connections
from django.utils.module_loading import import_string
from pytest_django.plugin import DjangoDbBlocker

from thongsuot.cli.steps import STEPS

NEEDLESS = {"units-search"}  # 14.000 entries that no page of these tests asks for


@contextmanager
def own_database(suffix: str, blocker: DjangoDbBlocker) -> Iterator[None]:
    """Every thread of this process uses the clone meanwhile; truncating sixty tables would cost more."""
    empty = connection.settings_dict["NAME"]
    clone = f"{empty}_{suffix}"
    with blocker.unblock():
        connections.close_all()
        _ask(f'DROP DATABASE IF EXISTS "{clone}" WITH (FORCE)')
        _ask(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{empty}'")
        _ask(f'CREATE DATABASE "{clone}" TEMPLATE "{empty}"')
        _use(clone)
        try:
            yield
        finally:
            connections.close_all()
            _use(empty)
            _ask(f'DROP DATABASE IF EXISTS "{clone}" WITH (FORCE)')


def fill() -> None:
    """Everything `make run` loads, samples too; then the planner is told, as `thongsuot prepare` does."""
    for step in STEPS:
        if step.name not in NEEDLESS:
            import_string(step.function.replace(":", "."))()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _use(name: str) -> None:
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name


def _ask(statement: str) -> None:
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(statement)
