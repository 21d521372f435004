"""The line to a real bank or intermediary: signed questions posted to its address (``THONGSUOT_GATEWAY=https://…``).

A provider whose parameters are named otherwise needs a ``read`` of its own beside ``SignedGateway``; the rest stays.
"""

from __future__ import annotations

import urllib.request
from functools import partial
from urllib.error import URLError

from django.conf import settings

from thongsuot.serving.payments.gateways.interface import GatewayDown
from thongsuot.serving.payments.gateways.signed import LONGEST_STATEMENT, SignedGateway

BANK = "bank"
_TIMEOUT = 8  # seconds; the payer waits for the answer, and we ask again by ourselves


def bank_gateway() -> SignedGateway:
    base = settings.GATEWAY.rstrip("/")
    return SignedGateway(BANK, settings.GATEWAY_SECRET.encode(), f"{base}/pay", partial(_post, base))


def _post(base: str, operation: str, question: bytes) -> bytes:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    request = urllib.request.Request(f"{base}/{operation}", question, headers, method="POST")  # noqa: S310 - https, see settings
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310
            body: bytes = answer.read(LONGEST_STATEMENT + 1)
            return body
    except (URLError, TimeoutError, ConnectionError) as error:
        raise GatewayDown(f"Ngân hàng không trả lời: {error}.") from error
