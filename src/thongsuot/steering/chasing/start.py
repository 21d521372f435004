"""Joins the platform's clock and switches; called once when the app is ready."""

from __future__ import annotations

from thongsuot.platform.notifications import before_digest, declare_kind
from thongsuot.steering.chasing.running import run_round
from thongsuot.steering.chasing.wording import KINDS


def start_chasing() -> None:
    """Reminders are written before the letters of 07:30 leave, so that they stand in them."""
    for kind, label in KINDS.items():
        declare_kind(kind, str(label))
    before_digest(run_round)
