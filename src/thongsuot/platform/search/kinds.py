"""What can be found: each app declares its kinds of entry with their Vietnamese name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EntryKind:
    """``permissions``: those that entries of this kind may ask of the reader besides being public."""

    name: str
    label: str
    permissions: tuple[str, ...]


_kinds: dict[str, EntryKind] = {}


def declare_kind(name: str, label: str, permissions: tuple[str, ...] = ()) -> None:
    """``declare_kind("claim", "Số liệu", ("registry.document.read_draft",))``, once, when the app is ready."""
    _kinds[name] = EntryKind(name, label, permissions)


def label_of(name: str) -> str:
    """The heading of a group of results."""
    return str(_kinds[name].label) if name in _kinds else name


def all_permissions() -> tuple[str, ...]:
    """Every permission some entry may ask for."""
    return tuple(sorted({codename for kind in _kinds.values() for codename in kind.permissions}))


def names() -> tuple[str, ...]:
    """Every declared kind."""
    return tuple(_kinds)
