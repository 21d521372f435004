"""What the actions on procedures share: whose the procedure is, the row under lock, what is written to the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import Hidden
from thongsuot.platform.actions import Action, ActionError, Aggregate, Context
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion, VersionStatus
from thongsuot.serving.procedures.queries import procedures_visible_to

AGGREGATE = "procedure"
NO_BRANCH = ""  # the path of no unit: a procedure of the whole nation asks for the right over the whole tree


class Coded(Protocol):
    """Input that names its procedure."""

    @property
    def code(self) -> str: ...


InputT = TypeVar("InputT", bound=Coded)
ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True)
class VersionNumber:
    code: str
    number: int


class OnProcedure(Action[InputT, ResultT], Generic[InputT, ResultT]):
    """A step on one procedure, asked of whoever holds the right where the procedure is at home."""

    def scope(self, data: InputT) -> str:
        home = procedure_of(data.code).home
        return home.path if home else NO_BRANCH

    def authorise(self, actor: Actor, data: InputT) -> None:
        """What one may not see does not exist, whatever one would do to it (H04)."""
        if not procedures_visible_to(actor).filter(code=data.code).exists():
            raise Hidden(_("Không có thủ tục này."))
        super().authorise(actor, data)


def procedure_of(code: str) -> Procedure:
    found = Procedure.objects.select_related("home").filter(code=code).first()
    if found is None:
        raise Hidden(_("Không có thủ tục này."))
    return found


def locked(code: str) -> Procedure:
    """Versions of one procedure are changed by one person at a time."""
    return Procedure.objects.select_for_update(of=("self",)).select_related("home").get(code=code)


def draft_of(procedure: Procedure, number: int) -> ProcedureVersion:
    """Raises ``ActionError`` for what is announced: it never changes."""
    found = procedure.versions.filter(number=number).first()
    if found is None:
        raise Hidden(_("Không có phiên bản này."))
    if found.status != VersionStatus.DRAFT:
        raise ActionError(_("Phiên bản này đã công bố nên không sửa được. Hãy soạn phiên bản mới từ phiên bản này."))
    return found


def record(context: Context, procedure: Procedure, changes: dict[str, tuple[Any, Any]], reason: str = "") -> None:
    context.record(Aggregate(AGGREGATE, procedure.code), changes, reason=reason)
