"""Fixtures of every test of the repository."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker
from tests import running

_SOURCES = Path(__file__).resolve().parent.parent / "shared" / "sources"


def pytest_unconfigure() -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        running.sweep()


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a database: the fast run leaves it out, the run on the system's PostgreSQL takes only that."""
    for item in items:
        if _uses_database(item):
            item.add_marker(pytest.mark.database)


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
