"""Analysis of rounds, profiles of units, the check of published tables."""

from __future__ import annotations

from collections.abc import Callable

from thongsuot.measuring.permissions import Measuring
from thongsuot.registry.accounts.roles import GRANTS, Role

ROUND, RUNNING, UNIT = "cham-diem-so-nganh-2025", "cham-diem-so-nganh-2026", "so-noi-vu--lang-son"


def _of_the_round(role: Role | None) -> set[int]:
    """Those who read unpublished rounds; a unit in it knows the round but not the gaps of the others."""
    if role is None:
        return {302}
    return {200} if Measuring.ROUND_READ in GRANTS[role] else {403, 404}


GATES = {
    "round-analysis": "public",
    "discrimination-csv": "public",
    "gaps-csv": "public",
    "heat-csv": "public",
    "unit-analysis": "public",
    "waterfall-csv": "public",
    "losses-csv": "public",
    "comparison-csv": "public",
    "round-gaps": _of_the_round,
    "round-gaps-csv": _of_the_round,
    "unit-profile": "public",
    "five-years": "public",
    "five-years-csv": "public",
    "league-conflicts": "public",
}
POSTED: set[str] = set()


def arguments() -> dict[str, Callable[[], list[object]]]:
    opened: Callable[[], list[object]] = lambda: [ROUND]  # noqa: E731
    of_unit: Callable[[], list[object]] = lambda: [ROUND, UNIT]  # noqa: E731
    return {
        "round-analysis": opened,
        "discrimination-csv": opened,
        "gaps-csv": opened,
        "heat-csv": opened,
        "unit-analysis": of_unit,
        "waterfall-csv": of_unit,
        "losses-csv": of_unit,
        "comparison-csv": lambda: [*of_unit(), "so-y-te--lang-son"],
        "round-gaps": lambda: [RUNNING],
        "round-gaps-csv": lambda: [RUNNING],
        "unit-profile": lambda: [UNIT],
        "five-years": lambda: ["tinh-hau-giang"],
        "five-years-csv": lambda: ["tinh-hau-giang"],
    }
