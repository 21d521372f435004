"""Before starting, a draft half filled, its papers, the look-up. What follows the look-up: tests/e2e/test_filing.py."""

from __future__ import annotations

from thongsuot.serving.filing.demo import TOKEN


def addresses() -> dict[str, list[str]]:
    draft = f"/nop-ho-so/ban-khai/{TOKEN}"
    pages = ("kiem-tra", "nguoi-nop", "lien-he", "con", "noi-sinh", "me")
    return {
        "": [
            *("/thu-tuc/1.001193/kiem-tra", "/nop-ho-so/1.001193", "/nop-ho-so/lam-tiep", "/tra-cuu"),
            *(f"{draft}/trang/{page}" for page in pages),
            *(f"{draft}/giay-to", f"{draft}/giay-to/chung-sinh", f"{draft}/kiem-tra-lai"),
        ]
    }
