"""Finds the account behind a number, for work done later in somebody's name. ``registry`` says how."""

from __future__ import annotations

from collections.abc import Callable

from thongsuot.platform.access.actors import SYSTEM, Actor

Finder = Callable[[int], Actor | None]


def _nobody(_account_id: int) -> None:
    return None


_find: Finder = _nobody


def use(find: Finder) -> None:
    """Set the function from an account's number to the account; ``None`` for one that may no longer act."""
    global _find  # noqa: PLW0603 - one hook of the process, set at start
    _find = find


def actor_by_id(account_id: int | None) -> Actor | None:
    """The account with the rights it has now; the system for ``None``; ``None`` when it may no longer act."""
    return SYSTEM if account_id is None else _find(account_id)
