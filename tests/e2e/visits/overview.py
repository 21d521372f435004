"""The brief, on the chairman's first screen and on its own, and the flow of orders."""

from __future__ import annotations


def addresses() -> dict[str, list[str]]:
    return {
        "truong-ban": ["/lam-viec", "/lam-viec/tom-tat", "/lam-viec/dong-chay"],
        "thu-ky": ["/lam-viec"],
        "lanh-dao": ["/lam-viec", "/lam-viec/tom-tat"],
    }
