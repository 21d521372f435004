"""What papers declare once when the app is ready."""

from __future__ import annotations


def start_papers() -> None:
    from thongsuot.serving.papers import actions, logbook  # noqa: F401 - declares actions and the outbox handler

    logbook.follow_receptions()
