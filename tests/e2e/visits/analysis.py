"""Analysis: a published round, a unit in it, profiles, five years, the check of published tables, a running round."""

from __future__ import annotations


def addresses() -> dict[str, list[str]]:
    root, unit = "/ket-qua-cham-diem/cham-diem-so-nganh-2025", "so-y-te--lang-son"
    public = [
        *(f"{root}/phan-tich", f"{root}/phan-tich?linh-vuc=3"),
        *(f"{root}/{unit}/phan-tich", f"{root}/{unit}/phan-tich?so-voi=so-noi-vu--lang-son"),
        *(f"/don-vi/{unit}/ho-so-cham-diem", "/don-vi/tinh-lang-son/ho-so-cham-diem"),
        *("/don-vi/tinh-hau-giang/nam-nam?tu=2017&den=2021", "/don-vi/tinh-hau-giang/bon-chi-so?nam=2021"),
        *("/ket-qua/doi-chieu", "/ket-qua/par-index/2021?don-vi=tinh-hau-giang"),
    ]
    return {"": public, "so-noi-vu": ["/lam-viec/cham-diem/cham-diem-so-nganh-2026/chenh-lech"]}
