"""The product as `make run` fills it, loaded once for the whole folder and taken back afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests.databases import filled, own_database
from thongsuot.registry.accounts.models import Account


@pytest.fixture(scope="package")
def _loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Committed: an open transaction would keep its locks on the server's catalogues from the other process."""
    with own_database("site", django_db_blocker, filled):
        yield


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
