"""Citizens have no account: whoever proves to hold a dossier (code and digits, session, token) acts as this."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class CitizenActor:
    """``proof``: the code of the one dossier it may act on, or the token of the draft it is about to file."""

    proof: str
    position_name: str = ""

    @property
    def id(self) -> None:
        return None

    @property
    def display_name(self) -> str:
        return _("Người nộp hồ sơ")

    @property
    def is_authenticated(self) -> bool:
        return True

    def can(self, permission: str, unit_path: str | None = None) -> bool:
        """Holds no permission of an office; actions that are open to citizens look at ``proof``."""
        return False

    def holds(self, code: str) -> bool:
        return bool(code) and self.proof == code
