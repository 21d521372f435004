"""Vietnamese words for event names, shown in every history. Actions add theirs when they are declared."""

from __future__ import annotations

_labels: dict[str, str] = {}


def declare(name: str, label: str) -> None:
    """Give an event its Vietnamese name: ``declare("registry.claim.confirmed", "Xác nhận số liệu")``."""
    _labels[name] = label


def label_of(name: str) -> str:
    """The Vietnamese name, or the event's own name where a later release no longer knows it."""
    return str(_labels.get(name, name))
