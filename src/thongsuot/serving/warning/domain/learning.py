"""Learns from finished dossiers, in the order they ran: the first fit, the next calibrate, the last examine.

So the figures shown are of dossiers the estimate had never seen. The naive rule it must beat: «quá phần thời gian của
bước thì coi là trễ».
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from thongsuot.serving.warning.domain.calibrating import (
    Bin,
    Calibration,
    Pair,
    average_precision,
    brier,
    calibration_error,
    isotonic,
    precision_recall,
    reliability,
)
from thongsuot.serving.warning.domain.chance import chance
from thongsuot.serving.warning.domain.hazards import Hazards, learn
from thongsuot.serving.warning.domain.model import Chance, Passage, Past, Snapshot

_FIT, _CALIBRATE = 0.6, 0.8
FEWEST = 60  # finished dossiers below which nothing is examined nor calibrated
WARNED = 0.5
_FEWEST_LATE = 10  # moments of late dossiers below which the odds are left as the model says them


@dataclass(frozen=True, slots=True)
class Examined:
    """Of ``many`` moments of dossiers held out; ``naive_…`` is the rule of the share on the same moments."""

    many: int
    late: int
    brier: float
    error: float
    precision: float
    recall: float
    average_precision: float
    naive_average_precision: float
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """``examined``: ``None`` while too few dossiers are finished."""

    hazards: Hazards
    calibration: Calibration
    examined: Examined | None

    def chance(self, one: Snapshot) -> Chance:
        raw = chance(one, self.hazards)
        return Chance(self.calibration.of(raw.late), raw.step)


def train(pasts: Sequence[Past], running: Iterable[Passage] = ()) -> Model:
    """``pasts`` in the order they began; ``running``: passages still open, which only the final fit may know."""
    first, second = int(len(pasts) * _FIT), int(len(pasts) * _CALIBRATE)
    everything = learn([*_passages(pasts), *running])
    if len(pasts) < FEWEST:
        return Model(everything, Calibration(), None)
    early = learn(_passages(pasts[:first]))
    pairs = [_pair(one, late, early) for one, late in _moments(pasts[first:second])]
    calibration = isotonic(pairs) if sum(late for _said, late in pairs) >= _FEWEST_LATE else Calibration()
    held_out = list(_moments(pasts[second:]))
    told = [(calibration.of(chance(one, early).late), late) for one, late in held_out]
    naive = [(float(one.elapsed > one.ahead[0].share or one.left <= 0), late) for one, late in held_out]
    return Model(everything, calibration, _examined(told, naive))


def _examined(told: Sequence[Pair], naive: Sequence[Pair]) -> Examined:
    bins = tuple(reliability(told))
    precision, recall = precision_recall(told, WARNED)
    return Examined(
        len(told), sum(late for _said, late in told), brier(told), calibration_error(bins), precision, recall,
        average_precision(told), average_precision(naive), bins,
    )  # fmt: skip


def _pair(one: Snapshot, late: bool, hazards: Hazards) -> Pair:
    return chance(one, hazards).late, late


def _passages(pasts: Iterable[Past]) -> Iterator[Passage]:
    for past in pasts:
        yield from past.passages


def _moments(pasts: Iterable[Past]) -> Iterator[tuple[Snapshot, bool]]:
    """Each step at its beginning and half-way through what it took, as an open dossier would have looked then."""
    for past in pasts:
        ahead, used = tuple(one.at for one in past.passages), 0
        for number, passage in enumerate(past.passages):
            for elapsed in (0, passage.worked // 2):
                yield Snapshot(ahead[number:], elapsed, past.limit - used - elapsed), past.was_late
            used += passage.worked
