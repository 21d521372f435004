"""Databases of the tests: the first process to need one makes it, all others copy it.

Migrating takes many seconds, loading the whole record many more; PostgreSQL copies either in less than one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, connections
from django.utils.module_loading import import_string
from pytest_django.plugin import DjangoDbBlocker

from tests import running
from thongsuot.cli.steps import STEPS

_ALL, _KEPT = "test_thongsuot_", "kept_thongsuot"
NEEDLESS = {"units-search"}  # 14.000 entries that no page of these tests asks for


def named(what: str) -> str:
    return f"{_ALL}{running.NAME}_{what}"


def empty() -> str:
    """The name of a database with all tables and no rows but those of the migrations; nobody works in it."""
    return _made_once(named("empty"), _migrate)


def kept() -> str:
    """The same for ``--reuse-db``: left from run to run and only brought up to date."""
    usual = connection.settings_dict["NAME"]
    with running.one_at_a_time(_KEPT):
        _migrate(_KEPT)
        connections.close_all()
        use(usual)
    return _KEPT


def _migrate(name: str) -> None:
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=True)


def filled() -> str:
    """The name of a database as `make run` fills it; nobody works in it."""

    def make(name: str) -> None:
        copy(empty(), name)
        use(name)
        fill()

    return _made_once(named("filled"), make)


@contextmanager
def own_database(suffix: str, blocker: DjangoDbBlocker, template: Callable[[], str] = empty) -> Iterator[None]:
    """A copy for tests that commit; every thread of this process uses it, and it is dropped afterwards."""
    usual = connection.settings_dict["NAME"]
    name = f"{usual}_{suffix}"
    with blocker.unblock():
        connections.close_all()
        copy(template(), name)
        use(name)
        try:
            yield
        finally:
            connections.close_all()
            use(usual)
            drop(name)


def fill() -> None:
    """Everything `make run` loads, samples too; then the planner is told, as `thongsuot prepare` does."""
    for step in STEPS:
        if step.name not in NEEDLESS:
            import_string(step.function.replace(":", "."))()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def copy(template: str, name: str) -> None:
    drop(name)
    _ask(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def drop(name: str) -> None:
    _ask(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def use(name: str) -> None:
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name


def drop_orphans() -> None:
    """What killed runs left behind."""
    for name in _names(_ALL):
        if not running.is_alive(name.removeprefix(_ALL)):
            drop(name)


def drop_templates() -> None:
    """Done by the last process to leave; one that came later would make them anew."""
    templates = {named("empty"), named("filled")}
    if templates.issuperset(_names(named(""))):
        for name in templates:
            drop(name)


def _made_once(name: str, make: Callable[[str], None]) -> str:
    """Made under another name first, so that a failure in the middle leaves nothing that looks whole."""
    with running.one_at_a_time(name):
        if not _names(name):
            usual, draft = connection.settings_dict["NAME"], f"{name}_draft"
            drop(draft)
            try:
                make(draft)
            finally:
                connections.close_all()
                use(usual)
            _ask(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
    return name


def _names(start: str) -> list[str]:
    return [name for (name,) in _ask("SELECT datname FROM pg_database") if name.startswith(start)]


def _ask(statement: str) -> list[tuple[str]]:
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(statement)
        return list(cursor.fetchall()) if cursor.description else []
