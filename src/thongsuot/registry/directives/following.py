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


@dataclass(frozen=True, slots=True)
class NextStep:
    """Where the work goes on once a document's orders are confirmed, and the words on the link."""

    label: str
    url: str


Onward = Callable[[Actor, str], NextStep | None]


def _nowhere(_actor: Actor, _document_key: str) -> None:
    return None


_onward: Onward = _nowhere


def use_next_step(onward: Onward) -> None:
    """Set the function from a document's key to the step after its review; ``None`` for whoever may not take it."""
    global _onward  # noqa: PLW0603 - one hook of the process, set at start
    _onward = onward


def next_step(actor: Actor, document_key: str) -> NextStep | None:
    return _onward(actor, document_key)
