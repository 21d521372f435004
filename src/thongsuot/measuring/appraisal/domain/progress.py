"""How far appraisal is. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """Leaves with a verdict out of those that ask for one; ``asked`` of them wait for the unit's words."""

    done: int
    asked: int
    total: int

    @property
    def left(self) -> int:
        return self.total - self.done
