"""What the address of the queue says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Tab(StrEnum):
    MINE = "viec-cua-toi"
    WAITING = "cho-tiep-nhan"
    RUNNING = "dang-xu-ly"
    SUPPLEMENT = "cho-bo-sung"
    TO_RETURN = "cho-tra"
    SOON = "sap-den-han"
    LATE = "qua-han"
    ALL = "tat-ca"


TAB_WORDS: dict[Tab, str | Promise] = {
    Tab.MINE: _("Cần tôi làm"),
    Tab.WAITING: _("Chờ tiếp nhận"),
    Tab.RUNNING: _("Đang xử lý"),
    Tab.SUPPLEMENT: _("Chờ bổ sung, nộp tiền"),
    Tab.TO_RETURN: _("Chờ trả"),
    Tab.SOON: _("Nguy cơ 48 giờ"),
    Tab.LATE: _("Quá hạn"),
    Tab.ALL: _("Tất cả"),
}


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Empty means all. ``unit``: key of the unit that holds the dossier; ``officer``: number of the account."""

    tab: Tab = Tab.MINE
    words: str = ""
    procedure: str = ""
    unit: str = ""
    officer: int | None = None
    channel: int | None = None


def filter_of(request: HttpRequest) -> QueueFilter:
    """A value nobody knows is as if it were not there."""
    got = request.GET
    tab = Tab(got["muc"]) if got.get("muc") in set(Tab) else Tab.MINE
    numbers = {name: int(got[name]) if got.get(name, "").isdecimal() else None for name in ("nguoi", "kenh")}
    return QueueFilter(
        tab,
        got.get("tim", "").strip()[:120],
        got.get("thu-tuc", "")[:40],
        got.get("don-vi", "")[:120],
        numbers["nguoi"],
        numbers["kenh"],
    )
