"""How a unit names itself at the head of a paper."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from thongsuot.registry.units.models import Unit, UnitKind


@dataclass(frozen=True, slots=True)
class Letterhead:
    """``body``: the authority in whose name it decides; ``place``: for «…, ngày …»."""

    superior: str
    issuer: str
    body: str
    place: str


def letterhead(unit: Unit, *, by_head: bool) -> Letterhead:
    """By the one-stop desk of ``unit``, or ``by_head`` in the name of the authority itself."""
    commune = unit.kind in (UnitKind.COMMUNE, UnitKind.DISTRICT, UnitKind.PROVINCE)
    body = f"Ủy ban nhân dân {_lowered(unit.name)}" if commune else unit.name
    parent = unit.parent
    above = f"Ủy ban nhân dân {_lowered(parent.name)}" if parent is not None and not commune else ""
    place = unit.short_name if commune else parent.short_name if parent is not None else unit.short_name
    bare = place.removeprefix("Phường ").removeprefix("Xã ").removeprefix("Tỉnh ")
    if by_head:
        return Letterhead(above, body, body, bare)
    return Letterhead(body, "Bộ phận Tiếp nhận và Trả kết quả", body, bare)


def tracking_address(code: str) -> str:
    """Where the QR of a dossier's papers leads; its last four digits are still asked there."""
    return f"{settings.SITE_URL}/tra-cuu/{code}"


def verify_address(code: str) -> str:
    """Where the QR of a result leads."""
    return f"{settings.SITE_URL}/kiem-tra-ket-qua/{code}"


def _lowered(name: str) -> str:
    return name[:1].lower() + name[1:]
