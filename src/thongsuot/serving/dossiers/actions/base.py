"""What all actions on one dossier share: who may, the lock, and the word where another was faster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeVar

from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied, Hidden, require
from thongsuot.platform.actions import Action, ActionError, ConflictError
from thongsuot.platform.actions.base import Context
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.queries import dossiers_visible_to
from thongsuot.serving.dossiers.writing import lock


class OnCode(Protocol):
    """Input of an action on one dossier."""

    @property
    def code(self) -> str: ...


InputT = TypeVar("InputT", bound=OnCode)
Right = tuple[str, str]  # permission, and the column of the unit it is asked for


@dataclass(frozen=True, slots=True)
class Done:
    """What every action on a dossier answers."""

    code: str


class DossierAction(Action[InputT, Done]):
    """``rights``: any one of them is enough. ``citizens``: the applicant may, on the dossier they prove to hold."""

    rights: ClassVar[tuple[Right, ...]]
    citizens: ClassVar[bool] = False

    def scope(self, data: InputT) -> str | None:
        return str(getattr(row(data.code), self.rights[0][1]).path)

    def authorise(self, actor: Actor, data: InputT) -> None:
        if isinstance(actor, CitizenActor):
            if not (self.citizens and actor.holds(data.code)):
                raise AccessDenied(_("Việc này do cơ quan giải quyết hồ sơ thực hiện."))
            return
        dossier = row(data.code)
        if not self.sees(actor, dossier):
            raise Hidden(_("Không tìm thấy hồ sơ này hoặc bạn không có quyền xem."))
        if not any(actor.can(permission, getattr(dossier, place).path) for permission, place in self.rights):
            require(actor, self.rights[0][0], getattr(dossier, self.rights[0][1]).path)

    def sees(self, actor: Actor, dossier: Dossier) -> bool:
        return dossiers_visible_to(actor).filter(pk=dossier.pk).exists()

    def check(self, actor: Actor, data: InputT) -> None:
        """The lock comes first: what is looked at afterwards stays so until the end of the transaction."""
        dossier = lock(row(data.code))
        revision = getattr(data, "revision", None)
        if revision is not None and revision != dossier.revision:
            raise ConflictError(
                _("Hồ sơ %(code)s vừa được người khác cập nhật. Hãy xem lại rồi làm tiếp.") % {"code": dossier.code}
            )
        self.inspect(actor, data, dossier)

    def inspect(self, actor: Actor, data: InputT, dossier: Dossier) -> None:
        """Preconditions on the locked row; raise ``ActionError``."""

    def execute(self, context: Context, data: InputT) -> Done:
        dossier = row(data.code)
        self.act(context, data, dossier)
        return Done(dossier.code)

    def act(self, context: Context, data: InputT, dossier: Dossier) -> None:
        raise NotImplementedError


def row(code: str) -> Dossier:
    """Raises ``Hidden`` where there is no such dossier."""
    units = ("receiving_unit", "competent_unit", "holder_unit")
    found = Dossier.objects.select_related(*units, "procedure", "version").filter(code=code).first()
    if found is None:
        raise Hidden(_("Không tìm thấy hồ sơ này hoặc bạn không có quyền xem."))
    return found


def need(value: Any, message: str, field: str) -> None:
    """Refuse an empty field with words."""
    if not (value.strip() if isinstance(value, str) else value):
        raise ActionError(message, field)
