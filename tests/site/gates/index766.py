"""Index 766 is public: what the portal prints, and a calculator that keeps nothing."""

from __future__ import annotations

from collections.abc import Callable

GATES = {
    "index766": "public",
    "index766-unit": "public",
    "index766-calculator": "public",
    "index766-counts": "public",
}
POSTED: set[str] = set()


def arguments() -> dict[str, Callable[[], list[object]]]:
    return {"index766-unit": lambda: ["H20"]}
