"""«Ngân hàng giả lập»: the bank's side of the conversation, with books of its own (SimulatedCharge).

It knows nothing of orders and dossiers but what the product tells it through the gateway, as a bank would.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from datetime import datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from thongsuot.kernel.clock import VIETNAM
from thongsuot.serving.payments.choices import Result
from thongsuot.serving.payments.domain.signing import SENT_AT, SIGNATURE, opened, signed
from thongsuot.serving.payments.gateways.modes import PLANS, Mode, Note
from thongsuot.serving.payments.gateways.signed import SignedGateway
from thongsuot.serving.payments.models import SimulatedCharge, SimulatedNotice

NAME = "simulator"


def simulator_gateway() -> SignedGateway:
    """Our side."""
    return SignedGateway(NAME, _secret(), reverse("bank-pay"), answer)


def _secret() -> bytes:
    return hmac.new(settings.DATA_KEY.encode(), b"gateway-simulator", hashlib.sha256).digest()


# What the bank does.


def begin(query: bytes) -> SimulatedCharge:
    """The payer arrives with a signed charge. Raises ``signing.Disbelieved``."""
    fields = opened(_secret(), query, timezone.now())
    charge, _new = SimulatedCharge.objects.get_or_create(
        attempt_number=fields["ts_attempt"],
        defaults={
            "order_number": fields["ts_order"],
            "amount": int(fields["ts_amount"]),
            "purpose": fields["ts_purpose"],
            "return_to": fields["ts_return"],
        },
    )
    return charge


def decide(charge: SimulatedCharge, mode: Mode, *, cancelled: bool = False, now: datetime) -> None:
    """The payer presses «Trả tiền» or «Hủy»: money moves at once, what is told about it depends on ``mode``."""
    plan = PLANS[mode]
    locked = SimulatedCharge.objects.select_for_update().get(pk=charge.pk)
    if locked.result != Result.PENDING:
        return
    locked.mode, locked.at = mode, now
    locked.known_from = None if plan.known_after is None else now + plan.known_after
    if cancelled or not plan.pays:
        locked.result = Result.CANCELLED if cancelled else Result.FAILED
    else:
        locked.result, locked.reference = Result.PAID, f"GL{secrets.token_hex(6).upper()}"
        locked.taken = locked.amount - min(plan.short_by, locked.amount - 1)
    locked.save()
    result = message_of(locked)  # made once: a repeated notice is the same letter again
    bodies = {Note.RESULT: result, Note.STARTED: _message(locked, Result.PENDING), Note.FORGED: _forged(result)}
    SimulatedNotice.objects.bulk_create(
        SimulatedNotice(charge=locked, body=bodies[note].decode(), due_at=now + after) for after, note in plan.notices
    )


def transfer(order_number: str, amount: int, now: datetime) -> SimulatedCharge:
    """A transfer from a bank's own app by the VietQR code: no try of ours, no notice; the statement shows it."""
    reference = f"GL{secrets.token_hex(6).upper()}"
    return SimulatedCharge.objects.create(
        attempt_number=reference, order_number=order_number, amount=amount, taken=amount, result=Result.PAID,
        reference=reference, at=now,
    )  # fmt: skip


def return_address(charge: SimulatedCharge) -> str:
    """Where the payer is sent back to; the words in it prove nothing (payments/hearing.py asks the bank instead)."""
    return f"{charge.return_to}?{message_of(charge).decode()}"


def message_of(charge: SimulatedCharge) -> bytes:
    """The signed words of what came of it."""
    return _message(charge, Result(charge.result))


def due_notices(now: datetime) -> list[SimulatedNotice]:
    return list(SimulatedNotice.objects.filter(sent_at=None, due_at__lte=now).order_by("due_at", "pk"))


def answer(operation: str, question: bytes) -> bytes:
    """The bank's answer to a signed question. Raises ``signing.Disbelieved`` where it is not ours."""
    fields = opened(_secret(), question, timezone.now())
    return {"ask": _told, "refund": _refunded, "statement": _statement}[operation](fields)


def _told(fields: dict[str, str]) -> bytes:
    charge = SimulatedCharge.objects.filter(attempt_number=fields["ts_attempt"]).first()
    if charge is None:
        return _message(SimulatedCharge(attempt_number=fields["ts_attempt"]), Result.UNKNOWN)
    knows = charge.known_from is not None and charge.known_from <= timezone.now()
    return _message(charge, Result(charge.result) if knows else Result.PENDING)


def _refunded(fields: dict[str, str]) -> bytes:
    """The number of the refund makes asking twice harmless."""
    paid = SimulatedCharge.objects.filter(reference=fields["ts_reference"], result=Result.PAID).first()
    if paid is None:
        return _message(SimulatedCharge(attempt_number=fields["ts_attempt"]), Result.FAILED)
    back, _new = SimulatedCharge.objects.get_or_create(
        attempt_number=fields["ts_attempt"],
        defaults={
            "order_number": paid.order_number,
            "amount": int(fields["ts_amount"]),
            "taken": int(fields["ts_amount"]),
            "result": Result.REFUNDED,
            "reference": fields["ts_attempt"],
            "at": timezone.now(),
        },
    )
    return _message(back, Result.REFUNDED)


def _statement(fields: dict[str, str]) -> bytes:
    start = datetime.combine(datetime.fromisoformat(fields["ts_day"]).date(), time(), VIETNAM)
    paid = SimulatedCharge.objects.filter(result=Result.PAID, at__gte=start, at__lt=start + timedelta(days=1))
    rows = [
        [one.reference, one.order_number, str(one.taken), one.at.isoformat()] for one in paid.order_by("at") if one.at
    ]
    return _signed({"ts_day": fields["ts_day"], "ts_lines": json.dumps(rows)})


def _message(charge: SimulatedCharge, result: Result) -> bytes:
    moved = result in (Result.PAID, Result.REFUNDED)
    return _signed(
        {
            "ts_message": secrets.token_hex(10),
            "ts_result": str(result.value),
            "ts_order": charge.order_number,
            "ts_attempt": charge.attempt_number,
            "ts_reference": charge.reference if moved else "",
            "ts_amount": str(charge.taken if moved else 0),
            "ts_time": (charge.at or timezone.now()).isoformat(),
        }
    )


def _forged(message: bytes) -> bytes:
    text = message.decode()
    return f"{text.split(f'&{SIGNATURE}=')[0]}&{SIGNATURE}={'0' * 128}".encode()


def _signed(fields: dict[str, str]) -> bytes:
    return signed(_secret(), {**fields, SENT_AT: timezone.now().isoformat()})
