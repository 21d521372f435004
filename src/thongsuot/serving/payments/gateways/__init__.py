"""Ways to the bank. ``gateway()`` is the one of this installation, ``gateway_named`` the one a message came by."""

from __future__ import annotations

from django.conf import settings

from thongsuot.serving.payments.gateways.interface import Gateway

OFF, SIMULATOR = "off", "simulator"
__all__ = ["OFF", "SIMULATOR", "gateway", "gateway_named", "is_simulated"]


def gateway() -> Gateway | None:
    """``None`` where paying online is off: then fees are paid at the desk."""
    return gateway_named(settings.GATEWAY if settings.GATEWAY in (OFF, SIMULATOR) else "bank")


def gateway_named(name: str) -> Gateway | None:
    """Only the one this installation uses is listened to, so that no other door stands open."""
    from thongsuot.serving.payments.gateways.bankline import BANK, bank_gateway
    from thongsuot.serving.payments.gateways.simulator import simulator_gateway

    if is_simulated():
        return simulator_gateway() if name == SIMULATOR else None
    return bank_gateway() if name == BANK and settings.GATEWAY != OFF else None


def is_simulated() -> bool:
    """Whether «Ngân hàng giả lập» stands in for a bank here."""
    return bool(settings.GATEWAY == SIMULATOR)
