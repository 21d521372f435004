"""The desk as the ward's clerk and the province's overseer see it."""

from __future__ import annotations

from thongsuot.serving.desk.models import ReconcileRun
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.models import Dossier

_HOME = "phuong-dong-kinh--lang-son"


def addresses() -> dict[str, list[str]]:
    here = Dossier.objects.filter(receiving_unit__key=_HOME)
    taken = here.filter(status=Status.PROCESSING).order_by("-pk")[0]
    new = here.filter(status=Status.NEW).order_by("-pk")[:1]
    run = ReconcileRun.objects.filter(unit__key=_HOME).order_by("-pk")[0]
    work = "/lam-viec"
    clerk = [
        *(f"{work}/ho-so", f"{work}/ho-so?muc=tat-ca", f"{work}/ho-so?muc=qua-han&tim=khong+co"),
        *(f"{work}/tiep-nhan", f"{work}/tiep-nhan?thu-tuc={taken.procedure.code}", f"{work}/tiep-nhan?tim=xyz"),
        *(f"{work}/tiep-nhan/{taken.code}/xong", f"{work}/tiep-nhan/ngoai-tuyen", f"{work}/ban-giao"),
        *(f"{work}/doi-chieu", f"{work}/doi-chieu/{run.pk}", f"{work}/quay"),
        *(f"{work}/kiem-tra-ho-so/{one.code}" for one in new),
    ]
    return {"mot-cua": clerk, "so-noi-vu": [f"{work}/quay"], "buu-dien": [f"{work}/tiep-nhan"]}
