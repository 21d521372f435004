"""Fixtures of the plumbing's own tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client


@pytest.fixture
def empty_queue(db: None) -> None:
    """No job waits. Django empties only tables of its own models between tests, and the queue's are not."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.fixture
def sign_in(db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Client, Any]]:
    """A browser signed in as a new account that holds exactly the permissions named."""
    held: dict[int, set[str]] = {}
    model = get_user_model()
    monkeypatch.setattr(
        model, "can", lambda self, permission, unit_path=None: permission in held[self.pk], raising=False
    )

    def new(username: str, *permissions: str) -> tuple[Client, Any]:
        account = model(username=username, display_name="Đặng Thị Mai")
        account.save()
        held[account.pk] = set(permissions)
        client = Client()
        client.force_login(account)
        return client, account

    return new
