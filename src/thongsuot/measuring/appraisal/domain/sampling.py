"""Which leaves get a second, blind appraisal: drawn by hash, so that an outsider draws the same. Pure.

The draw depends on the round's seed and the list of signed leaves alone, never on a verdict. For every unit: sort its
codes by SHA-256 of «seed|unit|code» (UTF-8, hexadecimal) and take the first ⌈share × number of leaves⌉.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence


def place_of(seed: str, unit: str, code: str) -> str:
    """The leaf's lot: 64 hexadecimal digits; smaller ones are drawn first."""
    return hashlib.sha256(f"{seed}|{unit}|{code}".encode()).hexdigest()


def draw(seed: str, leaves: Mapping[str, Collection[str]], share: int) -> dict[str, tuple[str, ...]]:
    """Unit → codes drawn of it. ``share`` in whole percent, 0…100; every unit with a leaf gives at least one."""
    if not 0 <= share <= 100:
        raise ValueError(f"share must lie between 0 and 100, not {share}")
    return {unit: _first(seed, unit, codes, -(-len(set(codes)) * share // 100)) for unit, codes in leaves.items()}


def _first(seed: str, unit: str, codes: Collection[str], count: int) -> tuple[str, ...]:
    return tuple(sorted(set(codes), key=lambda code: place_of(seed, unit, code))[:count])


def reviewer_for(seed: str, unit: str, code: str, eligible: Sequence[int]) -> int | None:
    """Whose the drawn leaf is: by the same lot, so that nobody picks; ``None`` where nobody may."""
    return sorted(eligible)[int(place_of(seed, unit, code), 16) % len(eligible)] if eligible else None
