"""The chance that a dossier comes late: the steps still ahead added up as distributions over the time that is left."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from thongsuot.serving.warning.domain.hazards import EDGES, Hazards
from thongsuot.serving.warning.domain.model import Ahead, Chance, Snapshot

_CELLS = 24  # the time left is cut into so many; what goes beyond is late
_POINTS = (0.0, *EDGES)


def chance(one: Snapshot, hazards: Hazards) -> Chance:
    """1 for what is past its date. Deterministic; about a third of a millisecond."""
    curves = [hazards.survival(step) for step in one.ahead]
    elapsed = [one.elapsed, *(0 for _step in one.ahead[1:])]
    slow = _slowest(one.ahead, curves, elapsed)
    if one.left <= 0:
        return Chance(1.0, slow)
    width = one.left / _CELLS
    total = [1.0] + [0.0] * (_CELLS - 1)
    for step, curve, spent in zip(one.ahead, curves, elapsed, strict=True):
        total = _added(total, _parts(curve, step.share, spent, width))
    return Chance(min(1.0, max(0.0, 1.0 - sum(total))), slow)


def alive_at(curve: Sequence[float], ratio: float) -> float:
    """The curve between its points; beyond the last it falls to nothing over another ten shares."""
    if ratio >= _POINTS[-1]:
        return curve[-1] * max(0.0, 2 - ratio / _POINTS[-1])
    after = bisect_right(_POINTS, ratio)
    low, high = (1.0 if after == 1 else curve[after - 2]), curve[after - 1]
    return low + (high - low) * (ratio - _POINTS[after - 1]) / (_POINTS[after] - _POINTS[after - 1])


def _parts(curve: Sequence[float], share: int, spent: int, width: float) -> list[float]:
    """Chance to end in each cell from now, given that it has lasted ``spent`` minutes already."""
    now = alive_at(curve, spent / share)
    if now <= 0:
        return [1.0] + [0.0] * (_CELLS - 1)
    marks = [alive_at(curve, (spent + number * width) / share) / now for number in range(_CELLS + 1)]
    return [marks[number] - marks[number + 1] for number in range(_CELLS)]


def _added(total: Sequence[float], parts: Sequence[float]) -> list[float]:
    """Sum of two times, each taken at the middle of its cell; what passes the end is left out."""
    if total[0] == 1.0:
        return list(parts)
    sums = [0.0] * _CELLS
    for one, weight in enumerate(total):
        if weight > 0:
            for other in range(_CELLS - one):
                sums[one + other] += weight * parts[other] * (1.0 if one + other < _CELLS - 1 else 0.5)
    return sums


def _slowest(ahead: Sequence[Ahead], curves: Sequence[Sequence[float]], elapsed: Sequence[int]) -> int:
    """The step whose expected length passes its share by the most minutes."""
    overruns = [
        step.share * (expected(curve, spent / step.share) - 1)
        for step, curve, spent in zip(ahead, curves, elapsed, strict=True)
    ]
    return overruns.index(max(overruns))


def expected(curve: Sequence[float], spent: float) -> float:
    """Whole expected length in shares of a step that has lasted ``spent`` shares."""
    now = alive_at(curve, spent)
    if now <= 0:
        return spent
    points = [spent, *(edge for edge in EDGES if edge > spent)]
    heights = [alive_at(curve, point) / now for point in points]
    area = sum((b - a) * (x + y) / 2 for a, b, x, y in zip(points, points[1:], heights, heights[1:], strict=False))
    return spent + area
