"""All that is known about one order, from wherever it came, as facts for the fold."""

from __future__ import annotations

from collections.abc import Iterator

from thongsuot.serving.payments.choices import EntrySource, Heard, RefundKind, RefundState, Result
from thongsuot.serving.payments.domain.states import Fact, FactKind
from thongsuot.serving.payments.models import GatewayMessage, PaymentOrder

_OVER = (Result.FAILED, Result.CANCELLED)


def facts_of(order: PaymentOrder) -> list[Fact]:
    """Of the tries, the bank's messages, its statements, the cash of the desk and the refunds carried out."""
    return [*_of_attempts(order), *_of_messages(order), *_of_statements(order), *_of_cash(order), *_of_refunds(order)]


def _of_attempts(order: PaymentOrder) -> Iterator[Fact]:
    for one in order.attempts.all():
        yield Fact(FactKind.BEGUN, one.number, 0, one.begun_at)
        if one.ended_at is not None:
            yield Fact(FactKind.ENDED, one.number, 0, one.ended_at)


def _of_messages(order: PaymentOrder) -> Iterator[Fact]:
    """What the payer's browser carries back is believed to be signed, but no money is booked by it."""
    closes = dict(order.attempts.values_list("number", "expires_at"))
    believed = order.messages.filter(verified=True).exclude(kind__in=(Heard.RETURN, Heard.STATEMENT))
    for message in believed:
        at = message.told_at or message.received_at
        if message.result == Result.PAID and message.reference:
            yield Fact(FactKind.CREDITED, message.reference, message.amount or 0, at)
        if _is_over(message, closes):
            yield Fact(FactKind.ENDED, message.attempt_number, 0, at)


def _is_over(message: GatewayMessage, closes: dict[str, object]) -> bool:
    """Whether the message ends its try. «No such payment» does so only once the bank's page has closed."""
    expires = closes.get(message.attempt_number)
    if expires is None:
        return False
    if message.result == Result.UNKNOWN:
        return bool(message.received_at > expires)  # type: ignore[operator]
    return message.result == Result.PAID or message.result in _OVER


def _of_statements(order: PaymentOrder) -> Iterator[Fact]:
    for line in order.statement_lines.filter(bank__isnull=False, at__isnull=False):
        yield Fact(FactKind.CREDITED, line.reference, line.bank or 0, line.at or order.created_at)


def _of_cash(order: PaymentOrder) -> Iterator[Fact]:
    for entry in order.entries.filter(source=EntrySource.CASH):
        yield Fact(FactKind.CREDITED, entry.reference, entry.amount, entry.at)


def _of_refunds(order: PaymentOrder) -> Iterator[Fact]:
    for refund in order.refunds.filter(state=RefundState.DONE):
        kind = FactKind.REFUNDED if refund.kind == RefundKind.FEE else FactKind.RETURNED
        yield Fact(kind, refund.number, refund.amount, refund.done_at or refund.asked_at)
