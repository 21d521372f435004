"""Randomness by the column: every draw is a table look-up by 16 or 20 random bits, so that millions take a second."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]
SIXTEEN = 1 << 16
FINE = 1 << 20  # steps of a table drawn by ``pick``: finer than the rarest procedure


class Words:
    """Columns of ``count`` random numbers, the same for the same key."""

    def __init__(self, seed: int, key: tuple[int, ...], count: int) -> None:
        self._bits = np.random.SFC64(np.random.SeedSequence(seed, spawn_key=key))
        self._count = count

    def short(self) -> NDArray[np.uint16]:
        """16 random bits a row."""
        return self._bits.random_raw(-(-self._count // 4)).view(np.uint16)[: self._count]

    def fine(self) -> NDArray[np.uint32]:
        """20 random bits a row."""
        return self._bits.random_raw(-(-self._count // 2)).view(np.uint32)[: self._count] >> np.uint32(12)

    def chance(self, share: float | Numbers) -> NDArray[np.bool_]:
        """True with the probability given, one for all or one a row (see ``threshold``)."""
        return self.short() < (threshold(share) if isinstance(share, float) else share)

    def below(self, limit: int) -> NDArray[np.int32]:
        """Whole numbers from 0 to ``limit`` − 1, all alike."""
        return ((self.short().astype(np.int32) * limit) >> 16).astype(np.int32)


def threshold(share: Any) -> Any:
    """Probabilities as numbers that 16 random bits are compared with."""
    return np.clip(np.asarray(share) * SIXTEEN, 0, SIXTEEN - 1).astype(np.uint16)


def zipf(count: int, slope: float) -> NDArray[np.float64]:
    """Shares of ranks 1 to ``count``; they sum to one."""
    weights = np.arange(1, count + 1, dtype=np.float64) ** -slope
    return np.asarray(weights / weights.sum())


def table_of(shares: Numbers, steps: int) -> NDArray[np.int32]:
    """A table whose entry at a random place is a number drawn with ``shares``."""
    places = (np.arange(steps) + 0.5) / steps
    return np.minimum(np.searchsorted(np.cumsum(shares), places), len(shares) - 1).astype(np.int32)


def quantiles(samples: Numbers) -> NDArray[np.float32]:
    """The table of ``samples`` in order: a random entry follows their distribution."""
    return np.sort(samples).astype(np.float32)
