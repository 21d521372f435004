"""Cutting procedures, the boards of dossiers."""

from __future__ import annotations

from collections.abc import Callable

from thongsuot.registry.accounts.roles import GRANTS, Role
from thongsuot.serving.cutting.choices import CutStatus
from thongsuot.serving.cutting.models import CutOpinion, CutProposal
from thongsuot.serving.permissions import Serving


def _desk(role: Role | None) -> set[int]:
    if role is None:
        return {302}
    return {200} if {Serving.CUT_PROPOSE, Serving.CUT_APPROVE} & set(GRANTS[role]) else {403}


def _new(role: Role | None) -> set[int]:
    """Only for a unit of one's own; a right over the whole tree has none to propose for."""
    if role is None:
        return {302}
    return {200, 404} if Serving.CUT_PROPOSE in GRANTS[role] else {403}


def _asked(role: Role | None) -> set[int]:
    """Under opinion every proposing agency may open it, to answer."""
    return _desk(role)


def _posted(role: Role | None) -> set[int]:
    if role is None:
        return {302}
    return {302, 403, 404, 409, 422} if _desk(role) == {200} else {403, 404}


GATES = {
    "cuts": "public",
    "cut": "public",
    "cuts-csv": "public",
    "cuts-desk": _desk,
    "cut-new": _new,
    "cut-edit": _asked,
    "cut-change": _posted,
    "cut-step": _posted,
    "cut-opinion-review": _posted,
    "dossier-board": Serving.BOARD_READ,
    "dossier-board-rows": lambda role: (
        {302} if role is None else {404} if Serving.BOARD_READ in GRANTS[role] else {403}
    ),
    "dossier-board-form": Serving.BOARD_READ,
    "service-figures": "public",
}
POSTED = {"cut-change", "cut-step", "cut-opinion-review"}


def _under_opinion() -> CutProposal:
    return CutProposal.objects.filter(status=CutStatus.OPINION).order_by("pk")[0]


def arguments() -> dict[str, Callable[[], list[object]]]:
    one: Callable[[], list[object]] = lambda: [_under_opinion().pk]  # noqa: E731
    return {
        "cut": one,
        "cuts-csv": lambda: ["lang-son-2024"],
        "cut-edit": one,
        "cut-change": one,
        "cut-step": lambda: [_under_opinion().pk, "lam-lai"],
        "cut-opinion-review": lambda: [CutOpinion.objects.order_by("pk")[0].pk],
    }
