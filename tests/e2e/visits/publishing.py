"""Results for everybody, a lost point, an older version; the desk, its preview and the objections."""

from __future__ import annotations

from thongsuot.measuring.publishing.content import Result
from thongsuot.measuring.publishing.lines import tree
from thongsuot.measuring.publishing.models import Publication

KEY, UNIT = "cham-diem-so-nganh-2025", "so-noi-vu--lang-son"


def addresses() -> dict[str, list[str]]:
    result = Result.of(Publication.objects.filter(round__key=KEY).order_by("-number")[0])
    lines = [one for one in tree(result, result.by_key[UNIT]) if one.leaf]
    lost = next(one.node.code for one in lines if one.lost > 0)
    kept = next(one.node.code for one in lines if one.lost <= 0)
    root, desk = f"/ket-qua-cham-diem/{KEY}", f"/lam-viec/cong-bo/{KEY}"
    return {
        "": [
            *("/ket-qua-cham-diem", "/ket-qua-cham-diem?nhom=ministry", root, f"{root}/ban/1", f"{root}/{UNIT}"),
            *(f"{root}/{UNIT}/{lost}", f"{root}/{UNIT}/{kept}"),
        ],
        "so-noi-vu": ["/lam-viec/cong-bo", desk, f"{desk}/xem-truoc", f"{desk}/kien-nghi"],
        "lanh-dao": [f"{desk}/{UNIT}/kien-nghi?tieu-chi={lost}"],
    }
