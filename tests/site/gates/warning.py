"""Who reads the figures of dossiers reads the warning and may ask for a new estimate."""

from __future__ import annotations

from collections.abc import Callable

from thongsuot.serving.permissions import Serving

GATES = {
    "late-warning": Serving.BOARD_READ,
    "late-warning-csv": Serving.BOARD_READ,
    "late-warning-refresh": Serving.BOARD_READ,
}
POSTED = {"late-warning-refresh"}


def arguments() -> dict[str, Callable[[], list[object]]]:
    return {}
