"""The payer goes to the bank, or pays at the desk; never twice for one order."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.clock import format_time
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import KEYED, Action, ActionError, natural
from thongsuot.platform.actions.base import Context
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.payments.actions.base import of_order, order_of_number
from thongsuot.serving.payments.actions.settling import OrderNumber, settle
from thongsuot.serving.payments.choices import EntrySource
from thongsuot.serving.payments.gateways import gateway
from thongsuot.serving.payments.models import PaymentAttempt, PaymentEntry, PaymentOrder
from thongsuot.serving.payments.rules import attempt_time
from thongsuot.serving.permissions import Serving

GIVEN_UP = (Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.STOPPED)  # what ended so owes nothing more


@dataclass(frozen=True, slots=True)
class AttemptBegun:
    number: str


class BeginAttempt(Action[OrderNumber, AttemptBegun]):
    """While the bank has not said what came of a try, there is no second one: the same try comes back."""

    name = "serving.payment.begin"
    label = gettext_lazy("Trả phí qua ngân hàng")
    permission = Serving.PAYMENT_COLLECT
    event = "serving.payment.begun"
    idempotency = natural("đang chờ ngân hàng trả lời thì không mở lần trả mới")

    def authorise(self, actor: Actor, data: OrderNumber) -> None:
        if not (isinstance(actor, CitizenActor) and actor.holds(order_of_number(data.number).dossier.code)):
            raise AccessDenied(_("Chỉ người có đường dẫn trả phí của hồ sơ mới trả được."))

    def execute(self, context: Context, data: OrderNumber) -> AttemptBegun:
        order = order_of_number(data.number, lock=True)
        way = gateway()
        if order.is_paid:
            raise ActionError(_("Khoản này đã trả rồi. Ông/bà không phải trả nữa."))
        if order.dossier.status in GIVEN_UP:
            raise ActionError(_("Hồ sơ này không giải quyết tiếp. Ông/bà không phải trả."))
        if way is None:
            raise ActionError(_("Nơi này chưa nhận trả trực tuyến. Mời ông/bà trả tại quầy."))
        if order.needs_look:
            raise ActionError(_("Đã có tiền đến nhưng chưa khớp. Cán bộ đang xem, ông/bà chưa cần trả thêm."))
        waiting = open_attempt(order)
        if waiting is not None:
            context.unchanged()
            return AttemptBegun(waiting.number)
        number = f"{order.number}{order.attempts.count() + 1:02d}"
        attempt = PaymentAttempt.objects.create(
            order=order, number=number, gateway=way.name, begun_at=context.now,
            expires_at=context.now + attempt_time(),
        )  # fmt: skip
        settle(context, order)
        context.record(of_order(order), {"attempt": (None, attempt.number)})
        return AttemptBegun(attempt.number)


def open_attempt(order: PaymentOrder) -> PaymentAttempt | None:
    """The try whose end is not known."""
    return order.attempts.filter(ended_at__isnull=True).first()


@dataclass(frozen=True, slots=True)
class Cash:
    """``amount``: đồng counted at the desk."""

    number: str
    amount: int


class CollectCash(Action[Cash, None]):
    name = "serving.payment.collect"
    label = gettext_lazy("Thu tiền mặt tại quầy")
    permission = Serving.PAYMENT_COLLECT
    event = "serving.payment.collected"
    idempotency = KEYED

    def scope(self, data: Cash) -> str | None:
        return order_of_number(data.number).unit.path

    def execute(self, context: Context, data: Cash) -> None:
        order = order_of_number(data.number, lock=True)
        self._refuse(order, data)
        entries = list(order.entries.values_list("ordinal", flat=True))
        PaymentEntry.objects.create(
            order=order,
            ordinal=max(entries, default=0) + 1,
            source=EntrySource.CASH,
            reference=f"TM{order.number.removeprefix('TT')}{len(entries) + 1:02d}",
            amount=data.amount,
            at=context.now,
            booked_at=context.now,
            booked_by_id=context.actor.id,
        )
        context.record(of_order(order), {"cash": (None, data.amount)})
        settle(context, order)

    def _refuse(self, order: PaymentOrder, data: Cash) -> None:
        if order.is_paid:
            raise ActionError(_("Khoản này đã trả rồi. Không thu thêm."))
        waiting = open_attempt(order)
        if waiting is not None:
            message = _("Ngân hàng chưa trả lời lần trả lúc %(time)s. Hãy bấm «Hỏi ngân hàng ngay» trước khi thu tiền.")
            raise ActionError(message % {"time": format_time(waiting.begun_at)})
        left = still_owed(order)
        if data.amount != left:
            raise ActionError(_("Phải thu đúng %(left)d đồng.") % {"left": left}, "amount")


def held(order: PaymentOrder) -> int:
    """Đồng of this order that lie with us."""
    return sum(order.entries.values_list("amount", flat=True))


def still_owed(order: PaymentOrder) -> int:
    """Đồng to be paid yet; 0 once the fee came, also where it was given back later."""
    return 0 if order.is_paid else max(order.amount - held(order), 0)


@dataclass(frozen=True, slots=True)
class Seen:
    number: str
    note: str


class SettleLook(Action[Seen, None]):
    """A person has looked at money that did not fit and says what came of it; the money stays on record."""

    name = "serving.payment.look"
    label = gettext_lazy("Xem xét khoản tiền chưa khớp")
    permission = Serving.PAYMENT_RECONCILE
    event = "serving.payment.looked"
    idempotency = natural("đã xem thì không còn chờ xem")

    def scope(self, data: Seen) -> str | None:
        return order_of_number(data.number).unit.path

    def execute(self, context: Context, data: Seen) -> None:
        order = order_of_number(data.number, lock=True)
        if not data.note.strip():
            raise ActionError(_("Hãy ghi kết quả xem xét."), "note")
        if not order.needs_look:
            context.unchanged()
            return
        order.settled_look, order.look_note = order.look, data.note.strip()[:500]
        order.save(update_fields=["settled_look", "look_note"])
        context.record(of_order(order), {"settled_look": ("", order.look)}, reason=order.look_note)
