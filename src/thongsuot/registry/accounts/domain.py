"""Whether a set of roles allows an act; pure."""

from __future__ import annotations

from collections.abc import Iterable

from thongsuot.registry.accounts.roles import GRANTS, Role


def allows(grants: Iterable[tuple[Role, str | None]], permission: str, unit_path: str | None) -> bool:
    """A grant without a branch covers the whole tree; without ``unit_path`` any branch is enough to enter."""
    return any(permission in GRANTS[role] and covers(branch, unit_path) for role, branch in grants)


def covers(branch: str | None, unit_path: str | None) -> bool:
    """Whether ``unit_path`` lies in ``branch``; «vn/a» covers «vn/a/b» and not «vn/ab»."""
    if branch is None or unit_path is None:
        return True
    return unit_path == branch or unit_path.startswith(f"{branch}/")
