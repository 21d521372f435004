"""Refusals in Vietnamese: what, why, and what to do instead."""

from __future__ import annotations


class UnitHistoryError(ValueError):
    """Base of all refusals of the time machine; ``str(error)`` is fit for the screen."""


class UnknownUnitError(UnitHistoryError):
    """No unit bears that key or name."""


class AmbiguousNameError(UnitHistoryError):
    """Several units bear the name; ``candidates`` are their keys."""

    def __init__(self, message: str, candidates: tuple[str, ...]) -> None:
        super().__init__(message)
        self.candidates = candidates


class NotMappableError(UnitHistoryError):
    """The figure cannot be carried between units without inventing something."""
