"""Cuts and boards: the public pages, the desk of Sở Nội vụ with a draft in the editor, the chairman's board."""

from __future__ import annotations

from thongsuot.serving.cutting.models import CutProposal


def addresses() -> dict[str, list[str]]:
    draft = CutProposal.objects.filter(status="cut_draft").order_by("pk")[0]
    asked = CutProposal.objects.filter(status="cut_opinion").order_by("pk")[0]
    board, desk = "/lam-viec/so-lieu-ho-so", "/lam-viec/cat-giam"
    everybody = ["/cat-giam-thu-tuc", f"/cat-giam-thu-tuc/{asked.pk}", "/ket-qua-phuc-vu"]
    office = [desk, f"{desk}/them", f"{desk}/{draft.pk}", f"{desk}/{asked.pk}"]
    numbers = [board, f"{board}?doanh-nghiep=1&ky=2026", f"{board}/ho-so?nhom=rest_766", f"{board}/ho-so?nhom=received"]
    return {"": everybody, "so-noi-vu": [*office, *numbers]}
