"""The same deed for many dossiers: what can be done is seen first, and each one says what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied, Hidden
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.serving.dossiers.actions import (
    AssignDossier,
    Assigning,
    HandingOver,
    HandOver,
    Passing,
    PassOn,
    Returning,
    ReturnResult,
)
from thongsuot.serving.dossiers.domain.happenings import Kind, PortalStatus
from thongsuot.serving.dossiers.domain.moves import why_not
from thongsuot.serving.dossiers.models import Dossier

MOST = 100  # what a person can still look through before pressing the button


class Deed(StrEnum):
    PASS = "chuyen"  # noqa: S105 - a word of the address, no secret
    ASSIGN = "giao"
    RETURN = "tra"


WORDS: dict[Deed, str | Promise] = {
    Deed.PASS: gettext_lazy("Chuyển bước tiếp theo"),
    Deed.ASSIGN: gettext_lazy("Giao người xử lý"),
    Deed.RETURN: gettext_lazy("Ghi đã trả kết quả"),
}
_KINDS = {Deed.PASS: Kind.STEP_BEGUN, Deed.ASSIGN: Kind.ASSIGNED, Deed.RETURN: Kind.RETURNED}


@dataclass(frozen=True, slots=True)
class Line:
    """``fault``: why it cannot be done, or was not; empty where it can, or was."""

    code: str
    dossier: Dossier | None
    fault: str = ""


def looked_through(codes: Sequence[str], known: Mapping[str, Dossier], deed: Deed) -> list[Line]:
    """Each code with the reason why not, where its status tells already."""
    lines = []
    for code in codes:
        dossier = known.get(code)
        fault = why_not(PortalStatus(dossier.status), _KINDS[deed]) if dossier else _unknown(code)
        lines.append(Line(code, dossier, fault))
    return lines


def carry_out(actor: Actor, codes: Sequence[str], known: Mapping[str, Dossier], deed: Deed, officer: int) -> list[Line]:
    """One action a dossier, each in its own transaction: what is refused leaves the others done."""
    acts: dict[Deed, Callable[[str], object]] = {
        Deed.PASS: lambda code: PassOn.run(actor, Passing(code)),
        Deed.ASSIGN: lambda code: AssignDossier.run(actor, Assigning(code, officer)),
        Deed.RETURN: lambda code: ReturnResult.run(actor, Returning(code)),
    }
    return [_line(code, known, acts[deed]) for code in codes]


def take_over(actor: Actor, codes: Sequence[str], known: Mapping[str, Dossier], unit: str) -> list[Line]:
    """Whoever scans has it now."""
    return [_line(code, known, lambda one: HandOver.run(actor, HandingOver(one, unit))) for code in codes]


def _line(code: str, known: Mapping[str, Dossier], act: Callable[[str], object]) -> Line:
    if code not in known:
        return Line(code, None, _unknown(code))
    try:
        act(code)
    except ActionError as refused:
        return Line(code, known[code], " ".join(one.message for one in refused.errors))
    except (AccessDenied, ConflictError, Hidden) as refused:
        return Line(code, known[code], str(refused))
    return Line(code, known[code])


def _unknown(code: str) -> str:
    return _("Không có hồ sơ mã %(code)s, hoặc hồ sơ không thuộc đơn vị của bạn.") % {"code": code}
