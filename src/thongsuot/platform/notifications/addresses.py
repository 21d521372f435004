"""Where a person's letters and text messages go. ``registry`` knows and says how to find them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Finder = Callable[[Iterable[int]], dict[int, str]]


def _nobody(_recipient_ids: Iterable[int]) -> dict[int, str]:
    return {}


_finder: Finder = _nobody
_phones: Finder = _nobody


def use(finder: Finder, phones: Finder = _nobody) -> None:
    """Set the functions from account numbers to e-mail addresses and to telephone numbers; who has none is left out."""
    global _finder, _phones
    _finder, _phones = finder, phones


def addresses_of(recipient_ids: Iterable[int]) -> dict[int, str]:
    """Account number → address, for those that have one."""
    return _finder(recipient_ids)


def phones_of(recipient_ids: Iterable[int]) -> dict[int, str]:
    """Account number → telephone number, for those that have one."""
    return _phones(recipient_ids)
