"""Reading the bank's raw messages: they may name people, so that each reading is an event (design §5)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from thongsuot.platform.actions import Action, repeatable
from thongsuot.platform.actions.base import Context
from thongsuot.serving.payments.actions.base import of_order, order_of_number
from thongsuot.serving.payments.actions.settling import OrderNumber
from thongsuot.serving.permissions import Serving


class ReadMessages(Action[OrderNumber, None]):
    name = "serving.payment.read"
    label = gettext_lazy("Xem nguyên văn tin của ngân hàng")
    permission = Serving.PAYMENT_RECONCILE
    event = "serving.payment.messages_read"
    idempotency = repeatable("mỗi lần xem là một lần xem")

    def scope(self, data: OrderNumber) -> str | None:
        return order_of_number(data.number).unit.path

    def execute(self, context: Context, data: OrderNumber) -> None:
        context.record(of_order(order_of_number(data.number)), {})
