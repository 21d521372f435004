"""Where a person's e-mail goes. ``registry`` knows the addresses and says how to find them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Finder = Callable[[Iterable[int]], dict[int, str]]


def _nobody(_recipient_ids: Iterable[int]) -> dict[int, str]:
    return {}


_finder: Finder = _nobody


def use(finder: Finder) -> None:
    """Set the function from account numbers to e-mail addresses; accounts without one are left out."""
    global _finder  # noqa: PLW0603 - one hook of the process, set at start
    _finder = finder


def addresses_of(recipient_ids: Iterable[int]) -> dict[int, str]:
    """Account number → address, for those that have one."""
    return _finder(recipient_ids)
