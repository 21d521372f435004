"""Committees of a day, one through its memberships, one being written, a merger tried, the sheets of a chairman."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from tests.site.gates.committees import KEY, drafted_seat, member
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.steering.committees.actions import FoundCommittee, NewCommittee

_BASE = "/lam-viec/ban-chi-dao"
_MERGED = "bcd-cai-cach-hanh-chinh-chuyen-doi-so-de-an-06--ha-giang"
_LONG = "Ban Chỉ đạo cải thiện môi trường đầu tư, nâng năng lực cạnh tranh và phục vụ người dân, doanh nghiệp của tỉnh"


def addresses() -> dict[str, list[str]]:
    """Lạng Sơn's committee is being written meanwhile; a second body stands beside it to be merged with."""
    name = _LONG.ljust(120, "g")  # A09: nothing breaks at 120 characters
    long = NewCommittee("tinh-lang-son", name=name, on=date(2026, 1, 1), citation="minh họa", programmes=("cchc",))
    other = FoundCommittee.run(SYSTEM, long).key
    trial = {"before": [KEY, other], "on": "01/12/2026", "name": "Ban Chỉ đạo chung", "citation": "minh họa"}
    return {
        "so-noi-vu": [
            *(_BASE, f"{_BASE}?ngay=2024-07-28", f"{_BASE}/lap", f"{_BASE}/{other}", f"{_BASE}/{other}/kien-toan"),
            *(f"{_BASE}/{KEY}/kien-toan/thanh-vien/{drafted_seat()}", f"{_BASE}/{KEY}/kien-toan"),
            f"{_BASE}/hop-nhat?{urlencode(trial, doseq=True)}",
        ],
        "truong-ban": [
            *(f"{_BASE}/{KEY}", f"{_BASE}/{KEY}?ngay=2024-10-10&lan=1", f"{_BASE}/{_MERGED}?ngay=2024-09-18"),
            *(f"{_BASE}/{KEY}/thanh-vien/{member()}", "/lam-viec/don-vi-phu-trach"),
            "/lam-viec/don-vi-phu-trach/so-noi-vu--lang-son",
        ],
    }
