"""What the estimate is told. Units and steps only: an officer is no input (product §5.2)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ahead:
    """A step at a unit: ``share`` is its part of the limit, in minutes of office hours (> 0)."""

    procedure: int
    step: str
    unit: int
    share: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage through a step; ``worked`` minutes so far, all of them where it ``is_ended``."""

    at: Ahead
    worked: int
    is_ended: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A dossier at one moment: the step it is in first, ``elapsed`` minutes there, ``left`` until it is due."""

    ahead: tuple[Ahead, ...]
    elapsed: int
    left: int


@dataclass(frozen=True, slots=True)
class Past:
    """A finished dossier: its passages in order, minutes of its whole limit, and whether it came late."""

    passages: tuple[Passage, ...]
    limit: int
    was_late: bool


@dataclass(frozen=True, slots=True)
class Chance:
    """``late`` between 0 and 1; ``step``: place in ``ahead`` of the step expected to overrun the most."""

    late: float
    step: int
