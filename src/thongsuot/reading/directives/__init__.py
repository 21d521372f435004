"""Orders in official text: who must do what by when, each with its span and the cue that made it (product §5.3, J3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from thongsuot.reading.directives.walk import walk
from thongsuot.reading.model import Directive, Passage
from thongsuot.reading.speakers import Turn

__all__ = ["read_directives"]


def read_directives(
    text: str,
    passages: Sequence[Passage],
    turns: Sequence[Turn],
    *,
    given_on: date | None = None,
    year: int | None = None,
) -> tuple[Directive, ...]:
    """``given_on``: the day of the meeting or document; ``year``: the year to assume where only that is known."""
    return tuple(walk(text, passages, turns, given_on, year))
