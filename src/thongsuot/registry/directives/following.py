"""What became of an order once it was confirmed. The loop that carries it out says so here; the record only asks."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from thongsuot.platform.access.actors import Actor


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A chip beside the sentence. ``tone`` as ``{% badge %}`` takes it: good, warn, bad, info, neutral."""

    label: str
    tone: str
    url: str


Finder = Callable[[Actor, Collection[int]], dict[int, FollowUp]]


def _nobody(_actor: Actor, _directive_ids: Collection[int]) -> dict[int, FollowUp]:
    return {}


_finder: Finder = _nobody


def use(finder: Finder) -> None:
    """Set the function from directive numbers to chips; orders without one show their state of confirmation."""
    global _finder  # noqa: PLW0603 - one hook of the process, set at start
    _finder = finder


def follow_ups(actor: Actor, directive_ids: Collection[int]) -> dict[int, FollowUp]:
    return _finder(actor, directive_ids)
