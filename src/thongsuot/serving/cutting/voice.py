"""The public has no account: whoever writes an opinion acts as this, and may do nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access import permissions

SPEAK = "serving.cut.speak"


def declare_voice() -> None:
    permissions.declare(SPEAK, str(gettext_lazy("góp ý về đề xuất cắt giảm")), str(_("người dân, doanh nghiệp")))


@dataclass(frozen=True, slots=True)
class PublicVoice:
    position_name: str = ""

    @property
    def id(self) -> None:
        return None

    @property
    def display_name(self) -> str:
        return _("Người dân góp ý")

    @property
    def is_authenticated(self) -> bool:
        return False

    def can(self, permission: str, unit_path: str | None = None) -> bool:
        return permission == SPEAK
