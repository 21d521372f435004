"""Simulations rest on published results and are everybody's; adopting asks for the right to plan remedies."""

from __future__ import annotations

from collections.abc import Callable

KEY, UNIT = "cham-diem-so-nganh-2025", "so-y-te--lang-son"
GATES = {
    "simulation": "public",
    "index-simulation": "public",
    "simulation-adopt": lambda role: {302},  # nothing chosen: sent to the door, or back with a word
}
POSTED = {"simulation-adopt"}


def arguments() -> dict[str, Callable[[], list[object]]]:
    return {
        **dict.fromkeys(("simulation", "simulation-adopt"), lambda: [KEY, UNIT]),
        "index-simulation": lambda: ["par-index", "2022", "tinh-thanh-hoa"],
    }
