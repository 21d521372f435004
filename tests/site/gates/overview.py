"""The brief and where orders flow."""

from __future__ import annotations

from collections.abc import Callable

from thongsuot.steering.permissions import Steering

GATES = {"brief": Steering.BRIEF, "order-flow": Steering.BRIEF}
POSTED: set[str] = set()


def arguments() -> dict[str, Callable[[], list[object]]]:
    return {}
