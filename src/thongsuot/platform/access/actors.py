"""Who acts. Accounts live in ``registry``; the plumbing asks only for this shape.

Duties belong to a position and people hold positions for a time (product §0.3), so an actor carries both names and the
log keeps them as they were on that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@runtime_checkable
class Actor(Protocol):
    """A signed-in account, the system itself, or nobody in particular."""

    @property
    def id(self) -> int | None:
        """Primary key of the account; ``None`` for the system and for the public."""

    @property
    def display_name(self) -> str: ...

    @property
    def position_name(self) -> str: ...

    @property
    def is_authenticated(self) -> bool: ...

    def can(self, permission: str, unit_path: str | None = None) -> bool:
        """Whether the permission is held now, inside the unit of that path («vn/a/b») where one is given."""


@dataclass(frozen=True, slots=True)
class SystemActor:
    """The product itself: timers, imports at set-up, federation. It may do everything and is named in the log."""

    display_name: str = "Hệ thống"
    position_name: str = ""

    @property
    def id(self) -> None:
        return None

    @property
    def is_authenticated(self) -> bool:
        return True

    def can(self, permission: str, unit_path: str | None = None) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class AnonymousActor:
    """Whoever opens the public site: sees what is public and holds no permission."""

    display_name: str = "Công chúng"
    position_name: str = ""

    @property
    def id(self) -> None:
        return None

    @property
    def is_authenticated(self) -> bool:
        return False

    def can(self, permission: str, unit_path: str | None = None) -> bool:
        return False


SYSTEM = SystemActor()
ANONYMOUS = AnonymousActor()
