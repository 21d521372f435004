"""A gateway that speaks in signed parameters: redirect there, notices from there, questions to it (signing.py).

One secret is shared with the bank. How a question travels is the transport's matter: HTTPS to a bank, a function call
to the simulator.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from thongsuot.serving.payments.choices import Result
from thongsuot.serving.payments.domain.signing import LONGEST, SENT_AT, Disbelieved, opened, signed
from thongsuot.serving.payments.gateways.interface import Charge, StatementRow, Told

LONGEST_STATEMENT = 64 * LONGEST
Transport = Callable[[str, bytes], bytes]  # (operation, signed question) → raw answer


@dataclass(frozen=True, slots=True)
class SignedGateway:
    """``pay_at``: address of the bank's pay page."""

    name: str
    secret: bytes
    pay_at: str
    transport: Transport

    def start(self, charge: Charge) -> str:
        fields = {
            "ts_attempt": charge.attempt,
            "ts_order": charge.order,
            "ts_amount": str(charge.amount),
            "ts_purpose": charge.purpose,
            "ts_return": charge.return_to,
            "ts_expires": charge.expires_at.isoformat(),
        }
        return f"{self.pay_at}?{self._signed(fields).decode()}"

    def read(self, body: bytes, now: datetime) -> Told:
        fields = opened(self.secret, body, now)
        try:
            return Told(
                message_id=_short(fields["ts_message"]),
                result=Result(fields["ts_result"]),
                order=fields["ts_order"],
                attempt=_short(fields["ts_attempt"], 24),
                reference=_short(fields["ts_reference"]),
                amount=_dong(fields["ts_amount"]),
                at=_aware(fields["ts_time"]),
            )
        except (KeyError, ValueError) as error:
            raise Disbelieved(f"Tin thiếu hoặc ghi sai mục {error}.") from error

    def ask(self, attempt: str) -> bytes:
        return self._question("ask", {"ts_attempt": attempt})

    def refund(self, number: str, reference: str, amount: int) -> bytes:
        return self._question("refund", {"ts_attempt": number, "ts_reference": reference, "ts_amount": str(amount)})

    def statement(self, day: date) -> bytes:
        return self._question("statement", {"ts_day": day.isoformat()})

    def read_statement(self, body: bytes, now: datetime) -> tuple[StatementRow, ...]:
        fields = opened(self.secret, body, now, LONGEST_STATEMENT)
        try:
            return tuple(
                StatementRow(_short(row[0]), _short(row[1], 200), _dong(row[2]), _aware(row[3]))
                for row in json.loads(fields["ts_lines"])
            )
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise Disbelieved(f"Sao kê thiếu hoặc ghi sai mục {error}.") from error

    def answer(self, taken: bool) -> bytes:
        return self._signed({"ts_answer": "taken" if taken else "refused"})

    def _question(self, operation: str, fields: dict[str, str]) -> bytes:
        return self.transport(operation, self._signed(fields))

    def _signed(self, fields: dict[str, str]) -> bytes:
        return signed(self.secret, {**fields, SENT_AT: timezone.now().isoformat()})


def _dong(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise ValueError("ts_amount")
    return int(text)


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("ts_time")
    return moment


def _short(text: str, longest: int = 80) -> str:
    if len(text) > longest:
        raise ValueError("quá dài")
    return text
