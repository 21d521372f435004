"""The catalogue of permissions: every codename an action or an access function may ask for, with its Vietnamese name.

Which role holds which permission is decided in ``registry`` (product §2.4); here only the words are kept, so that a
refusal can say in Vietnamese what was refused and who could do it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

_CODENAME = re.compile(r"[a-z]+(\.[a-z][a-z_]*)+")


@dataclass(frozen=True, slots=True)
class Permission:
    """``codename`` as «registry.claim.confirm»; ``label`` a verb phrase: «xác nhận số liệu»; ``holders`` who has it."""

    codename: str
    label: str
    holders: str

    def refusal(self) -> str:
        """One sentence saying who can, for the person who cannot."""
        if not self.holders:
            return _("Tài khoản của bạn chưa được giao quyền %(what)s.") % {"what": self.label}
        return _("Chỉ %(holders)s %(what)s được. Hãy đề nghị người có quyền.") % {
            "holders": self.holders,
            "what": self.label,
        }


_catalogue: dict[str, Permission] = {}


def declare(codename: str, label: str, holders: str = "") -> Permission:
    """Add a permission to the catalogue; the same codename with other words is a programming error."""
    if not _CODENAME.fullmatch(codename):
        raise ValueError(f"permission codename must look like app.subject.verb, got {codename!r}")
    permission = Permission(codename, label, holders)
    if _catalogue.setdefault(codename, permission) != permission:
        raise ValueError(f"permission {codename!r} is declared twice with different words")
    return permission


def find(codename: str) -> Permission:
    """The declared permission; ``KeyError`` names the module's mistake loudly."""
    return _catalogue[codename]


def catalogue() -> tuple[Permission, ...]:
    """Every declared permission, by codename."""
    return tuple(_catalogue[name] for name in sorted(_catalogue))
