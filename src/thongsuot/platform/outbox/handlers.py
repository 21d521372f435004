"""Who brings an effect about, and which events ask for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a handler gets. ``effect_key`` stays the same over retries: give it to outside systems to tell repeats."""

    payload: dict[str, Any]
    effect_key: str
    attempt: int


Handle = Callable[[Delivery], None]


@dataclass(frozen=True, slots=True)
class Handler:
    """``external``: the effect leaves our database, so each message is committed by itself."""

    name: str
    handle: Handle
    external: bool


_handlers: dict[str, Handler] = {}
_subscriptions: dict[str, list[str]] = defaultdict(list)


def handler(name: str, *, external: bool = False) -> Callable[[Handle], Handle]:
    """Register the function bringing the effect about; its database writes and the mark «xong» commit together."""

    def register(handle: Handle) -> Handle:
        if name in _handlers and _handlers[name].handle is not handle:
            raise ValueError(f"two outbox handlers are named {name!r}")
        _handlers[name] = Handler(name, handle, external)
        return handle

    return register


def subscribe(event: str, handler_name: str) -> None:
    """From now on every event of that name sends a message to the handler; payload: see ``store.event_payload``."""
    if handler_name not in _subscriptions[event]:
        _subscriptions[event].append(handler_name)


def subscribers_of(event: str) -> tuple[str, ...]:
    """Handler names that follow an event."""
    return tuple(_subscriptions.get(event, ()))


def find(name: str) -> Handler | None:
    """The handler, or ``None`` when this release no longer has it."""
    return _handlers.get(name)


def external_names() -> list[str]:
    """Names of handlers whose effect leaves the database."""
    return [name for name, one in _handlers.items() if one.external]
