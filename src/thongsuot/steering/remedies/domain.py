"""Limits without a database: what a closing needs, how fast they burn down, whether one came back. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import pairwise

from thongsuot.kernel.text import fold, nfc

WEAK_BELOW = 80  # R01: every criterion below 80% of its maximum becomes a draft limit
ALIKE_FROM = Decimal("0.3")


class Missing(StrEnum):
    """What a limit still lacks before it may be closed (R02)."""

    CAUSE = "cause"
    POSITION = "position"
    PROOF = "proof"


def missing_to_close(*, cause_code: str, cause: str, position_id: int | None, proofs: int) -> tuple[Missing, ...]:
    lacks = (
        (Missing.CAUSE, not cause_code or not cause.strip()),
        (Missing.POSITION, position_id is None),
        (Missing.PROOF, proofs == 0),
    )
    return tuple(what for what, lacking in lacks if lacking)


def is_weak(score: Decimal, maximum: Decimal) -> bool:
    """Below 80% of the maximum, exactly: 4/5 is not weak, 3,99/5 is."""
    return score * 100 < maximum * WEAK_BELOW


@dataclass(frozen=True, slots=True)
class Move:
    """From this day on, one limit is open or no longer is."""

    day: date
    limit_id: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class BurnPoint:
    """Open limits at the end of a day; ``ideal`` is an even pace from all at the start to none at the due day."""

    day: date
    open: int
    ideal: Decimal | None


@dataclass(frozen=True, slots=True)
class BurnDown:
    points: tuple[BurnPoint, ...]
    total: int  # limits ever open up to the last point
    start: date
    due: date | None

    @property
    def open(self) -> int:
        return self.points[-1].open

    @property
    def closed(self) -> int:
        return self.total - self.open

    @property
    def behind(self) -> bool:
        ideal = self.points[-1].ideal
        return ideal is not None and self.open > ideal


def burn_down(moves: Iterable[Move], *, until: date, due: date | None = None, days: int = 7) -> BurnDown | None:
    """Counts every ``days`` days from the first opening to ``until``, both included; ``None`` before any opening.

    Moves of one day count in the order given: a limit closed and reopened that day is open at its end.
    """
    known = sorted((one for one in moves if one.day <= until), key=lambda one: one.day)
    first = next((one.day for one in known if one.is_open), None)
    if first is None:
        return None
    total = len({one.limit_id for one in known if one.is_open})
    points = [BurnPoint(day, _open_at(known, day), _ideal(total, first, due, day)) for day in _days(first, until, days)]
    return BurnDown(tuple(points), total, first, due)


def _days(first: date, until: date, days: int) -> list[date]:
    found = [first]
    while found[-1] + timedelta(days=days) < until:
        found.append(found[-1] + timedelta(days=days))
    return found if found[-1] >= until else [*found, until]


def _open_at(moves: Sequence[Move], day: date) -> int:
    last = {one.limit_id: one.is_open for one in moves if one.day <= day}
    return sum(last.values())


def _ideal(total: int, first: date, due: date | None, day: date) -> Decimal | None:
    if due is None:
        return None
    if day >= due:
        return Decimal(0)
    left = Decimal((due - day).days) / (due - first).days
    return (total * left).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Likeness:
    """``share`` of the shorter text's word pairs that the other has too, and the phrases both use, as written."""

    share: Decimal
    phrases: tuple[str, ...]

    @property
    def is_alike(self) -> bool:
        """«Hồ sơ» and «hệ thống» stand in every second limit: only a phrase of three syllables or more tells."""
        return self.share >= ALIKE_FROM and any(phrase.count(" ") >= 2 for phrase in self.phrases)


# Words that join a phrase to its sentence and are cut off at its ends: «lệ thanh toán trực tuyến», «đạt chuẩn vẫn».
_EDGES = frozenset(fold("lệ chưa còn mới vẫn và của ở tại").split())
_WORD = re.compile(r"[^\W\d_]+")
# Words of every report of limits: alone they do not make two of them the same.
_COMMON = frozenset(
    fold(
        "việc các của và còn chưa đạt mới một số thực hiện tại trên địa bàn tỉnh cơ quan đơn vị được cho công tác "
        "tỷ lệ thấp cao chậm hạn chế vẫn có với trong không do đến từ sự thật"
    ).split()
)


def likeness(one: str, other: str) -> Likeness:
    """How far two limits speak of the same, by pairs of neighbouring words («thanh toán», «trực tuyến»).

    Vietnamese words are pairs of syllables, so single syllables would find likeness everywhere.
    """
    first, second = _words(one), _words(other)
    ours, theirs = _pairs(first), _pairs(second)
    shorter = min(len(set(ours)), len(set(theirs)))
    both = set(ours) & set(theirs)
    if not both:
        return Likeness(Decimal(0), ())
    share = (Decimal(len(both)) / shorter).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return Likeness(share, _phrases(first, both))


def _words(text: str) -> list[str]:
    return _WORD.findall(nfc(text).lower())


def _pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    """Neighbouring words, folded; a pair of two common words says nothing."""
    folded = [fold(word) for word in words]
    return [pair for pair in pairwise(folded) if not _COMMON.issuperset(pair)]


def _phrases(words: Sequence[str], both: set[tuple[str, str]]) -> tuple[str, ...]:
    """Runs of shared pairs as the text writes them, in its order, none twice."""
    runs: list[list[str]] = []
    joined = False
    for left, right in pairwise(words):
        if (fold(left), fold(right)) not in both:
            joined = False
            continue
        if joined:
            runs[-1].append(right)
        else:
            runs.append([left, right])
        joined = True
    trimmed = (_trimmed(run) for run in runs)
    return tuple(dict.fromkeys(" ".join(run) for run in trimmed if len(run) > 1))


def _trimmed(run: Sequence[str]) -> Sequence[str]:
    while run and fold(run[0]) in _EDGES:
        run = run[1:]
    while run and fold(run[-1]) in _EDGES:
        run = run[:-1]
    return run
