"""An approved refund goes to the bank; the outbox tries again until it is answered."""

from __future__ import annotations

from django.utils import timezone

from thongsuot.platform.outbox import Delivery, handler
from thongsuot.serving.payments.actions.refunding import REFUND_HANDLER
from thongsuot.serving.payments.choices import Heard, RefundState
from thongsuot.serving.payments.gateways import gateway
from thongsuot.serving.payments.gateways.interface import GatewayDown
from thongsuot.serving.payments.hearing import believe, keep_within
from thongsuot.serving.payments.models import Refund


@handler(REFUND_HANDLER, external=True)
def carry_out(delivery: Delivery) -> None:
    """The number of the refund makes asking the bank again harmless."""
    refund = Refund.objects.get(number=delivery.payload["refund"])
    way = gateway()
    if refund.state != RefundState.APPROVED:
        return
    if way is None:
        raise GatewayDown("Không có cổng thanh toán để hoàn tiền.")
    body = way.refund(refund.number, delivery.payload["reference"], refund.amount)
    believe(keep_within(way.name, Heard.ANSWER, body, {}, timezone.now()).pk)
