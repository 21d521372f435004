"""What the feed declares once when the app is ready."""

from __future__ import annotations


def start_feed() -> None:
    """Its jobs, so that a worker knows them before anybody opened a page."""
    from thongsuot.reporting.feed import jobs

    del jobs
