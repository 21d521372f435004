"""Each group of the warning, and one step unit by unit."""

from __future__ import annotations


def addresses() -> dict[str, list[str]]:
    page = "/lam-viec/canh-bao-tre"
    groups = [f"{page}?muc={one}" for one in ("nguy-co", "qua-han", "dung-yen")]
    return {"chu-tich-phuong": [page, *groups, f"{page}?muc=qua-han&buoc=tham-dinh"]}
