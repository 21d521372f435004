"""Tasks: the list in its views, one finished late, one still open, forms, bulk work, giving from the notice."""

from __future__ import annotations

from thongsuot.registry.documents.models import Document
from thongsuot.steering.tasks.models import Task

_LIST = "/lam-viec/nhiem-vu"


def addresses() -> dict[str, list[str]]:
    late = Task.objects.filter(timeliness="late", is_sample=True).order_by("pk")[0]
    parent = Task.objects.filter(children__isnull=False, is_sample=True).order_by("pk")[0]
    open_one = Task.objects.filter(lead__key="so-noi-vu--lang-son", status__in=("received", "under_way"))[0]
    notice = Document.objects.get(pk=Task.objects.filter(directive__isnull=False)[0].directive.document_id)
    return {
        "thu-ky": [
            *(_LIST, f"{_LIST}?han=qua-han&cap=province", f"{_LIST}?tim=khong+co+viec+nay", f"{_LIST}?xem=bang"),
            *(f"{_LIST}?xem=cho-toi", f"{_LIST}/moi", f"{_LIST}/{late.pk}", f"{_LIST}/{parent.pk}"),
            *(f"{_LIST}/{open_one.pk}/sua", f"/lam-viec/van-ban/{notice.key}/giao-viec"),
        ],
        "dau-moi": [f"{_LIST}?xem=cua-toi", f"{_LIST}/{open_one.pk}", f"{_LIST}/{open_one.pk}/gia-han"],
    }
