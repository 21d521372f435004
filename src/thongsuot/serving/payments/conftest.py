"""A dossier that owes a fee, and the bank that misbehaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from thongsuot.platform.outbox import delivery
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.actions import FileDossier
from thongsuot.serving.dossiers.choices import ApplicantKind, ChannelChoice, Mode
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.domain.newdossier import NewDossier
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.payments import asking
from thongsuot.serving.payments.actions.paying import BeginAttempt, still_owed
from thongsuot.serving.payments.actions.settling import OrderNumber
from thongsuot.serving.payments.gateways import bank, simulator
from thongsuot.serving.payments.gateways import modes as m
from thongsuot.serving.payments.gateways.interface import Charge
from thongsuot.serving.payments.links import order_for
from thongsuot.serving.payments.models import PaymentAttempt, PaymentOrder, SimulatedCharge

__all__ = ["Bank"]


def filed(scene: Scene, **more: object) -> Dossier:
    """A dossier filed online; its fee is 8.000 đồng."""
    given: dict[str, object] = {
        "procedure_code": scene.procedure.code,
        "receiving_unit": scene.here.key,
        "competent_unit": "",
        "channel": ChannelChoice.ONLINE,
        "mode": Mode.SELF,
        "applicant_kind": ApplicantKind.CITIZEN,
        "applicant_name": "Nguyễn Thị Thử",
        "id_number": "020300004321",
        "phone": "0912004321",
        "answers": {},
        "parts": (),
    }
    data = NewDossier(**(given | more))  # type: ignore[arg-type]
    done = FileDossier.run(CitizenActor("ban-nhap"), data, idempotency_key=f"thu-{timezone.now().timestamp()}")
    return Dossier.objects.select_related("version", "receiving_unit").get(code=done.code)


@dataclass(frozen=True, slots=True)
class Bank:
    """The payer at the bank: ``pay`` begins a try and presses «Trả tiền»; ``later`` lets time pass there."""

    def begin(self, order: PaymentOrder) -> SimulatedCharge:
        begun = BeginAttempt.run(CitizenActor(order.dossier.code), OrderNumber(order.number))
        attempt = PaymentAttempt.objects.get(number=begun.number)
        charge = Charge(
            begun.number, order.number, still_owed(order), order.number, "http://testserver/ve", attempt.expires_at
        )
        way = simulator.simulator_gateway()
        return simulator.begin(way.start(charge).split("?", 1)[1].encode())

    def press(self, charge: SimulatedCharge, mode: m.Mode, *, cancelled: bool = False) -> None:
        now = timezone.now()
        with transaction.atomic():
            simulator.decide(charge, mode, cancelled=cancelled, now=now)
        bank.deliver(now)

    def pay(self, order: PaymentOrder, mode: m.Mode = m.Mode.PROMPT) -> SimulatedCharge:
        charge = self.begin(order)
        self.press(charge, mode)
        charge.refresh_from_db()
        return charge

    def learns(self, charge: SimulatedCharge) -> None:
        """From now on the bank answers questions about it."""
        SimulatedCharge.objects.filter(pk=charge.pk).update(known_from=timezone.now())

    def notices_due(self) -> None:
        """The late notices go out now."""
        bank.deliver(timezone.now() + timedelta(minutes=5))

    def asked(self, at: datetime | None = None) -> int:
        """The job that asks about open tries, some minutes on."""
        return asking.ask_open(at or timezone.now() + timedelta(minutes=3))


@pytest.fixture
def the_bank() -> Bank:
    return Bank()


@pytest.fixture
def dossier(scene: Scene) -> Dossier:
    return filed(scene)


@pytest.fixture
def order(dossier: Dossier) -> PaymentOrder:
    made = order_for(dossier)
    assert made is not None
    return made


@pytest.fixture
def fresh() -> Callable[[PaymentOrder], PaymentOrder]:
    return lambda row: PaymentOrder.objects.select_related("dossier__version", "unit", "receipt").get(pk=row.pk)


@pytest.fixture
def outbox_done() -> Callable[[], int]:
    return delivery.drain
