"""Fixtures of every test of the repository."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from pytest_django.plugin import DjangoDbBlocker
from tests import running

_FAST_EXAMPLES = 25
_FOR_THE_WHOLE_RUN = re.compile(r"^pytestmark = .*\b(django_db|slow|browser)\b", re.MULTILINE)
_SOURCES = Path(__file__).resolve().parent.parent / "shared" / "sources"


def pytest_unconfigure() -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        running.sweep()


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """The fast run does not even import a file that says of itself that it is for the whole run."""
    is_asked = os.environ.get("THONGSUOT_FAST") and collection_path.name.startswith("test_")
    return True if is_asked and _FOR_THE_WHOLE_RUN.search(collection_path.read_text(encoding="utf-8")) else None


@pytest.hookimpl(wrapper=True, tryfirst=True)  # marks before -m chooses, order after pytest-django has its say
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark what needs a database; put the long files first that leave the test database alone.

    The fast run leaves the marked out, the run on the system's PostgreSQL takes only those.  The long ones would
    otherwise come last, behind all that use the database, and one process would wait for the other at the end.
    """
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
        if _uses_database(item):
            item.add_marker(pytest.mark.database)
        if os.environ.get("THONGSUOT_FAST"):
            _fewer_examples(item)
    yield
    first = {path for path, of_file in files.items() if _is_long(of_file)}
    items.sort(key=lambda item: item.path not in first)


def _is_long(items: list[pytest.Item]) -> bool:
    return any(one.get_closest_marker("slow") for one in items) and not any(map(_uses_database, items))


def _fewer_examples(item: pytest.Item) -> None:
    """The fast run is for a person who waits; the whole run draws every example asked for."""
    test: Any = getattr(item, "obj", None)
    drawn = getattr(test, "__func__", test)  # of a method its function: nothing can be set on the other
    asked = getattr(drawn, "_hypothesis_internal_use_settings", None)  # set where its own plugin sets it too
    if asked is not None and asked.max_examples > _FAST_EXAMPLES:
        drawn._hypothesis_internal_use_settings = settings(asked, max_examples=_FAST_EXAMPLES)


def _uses_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & {"db", "transactional_db"})


@pytest.fixture(scope="session")
def sources_dir() -> Path:
    """Return the folder of the five real source documents, which lie beside the checkout and never in it."""
    if not _SOURCES.is_dir():
        pytest.skip("cần năm tài liệu nguồn ở ../shared/sources (không nằm trong kho mã)")
    return _SOURCES


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_keepdb: bool, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """In place of pytest-django's, where every process would run all migrations: one does, the others copy."""
    from django.db import connection, connections
    from tests import databases

    usual, mine = connection.settings_dict["NAME"], databases.named(os.environ.get("PYTEST_XDIST_WORKER", "main"))
    with django_db_blocker.unblock(), running.one_at_a_time("run"):
        databases.drop_orphans()
        databases.copy(databases.kept() if django_db_keepdb else databases.empty(), mine)
        databases.use(mine)
    yield
    with django_db_blocker.unblock(), running.one_at_a_time("run"):
        connections.close_all()
        databases.use(usual)
        databases.drop(mine)
        databases.drop_templates()
