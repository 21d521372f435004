"""Questions about odd figures: only for who may read anomalies over the home of the round."""

from __future__ import annotations

from collections.abc import Callable

from thongsuot.measuring.permissions import Measuring
from thongsuot.registry.accounts.roles import GRANTS, Role

KEY = "cham-diem-so-nganh-2025"


def _of_the_home(role: Role | None) -> set[int]:
    if role is None:
        return {302}
    return {200} if Measuring.DETECT in GRANTS[role] else {404}


GATES = {
    "anomalies": Measuring.DETECT,
    "round-anomalies": _of_the_home,
    "ceiling-report": _of_the_home,
    "anomaly-answer": lambda role: {302} if role is None else {404},  # no question is named
}
POSTED: set[str] = set()


def arguments() -> dict[str, Callable[[], list[object]]]:
    return dict.fromkeys(("round-anomalies", "ceiling-report", "anomaly-answer"), lambda: [KEY])
