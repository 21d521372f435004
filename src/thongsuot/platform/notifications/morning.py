"""The morning round: whatever must stand in the letter of 07:30 is written first, then the letters leave.

The clock comes by every ten minutes of the day, so a round cut short by a power failure is finished by the next one.
"""

from __future__ import annotations

from collections.abc import Callable

import structlog
from django.utils import timezone

from thongsuot.platform.notifications import mail, texts
from thongsuot.platform.notifications.domain import is_day

_before: list[Callable[[], object]] = []
log = structlog.get_logger(__name__)


def before_digest(write: Callable[[], object]) -> None:
    """Have ``write`` run before each round of letters; it must be harmless to repeat. Once, when the app is ready."""
    if write not in _before:
        _before.append(write)


def send_digests() -> int:
    """By day: write what belongs into the letters, then send what is due; how many letters."""
    if not is_day(timezone.localtime()):
        return 0
    for write in _before:
        try:
            write()
        except Exception as error:  # one subject's trouble must not keep everybody's letters back
            log.exception("notifications.before_digest_failed", write=write.__qualname__, error=str(error))
    count = mail.send_waiting()
    texts.send_waiting()
    return count
