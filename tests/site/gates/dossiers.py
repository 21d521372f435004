"""One dossier of the ward: its own people open it, for everybody else it is not there; opinions for who is asked."""

from __future__ import annotations

from collections.abc import Callable

from thongsuot.registry.accounts.roles import GRANTS, Role
from thongsuot.serving.dossiers.models import Dossier, DossierPart, Opinion
from thongsuot.serving.permissions import Serving

WARD = "phuong-dong-kinh--lang-son"
_READERS = {Role.ONE_STOP, Role.SPECIALIST}  # of the ward in the demo; the head who tries is of a department


def _at_the_ward(*seen: int) -> Callable[[Role | None], set[int]]:
    return lambda role: {302} if role is None else set(seen) if role in _READERS else {404}


def _export(role: Role | None) -> set[int]:
    if role is None:
        return {302}
    return {200} if Serving.DOSSIER_READ in GRANTS[role] else {403}


GATES = {
    "dossier": _at_the_ward(200),
    "dossier-json": _at_the_ward(200),
    "dossier-deed": _at_the_ward(302, 403, 422),
    "dossier-person": _at_the_ward(422),  # without a reason nothing opens
    "dossier-part-file": _at_the_ward(200, 404),
    "dossier-export": _export,
    "dossier-excel": _export,
    "dossier-opinions": "signed-in",
    "dossier-opinion": lambda role: {302} if role is None else {404},  # asked of Sở Tư pháp
}
POSTED = {"dossier-deed", "dossier-person"}


def _dossier() -> Dossier:
    return Dossier.objects.filter(receiving_unit__key=WARD, competent_unit__key=WARD).order_by("pk")[0]


def _part() -> list[object]:
    part = DossierPart.objects.filter(dossier__receiving_unit__key=WARD).select_related("dossier").order_by("pk")[0]
    return [part.dossier.code, part.pk]


def arguments() -> dict[str, Callable[[], list[object]]]:
    return {
        **dict.fromkeys(("dossier", "dossier-json", "dossier-person"), lambda: [_dossier().code]),
        "dossier-deed": lambda: [_dossier().code, "chuyen"],
        "dossier-part-file": _part,
        "dossier-opinion": lambda: [Opinion.objects.filter(unit__key="so-tu-phap--lang-son").order_by("pk")[0].pk],
    }
