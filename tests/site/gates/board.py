"""Boards of the real-time index and the wall are public; lists of dossiers behind them keep their own gates."""

from __future__ import annotations

from collections.abc import Callable

GATES = {
    "realtime": "public",
    "realtime-live": "public",
    "realtime-compare": "public",
    "realtime-unit": "public",
    "ioc": "public",
}
POSTED: set[str] = set()


def arguments() -> dict[str, Callable[[], list[object]]]:
    return {"realtime-unit": lambda: ["tinh-lang-son"]}
