"""What the desk declares once when the app is ready."""

from __future__ import annotations


def start_desk() -> None:
    """Its actions, and the look for heaps at 17:45 of each working day (Vietnam)."""
    from thongsuot.platform.background import by_the_clock
    from thongsuot.serving.desk import actions  # noqa: F401 - they declare themselves
    from thongsuot.serving.desk.jobs import look_for_heaps

    by_the_clock("45 10 * * 1-5", "serving.desk.heaps")(look_for_heaps)
