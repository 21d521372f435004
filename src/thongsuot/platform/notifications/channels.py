"""Ways for a text message to leave: a provider's HTTP gateway, or the simulator that keeps it here for all to see.

``settings.SMS`` (``THONGSUOT_SMS``) chooses: ``off``, ``simulator``, or the address of a gateway. Zalo, Viettel, VNPT
and the rest differ in their forms: a province puts its provider's form behind the plain one below.
"""

from __future__ import annotations

import json
import urllib.request
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils import timezone

from thongsuot.platform.notifications.models import SimulatedText

_TIMEOUT = 10  # seconds; the outbox tries again
SIMULATOR, OFF = "simulator", "off"


class TextChannel(Protocol):
    def send(self, number: str, text: str, key: str) -> None:
        """Raises where the message was not taken; ``key`` is the same over retries, so that doubles can be refused."""


class Simulator:
    """Keeps what would have left; the page «Tin nhắn giả lập» shows it."""

    def send(self, number: str, text: str, key: str) -> None:
        SimulatedText.objects.get_or_create(key=key, defaults={"number": number, "text": text, "at": timezone.now()})


@dataclass(frozen=True, slots=True)
class Gateway:
    """``POST {"to", "text", "key"}`` with ``Idempotency-Key`` and, where given, a bearer token; any 2xx is taken."""

    url: str
    token: str = ""

    def send(self, number: str, text: str, key: str) -> None:
        headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": key}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        body = json.dumps({"to": number, "text": text, "key": key}, ensure_ascii=False).encode()
        request = urllib.request.Request(self.url, body, headers, method="POST")  # noqa: S310 - http(s) alone, see settings
        with urllib.request.urlopen(request, timeout=_TIMEOUT):  # noqa: S310 - raises for anything but 2xx
            pass


def text_channel() -> TextChannel | None:
    """The channel of this installation; ``None`` where text messages are off."""
    if settings.SMS == OFF:
        return None
    return Simulator() if settings.SMS == SIMULATOR else Gateway(settings.SMS, settings.SMS_TOKEN)
