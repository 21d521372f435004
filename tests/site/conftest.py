"""The product as `make run` fills it, loaded once for the whole folder and taken back afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from thongsuot.measuring.published.load import load_published_results
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.demo.load import load_demo
from thongsuot.registry.indicators.load import load_indicators
from thongsuot.registry.units.committees import load_committees
from thongsuot.registry.units.load import load_units
from thongsuot.steering.demo.load import load_steering_demo


@pytest.fixture(scope="package")
def _loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load_units()
        load_committees()
        load_indicators()
        load_published_results()
        load_demo()
        load_steering_demo()
        # Foreign keys are checked at commit; a test checks them at its end. Settle those of the load once, here.
        connection.check_constraints()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def record(_loaded: None, db: None) -> None:
    """A filled database; whatever the test changes is undone after it."""


@pytest.fixture
def as_user(record: None) -> Iterator[object]:
    """``as_user("thu-ky")`` gives a browser of that demo account, ``as_user("")`` the public's."""

    def sign_in(username: str) -> Client:
        client = Client()
        if username:
            client.force_login(Account.objects.get(username=username))
        return client

    yield sign_in


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Loading the whole record takes longer than the fast run may."""
    for item in items:
        if "tests/site/" in item.nodeid:
            item.add_marker(pytest.mark.slow)
