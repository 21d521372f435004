"""The public ledger, in all its frames."""

from __future__ import annotations


def addresses() -> dict[str, list[str]]:
    return {"": ["/loi-hua", "/loi-hua?ket-qua=qua-han&tim=khong+co", "/loi-hua/nhung"]}
