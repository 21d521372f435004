"""The public ledger."""

from __future__ import annotations

from collections.abc import Callable

GATES = {
    "commitments": "public",
    "commitments-csv": "public",
    "commitments-feed": "public",
    "commitments-embed": "public",
}
POSTED: set[str] = set()


def arguments() -> dict[str, Callable[[], list[object]]]:
    return {}
