"""One dossier in its states, from the desk, the specialist and the head; the opinion Sở Tư pháp is asked for."""

from __future__ import annotations

from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.models import Dossier, Opinion

WARD = "phuong-dong-kinh--lang-son"
_STATES = (Status.NEW, Status.ACCEPTED, Status.PROCESSING, Status.SUPPLEMENT, Status.FINISHED, Status.RETURNED)


def addresses() -> dict[str, list[str]]:
    here = Dossier.objects.filter(receiving_unit__key=WARD).order_by("-pk")
    found = [here.filter(status=one).first() for one in _STATES]
    pages = [f"/lam-viec/ho-so/{one.code}" for one in found if one]
    opinion = Opinion.objects.filter(unit__key="so-tu-phap--lang-son").order_by("pk")[0]
    return {
        "mot-cua": pages,
        "thu-ly": [f"/lam-viec/ho-so/{opinion.dossier.code}"],
        "chu-tich-phuong": pages[2:4],
        "thu-ly-tu-phap": ["/lam-viec/y-kien", f"/lam-viec/y-kien/{opinion.pk}"],
        "thu-ky": ["/lam-viec/y-kien"],
    }
