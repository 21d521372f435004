"""What the product asks of any gateway. Frozen values; money is đồng as int; moments are aware."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from thongsuot.serving.payments.choices import Result


class GatewayDown(Exception):  # noqa: N818 - says what is the matter
    """The bank did not answer; ask again later. ``str(error)`` is Vietnamese."""


@dataclass(frozen=True, slots=True)
class Charge:
    """A try to pay, as handed to the bank. ``purpose`` holds nothing personal."""

    attempt: str
    order: str
    amount: int
    purpose: str
    return_to: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What one believed message says. ``reference``: the bank's number of the transfer, empty where none was made."""

    message_id: str
    result: Result
    order: str
    attempt: str
    reference: str
    amount: int
    at: datetime


@dataclass(frozen=True, slots=True)
class StatementRow:
    reference: str
    order: str
    amount: int
    at: datetime


class Gateway(Protocol):
    """Bodies go in and out raw: who calls keeps them before reading them."""

    name: str

    def start(self, charge: Charge) -> str:
        """The address the payer is sent to."""

    def read(self, body: bytes, now: datetime) -> Told:
        """Raises ``signing.Disbelieved``."""

    def ask(self, attempt: str) -> bytes:
        """What came of a try. Raises ``GatewayDown``."""

    def refund(self, number: str, reference: str, amount: int) -> bytes:
        """Give money of a transfer back; asked again with the same number it gives nothing twice. ``GatewayDown``."""

    def statement(self, day: date) -> bytes:
        """All transfers of a day. Raises ``GatewayDown``."""

    def read_statement(self, body: bytes, now: datetime) -> tuple[StatementRow, ...]:
        """Raises ``signing.Disbelieved``."""

    def answer(self, taken: bool) -> bytes:
        """What a notice is answered with; a bank repeats its notice until it reads that it was taken."""
