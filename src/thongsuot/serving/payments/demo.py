"""Sample orders for the sample dossiers: paid as each dossier says, a few waiting, short or given back."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from thongsuot.kernel.clock import local
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.events.domain import Draft
from thongsuot.platform.events.store import append_many
from thongsuot.registry.accounts.models import Account
from thongsuot.serving.dossiers.choices import ChannelChoice, Payment
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.payments.actions.base import of_order, stamp
from thongsuot.serving.payments.actions.ordering import OpenPayPage, OrderFees
from thongsuot.serving.payments.actions.paying import GIVEN_UP, BeginAttempt
from thongsuot.serving.payments.actions.settling import OrderNumber
from thongsuot.serving.payments.asking import reconcile_day
from thongsuot.serving.payments.choices import (
    EntrySource,
    Heard,
    OrderKind,
    OrderState,
    RefundKind,
    Result,
)
from thongsuot.serving.payments.gateways import gateway, simulator
from thongsuot.serving.payments.gateways.modes import Mode
from thongsuot.serving.payments.hearing import believe, keep_within
from thongsuot.serving.payments.models import PaymentAttempt, PaymentEntry, PaymentOrder, Refund, SimulatedCharge
from thongsuot.serving.payments.statements import missing_days
from thongsuot.serving.procedures.versions import content_of

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
WARD = "phuong-dong-kinh--lang-son"
_SHORT_BY = 3_000


def load() -> None:
    """Once; a second run finds its orders and leaves them."""
    if PaymentOrder.objects.filter(is_sample=True, opened_at__isnull=False).exists():
        return
    with transaction.atomic():
        _orders()
        if gateway() is not None:
            _last_day()
            _stories()


def _orders() -> None:
    """All at once: 1,200 dossiers by their actions would take minutes."""
    owed = Dossier.objects.filter(is_sample=True, fee__gt=0, payment_orders=None)
    dossiers = list(owed.select_related("version", "receiving_unit").order_by("pk"))
    orders = PaymentOrder.objects.bulk_create([_order(one) for one in dossiers])
    PaymentEntry.objects.bulk_create([_entry(one) for one in orders if one.is_paid])
    tried = [one for one in orders if one.is_paid and one.dossier.channel == ChannelChoice.ONLINE]
    PaymentAttempt.objects.bulk_create([_attempt(one) for one in tried])
    SimulatedCharge.objects.bulk_create([_charge(one) for one in tried])
    append_many(
        SYSTEM,
        [
            Draft(of_order(one), OrderFees.event, {"amount": (None, one.amount)}, effective_at=one.created_at)
            for one in orders
        ],
    )


def _order(dossier: Dossier) -> PaymentOrder:
    dice = Random(dossier.code)  # noqa: S311 - made-up rows, the same each time
    amount = dossier.fee or 0
    paid = dossier.payment == Payment.PAID
    online = dossier.channel == ChannelChoice.ONLINE
    digest = hashlib.sha256(dossier.code.encode()).digest()
    number = f"TT{stamp(dossier.submitted_at)}{''.join(_LETTERS[byte % 32] for byte in digest[:8])}"
    now = timezone.now()  # nothing happens after it
    opened = min(dossier.submitted_at + timedelta(minutes=dice.randrange(1, 9)), now)
    fees = [one for one in content_of(dossier.version).fees if not one.when and one.amount]
    return PaymentOrder(
        dossier=dossier,
        unit=dossier.receiving_unit,
        number=number,
        token=f"mau-{hashlib.sha256(number.encode()).hexdigest()[:32]}",
        kind=OrderKind.FEE,
        amount=amount,
        purpose="Phí, lệ phí hồ sơ",
        lines=[{"code": one.code, "name": one.name, "kind": one.kind, "amount": one.amount} for one in fees],
        state=OrderState.PAID if paid else OrderState.UNPAID,
        created_at=dossier.submitted_at,
        opened_at=opened if online and (paid or dice.random() < 0.6) else None,
        paid_at=min(opened + timedelta(minutes=dice.randrange(2, 15)), now) if paid else None,
        receipt_at=min(opened + timedelta(minutes=15), now) if paid else None,  # drawn when it is asked for
        receipt_number=f"BL{number.removeprefix('TT')}" if paid else "",
        is_sample=True,
    )


def _entry(order: PaymentOrder) -> PaymentEntry:
    online = order.dossier.channel == ChannelChoice.ONLINE
    return PaymentEntry(
        order=order,
        ordinal=1,
        source=EntrySource.BANK if online else EntrySource.CASH,
        reference=_reference(order) if online else f"TM{order.number.removeprefix('TT')}01",
        amount=order.amount,
        at=order.paid_at or order.created_at,
        booked_at=order.paid_at or order.created_at,
    )


def _attempt(order: PaymentOrder) -> PaymentAttempt:
    begun = order.opened_at or order.created_at
    return PaymentAttempt(
        order=order, number=f"{order.number}01", gateway="simulator", begun_at=begun,
        expires_at=begun + timedelta(minutes=15), ended_at=order.paid_at, result=Result.PAID,
    )  # fmt: skip


def _charge(order: PaymentOrder) -> SimulatedCharge:
    return SimulatedCharge(
        attempt_number=f"{order.number}01", order_number=order.number, amount=order.amount, taken=order.amount,
        result=Result.PAID, reference=_reference(order), at=order.paid_at, known_from=order.paid_at,
    )  # fmt: skip


def _reference(order: PaymentOrder) -> str:
    return f"GL{order.number[8:]}{order.pk:06d}"


def _stories() -> None:
    """At the ward: one transfer fell short, one payer waits for the bank, one refund waits for the head."""
    here = PaymentOrder.objects.filter(is_sample=True, unit__key=WARD).select_related("dossier")
    open_ones = here.exclude(dossier__status__in=GIVEN_UP).filter(state=OrderState.UNPAID, amount__gt=_SHORT_BY)
    unpaid = list(open_ones.order_by("-pk")[:2])
    if len(unpaid) == 2:
        _short(unpaid[0])
        _pressed(unpaid[1], unpaid[1].amount)
    paid = here.filter(state=OrderState.PAID, dossier__channel=ChannelChoice.ONLINE).order_by("-pk").first()
    asker = Account.objects.filter(username="ke-toan").first()
    if paid is not None and asker is not None:
        Refund.objects.create(
            order=paid, number=f"HT{paid.number.removeprefix('TT')}01", kind=RefundKind.FEE, amount=paid.amount,
            reason="Người nộp rút hồ sơ trước khi giải quyết", asked_by=asker, asked_at=timezone.now(),
        )  # fmt: skip


def _short(order: PaymentOrder) -> None:
    """The bank's notice says less than was asked."""
    charge = _pressed(order, order.amount - _SHORT_BY)
    now = timezone.now()
    charge.known_from = now
    charge.save()
    believe(keep_within(simulator.NAME, Heard.NOTICE, simulator.message_of(charge), {}, now).pk)


def _pressed(order: PaymentOrder, taken: int) -> SimulatedCharge:
    """The payer went to the bank and pressed «Trả tiền»; the bank keeps silent until its statement."""
    payer = CitizenActor(order.dossier.code)
    OpenPayPage.run(payer, OrderNumber(order.number))
    begun = BeginAttempt.run(payer, OrderNumber(order.number))
    return SimulatedCharge.objects.create(
        attempt_number=begun.number, order_number=order.number, amount=order.amount, taken=taken, result=Result.PAID,
        reference=_reference(order), at=timezone.now(), mode=Mode.BOTH_LOST,
    )  # fmt: skip


def _last_day() -> None:
    """The latest day on which anybody paid online, reconciled, and those after it."""
    last = PaymentEntry.objects.filter(source=EntrySource.BANK, order__is_sample=True).order_by("-at").first()
    if last is not None:
        reconcile_day(SYSTEM, local(last.at).date())
        for day in missing_days(simulator.NAME, local(timezone.now()).date()):
            reconcile_day(SYSTEM, day)
