"""A simulation as it opens, with the best bundle, with half a point more; and of a national index."""

from __future__ import annotations

KEY, UNIT = "cham-diem-so-nganh-2025", "so-y-te--lang-son"


def addresses() -> dict[str, list[str]]:
    at = f"/ket-qua-cham-diem/{KEY}/{UNIT}/mo-phong"
    best, half = f"{at}?ngan-sach=6&de-xuat=1&nam=2027", f"{at}?tieu-chi=2.1.1&cong=0,5&ngan-sach=1.2.3"
    return {"": [at, "/ket-qua/par-index/2022/mo-phong/tinh-thanh-hoa?cong=0,5"], "so-noi-vu": [best, half]}
