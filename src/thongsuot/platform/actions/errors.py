"""Refusals of an action for reasons other than rights, worded for the person at the screen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong, where (``None`` = the whole form) and how to mend it, in one Vietnamese message."""

    message: str
    field: str | None = None


class ActionError(Exception):
    """Bad input (400/422). ``errors`` holds one entry a mistake; nothing was written."""

    def __init__(self, message: str, field: str | None = None, *, more: tuple[FieldError, ...] = ()) -> None:
        super().__init__(message)
        self.errors: tuple[FieldError, ...] = (FieldError(message, field), *more)

    @classmethod
    def of(cls, errors: list[FieldError]) -> ActionError:
        """One error for several mistakes found together; ``errors`` must not be empty."""
        first, *more = errors
        return cls(first.message, first.field, more=tuple(more))
