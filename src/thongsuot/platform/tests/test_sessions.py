"""A database that goes away while a session is saved is not taken for a session that ended."""

from __future__ import annotations

from unittest import mock

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import OperationalError

from thongsuot.platform.sessions import SessionStore

pytestmark = pytest.mark.django_db


def begun() -> SessionStore:
    store = SessionStore()
    store["kept"] = 1
    store.save()
    return store


def test_what_is_saved_is_read_again() -> None:
    assert SessionStore(begun().session_key)["kept"] == 1


def test_a_cut_line_to_the_database_is_said_as_that() -> None:
    store = begun()
    gone = OperationalError("server closed the connection unexpectedly")
    with mock.patch.object(Session, "save_base", side_effect=gone), pytest.raises(OperationalError):
        store.save()


def test_a_session_that_ended_meanwhile_is_told_apart() -> None:
    store = begun()
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        store.save()
