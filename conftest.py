"""Fixtures of every test of the repository."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from pytest_django.plugin import DjangoDbBlocker

# Folders whose tests share one load of the whole record: they go to one process together.
_TOGETHER = ("tests/e2e/", "tests/site/")
_SOURCES = Path(__file__).resolve().parent.parent / "shared" / "sources"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """File by file over the processes, but for the folders that would load the record once a file."""
    from xdist.scheduler import LoadFileScheduling

    class ByFileOrFolder(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            together = (folder for folder in _TOGETHER if nodeid.startswith(folder))
            return next(together, super()._split_scope(nodeid))

    return ByFileOrFolder(config, log)


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
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Drop the databases that killed runs left behind (their names hold the number of the run's process)."""
    del django_db_modify_db_settings_parallel_suffix
    from django.db import connection

    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, 'test_thongsuot_')")
        for (name,) in cursor.fetchall():
            if not _alive(int(name.split("_")[2])):
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
