"""What people can be told about: each app declares its kinds, which are also the switches a person sees."""

from __future__ import annotations

_kinds: dict[str, str] = {}


def declare_kind(name: str, label: str) -> None:
    """``declare_kind("task.assigned", "Được giao nhiệm vụ")``, once, when the app is ready."""
    _kinds[name] = label


def declared_kinds() -> dict[str, str]:
    """Name → Vietnamese label, in the order of declaration."""
    return dict(_kinds)


def label_of(name: str) -> str:
    """The Vietnamese label."""
    return str(_kinds.get(name, name))
