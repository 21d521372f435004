"""The fixture is read once for all pure tests and loaded once for those that need rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from thongsuot.registry.units.domain import UnitHistory
from thongsuot.registry.units.fixture import load_timeline

BEFORE = date(2024, 9, 30)
AFTER = date(2026, 11, 22)


@pytest.fixture(scope="session")
def history() -> UnitHistory:
    return UnitHistory(load_timeline())


@pytest.fixture(scope="module")
def loaded_units(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """All units in the database for one module, gone after it: 14.000 rows are loaded once and not for every test."""
    from thongsuot.registry.units.load import load_units

    with django_db_blocker.unblock(), transaction.atomic():
        load_units()
        yield
        transaction.set_rollback(True)
