"""Claims a key, finds the kept answer, sweeps old ones. Call inside the transaction of the work the key protects."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.platform.errors import ConflictError
from thongsuot.platform.idempotency.models import IdempotencyKey

LIFETIME = timedelta(days=7)  # outlives every retry a client or the outbox makes


class KeyConflictError(ConflictError):
    """409: the key was already used for another request. ``str(error)`` is Vietnamese."""


def new_key() -> str:
    """A fresh key for a hidden form field."""
    return uuid4().hex


def claim(actor_id: int | None, key: str, action: str, body_digest: str) -> IdempotencyKey | None:
    """``None`` when the key is now ours and the work must be done; else the finished request with its answer.

    A second request with the same key waits here until the first one commits or rolls back. ``KeyConflictError``
    when the key belongs to another action or body.
    """
    if _insert(actor_id, key, action, body_digest):
        return None
    kept = IdempotencyKey.objects.get(actor_id=actor_id, key=key)
    if (kept.action, kept.body_digest) != (action, body_digest):
        raise KeyConflictError(_("Yêu cầu này dùng lại mã của một yêu cầu khác. Hãy tải lại trang rồi gửi lần nữa."))
    return kept


def keep_result(actor_id: int | None, key: str, result: Any) -> None:
    """Store the plain JSON answer of the claimed key."""
    IdempotencyKey.objects.filter(actor_id=actor_id, key=key).update(result=result)


def sweep() -> int:
    """Delete keys past their lifetime; how many."""
    deleted, _by_model = IdempotencyKey.objects.filter(expires_at__lt=timezone.now()).delete()
    return deleted


def _insert(actor_id: int | None, key: str, action: str, body_digest: str) -> bool:
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO platform_idempotencykey AS kept (actor_id, key, action, body_digest, expires_at)
               VALUES (%s, %s, %s, %s, %s)
               ON CONFLICT (actor_id, key) DO UPDATE
                  SET action = excluded.action, body_digest = excluded.body_digest,
                      expires_at = excluded.expires_at, result = NULL
                WHERE kept.expires_at < %s
               RETURNING id""",
            [actor_id, key, action, body_digest, now + LIFETIME, now],
        )
        return cursor.fetchone() is not None
