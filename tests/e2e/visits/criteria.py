"""Criteria sets: as the public reads them, and the desk of Sở Nội vụ with a draft for next year."""

from __future__ import annotations

from thongsuot.measuring.criteria.actions import CloneRelease, Cloning
from thongsuot.measuring.criteria.models import CriteriaRelease, ReleaseStatus
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.units.models import Unit

_SET = "mau-so-nganh-2025"


def _draft() -> str:
    found = CriteriaRelease.objects.filter(status=ReleaseStatus.DRAFT, home__key="tinh-lang-son").first()
    if found is not None:
        return found.key
    home = Unit.objects.get(key="tinh-lang-son")
    wanted = Cloning(_SET, home.pk, "Bộ tiêu chí sở, ban, ngành năm 2027", 2027)
    return CloneRelease.run(Account.objects.get(username="so-noi-vu"), wanted, idempotency_key="visit-2027").key


def addresses() -> dict[str, list[str]]:
    root, desk = "/bo-tieu-chi", "/lam-viec/bo-tieu-chi"
    draft = f"{desk}/{_draft()}"
    public = [
        *(root, f"{root}/{_SET}", f"{root}/{_SET}?linh-vuc=digital", f"{root}/{_SET}?tim=khong+co"),
        *(f"{root}/{_SET}/3.2.1", f"{root}/{_SET}/3", f"{root}/par-index-provinces-892"),
        *(f"{root}/{_SET}/so-sanh/mau-so-nganh-2024", f"{root}/{_SET}/so-sanh/{_SET}"),
    ]
    office = [
        *(desk, f"{desk}/{_SET}/soan-moi", draft, f"{draft}/phan-dau", f"{draft}/them?duoi=1"),
        *(f"{draft}/tieu-chi/3.2.1", f"{draft}/tieu-chi/3"),
    ]
    return {"": public, "so-noi-vu": office}
