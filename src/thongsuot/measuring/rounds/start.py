"""What rounds join when the app is ready: kinds of notifications."""

from __future__ import annotations

from thongsuot.measuring.rounds.telling import declare_kinds


def start_rounds() -> None:
    declare_kinds()
