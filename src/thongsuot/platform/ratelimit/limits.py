"""Counts tries in PostgreSQL, so that every process sees the same count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.kernel.digests import digest
from thongsuot.kernel.text import fold, nfc
from thongsuot.platform.ratelimit.models import Try

SIGN_IN_TRIES = 10
SIGN_IN_WINDOW = timedelta(minutes=5)


class TooManyTries(Exception):  # noqa: N818 - what it says to the person
    """429. ``str(error)`` says in Vietnamese how long to wait; ``seconds`` is for the Retry-After header."""

    def __init__(self, wait: timedelta) -> None:
        self.seconds = max(int(wait.total_seconds()) + 1, 1)
        minutes = -(-self.seconds // 60)
        super().__init__(_("Đã thử quá nhiều lần. Hãy chờ %(minutes)d phút rồi thử lại.") % {"minutes": minutes})


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try that is being made; give it back to ``succeeded``."""

    keys: tuple[str, ...]
    rows: tuple[int, ...]


def sign_in(username: str, address: str) -> Attempt:
    """Count one sign-in for the name and for the address, at most 10 in 5 minutes each; else ``TooManyTries``."""
    keys = (f"sign-in:name:{fold(nfc(username)).strip()}", f"sign-in:address:{address}")
    return attempt(keys, SIGN_IN_TRIES, SIGN_IN_WINDOW)


@transaction.atomic
def attempt(names: Sequence[str], limit: int, window: timedelta) -> Attempt:
    """Count one try under several names at once. A refused try is not counted, so waiting always helps."""
    keys = tuple(sorted(digest(name) for name in names))
    now = timezone.now()
    for key in keys:
        _queue_up(key)
        recent = list(
            Try.objects.filter(key=key, at__gt=now - window).order_by("-at").values_list("at", flat=True)[:limit]
        )
        if len(recent) == limit:
            raise TooManyTries(recent[-1] + window - now)
    rows = Try.objects.bulk_create(Try(key=key, at=now) for key in keys)
    return Attempt(keys, tuple(row.pk for row in rows))


def succeeded(made: Attempt) -> None:
    """A right password takes its own try back, so that an office behind one address is not locked out by working."""
    Try.objects.filter(pk__in=made.rows).delete()


def sweep() -> int:
    """Forget tries of more than a day ago; how many."""
    deleted, _by_model = Try.objects.filter(at__lt=timezone.now() - timedelta(days=1)).delete()
    return deleted


def _queue_up(key: str) -> None:
    """Tries under one key wait for each other, so that many at once cannot slip past the count together."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
