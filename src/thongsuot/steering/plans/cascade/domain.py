"""Plans under plans and goals under goals: what counts in a year, and sums carried up the tree (B06, B14). Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from thongsuot.steering.tasks.domain import Progress

KeyT = TypeVar("KeyT", bound=Hashable)


def counts_in_year(year_from: int, year_to: int, is_strategic: bool, year: int) -> bool:
    """Work of one year counts in it; a resolution of ten years and a strategic task are followed on their own track."""
    return year_from == year_to == year and not is_strategic


def line_above(parents: Mapping[KeyT, KeyT | None], key: KeyT) -> list[KeyT]:
    """What stands above, nearest first; a ring in bad data is walked once."""
    found: list[KeyT] = []
    seen = {key}
    above = parents.get(key)
    while above is not None and above not in seen:
        found.append(above)
        seen.add(above)
        above = parents.get(above)
    return found


def would_ring(parents: Mapping[KeyT, KeyT | None], key: KeyT, parent: KeyT | None) -> bool:
    """Whether putting ``key`` under ``parent`` would make it stand above itself."""
    return parent is not None and (parent == key or key in line_above(parents, parent))


def roll_up(parents: Mapping[KeyT, KeyT | None], own: Mapping[KeyT, Progress]) -> dict[KeyT, Progress]:
    """Own progress and that of everything below, counts added, for every key of ``parents``."""
    sums = {key: own.get(key, Progress()) for key in parents}
    for key in parents:
        mine = own.get(key)
        if mine is None:
            continue
        for above in line_above(parents, key):
            if above in sums:
                sums[above] += mine
    return sums


def in_tree_order(parents: Mapping[KeyT, KeyT | None], ordered: Iterable[KeyT]) -> list[tuple[KeyT, int]]:
    """Keys with their depth, each below its parent; ``ordered`` decides between brothers."""
    below: dict[KeyT | None, list[KeyT]] = {}
    keys = list(ordered)
    for key in keys:
        parent = parents.get(key)
        below.setdefault(parent if parent in parents else None, []).append(key)
    found: list[tuple[KeyT, int]] = []

    def walk(parent: KeyT | None, depth: int) -> None:
        for key in below.get(parent, []):
            found.append((key, depth))
            walk(key, depth + 1)

    walk(None, 0)
    return found
