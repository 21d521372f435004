"""Fixtures of every test of the repository."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

_SOURCES = Path(__file__).resolve().parent.parent / "shared" / "sources"


@pytest.fixture(scope="session")
def sources_dir() -> Path:
    """Return the folder of the five real source documents, which lie beside the checkout and never in it."""
    if not _SOURCES.is_dir():
        pytest.skip("cần năm tài liệu nguồn ở ../shared/sources (không nằm trong kho mã)")
    return _SOURCES


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Drop the databases that killed runs left behind (their name ends in the number of the run's process)."""
    del django_db_modify_db_settings_parallel_suffix
    from django.db import connection

    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_thongsuot\\_%%'")
        for (name,) in cursor.fetchall():
            if not _alive(int(name.split("_")[2])):
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
    yield


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
