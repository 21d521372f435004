"""Chasing, the text messages of the simulator, and where a person is reached."""

from __future__ import annotations

from collections.abc import Callable

from thongsuot.steering.permissions import Steering

GATES = {
    "reminders": Steering.TASK_REMIND,
    "remind": Steering.TASK_REMIND,
    "simulated-texts": "signed-in",
    "contacts": "signed-in",
}
POSTED = {"remind"}


def arguments() -> dict[str, Callable[[], list[object]]]:
    return {}
