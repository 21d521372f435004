"""The door for messages from outside: signed ones always come in, unsigned ones only so often."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from thongsuot.platform.ratelimit.limits import attempt
from thongsuot.serving.payments.choices import Heard
from thongsuot.serving.payments.domain.signing import LONGEST, Disbelieved
from thongsuot.serving.payments.gateways import gateway_named
from thongsuot.serving.payments.hearing import hear
from thongsuot.serving.payments.models import GatewayMessage

_JUNK, _WINDOW = 30, timedelta(minutes=5)


def listen(request: HttpRequest, gateway: str, kind: Heard, body: bytes) -> GatewayMessage | None:
    """Keep the message, then believe it. ``None`` for what is too long to be one.

    What carries no good signature is kept too, as a trace, at most 30 in 5 minutes from one address: raises
    ``ratelimit.limits.TooManyTries``, so that nobody fills the disk. The bank's own messages are never held back.
    """
    if len(body) > LONGEST:
        return None
    if not _looks_signed(gateway, body):
        attempt([f"gateway:{gateway}:{request.META.get('REMOTE_ADDR', '')}"], _JUNK, _WINDOW)
    return hear(gateway, kind, body, dict(request.headers))


def _looks_signed(gateway: str, body: bytes) -> bool:
    """Only for the limit; whether it is believed is decided after it is kept."""
    way = gateway_named(gateway)
    try:
        return way is not None and bool(way.read(body, timezone.now()))
    except Disbelieved:
        return False
