"""A block that only reads, under settings of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def reading_only(**settings: str) -> Iterator[None]:
    """Inside the block PostgreSQL refuses every write and follows ``settings``; afterwards all is as before.

    Works inside the caller's transaction: the block is a savepoint that is rolled back, settings with it.
    """
    with transaction.atomic():
        savepoint = transaction.savepoint()
        set_locally(transaction_read_only="on", **settings)
        yield
        transaction.savepoint_rollback(savepoint)


def set_locally(**settings: str) -> None:
    """Settings of PostgreSQL until the end of the transaction or savepoint."""
    calls = ", ".join(["set_config(%s, %s, true)"] * len(settings))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", [word for pair in settings.items() for word in pair])
