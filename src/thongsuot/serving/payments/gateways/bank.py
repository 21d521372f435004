"""The wire between «Ngân hàng giả lập» and us: what over HTTPS would be a POST to our notice address."""

from __future__ import annotations

from datetime import datetime

from thongsuot.serving.payments.choices import Heard
from thongsuot.serving.payments.gateways import is_simulated
from thongsuot.serving.payments.gateways.simulator import NAME, due_notices
from thongsuot.serving.payments.hearing import hear
from thongsuot.serving.payments.models import SimulatedNotice

_HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": "ngan-hang-gia-lap"}


def deliver(now: datetime) -> int:
    """Send the notices that are due; how many. A refused one is not repeated: the bank thinks it was understood."""
    if not is_simulated():
        return 0
    due = due_notices(now)
    for notice in due:
        hear(NAME, Heard.NOTICE, notice.body.encode(), _HEADERS)
        SimulatedNotice.objects.filter(pk=notice.pk).update(sent_at=now)
    return len(due)
