"""The nation, a province with dossiers of its own, one with made-up ones, a commune; theirs beside ours; the wall."""

from __future__ import annotations


def addresses() -> dict[str, list[str]]:
    board = "/thoi-gian-thuc"
    units = [f"{board}/tinh-lang-son", f"{board}/tinh-bac-ninh-2025", f"{board}/phuong-dong-kinh--lang-son"]
    return {
        "": [
            *(board, f"{board}?ky=2025&xep=truc-tuyen", *units, f"{board}/doi-chieu", "/ioc?nen=toi"),
            *(f"{board}/doi-chieu?don-vi=tinh-lang-son", "/ioc", "/ioc?don-vi=tinh-lang-son"),
        ],
        "so-noi-vu": [f"{board}/tinh-lang-son"],
    }
