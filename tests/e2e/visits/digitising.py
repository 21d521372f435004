"""Verify, whole and revoked; the sign-in of citizens; scans, results and the logbook at the ward."""

from __future__ import annotations

from thongsuot.serving.digitising.models import Result, Scan


def addresses() -> dict[str, list[str]]:
    good = Result.objects.filter(is_sample=True, state="result_signed").order_by("pk")[0]
    revoked = Result.objects.filter(is_sample=True, state="result_revoked").order_by("pk")[0]
    checked = Scan.objects.filter(archive__isnull=False).order_by("pk")[0]
    code = good.dossier.code
    desk = [
        *("/lam-viec/so-hoa", "/lam-viec/so-hoa?ky=nam", f"/lam-viec/so-hoa/{checked.pk}", "/lam-viec/so-theo-doi"),
        *(f"/lam-viec/ho-so/{code}/ket-qua", f"/lam-viec/ho-so/{checked.part.dossier.code}/quet"),
    ]
    return {
        "": [
            *("/dinh-danh", "/kiem-tra-ket-qua", f"/kiem-tra-ket-qua/{good.verify_code}"),
            *(f"/kiem-tra-ket-qua/{revoked.verify_code}", "/kiem-tra-ket-qua/KQ-AAAA-BBBB-CCCC-DDDD"),
        ],
        "mot-cua": desk,
        "chu-tich-phuong": [f"/lam-viec/ho-so/{code}/ket-qua"],
    }
