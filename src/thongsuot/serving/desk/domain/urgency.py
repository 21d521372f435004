"""Which dossier is pressing: its date pulled forward by the risk of lateness, said in a word and a tone (J7.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import IntEnum

from thongsuot.serving.dossiers.domain.happenings import CLOSED, PortalStatus
from thongsuot.serving.dossiers.domain.spans import DAY

SOON = DAY  # within one working day a dossier is «sắp trễ»
RISKY = Decimal("0.5")


class Tier(IntEnum):
    """Earlier is more pressing; within a tier ``pressing_at`` decides."""

    LATE = 0
    RUNNING = 1
    WAITING = 2  # the citizen's turn, or a result waits to be fetched
    DONE = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a dossier tells how pressing it is. ``left``: working minutes until due, negative when late."""

    status: PortalStatus
    due_at: datetime | None
    received_at: datetime | None
    risk: Decimal | None
    left: int | None


@dataclass(frozen=True, slots=True)
class Urgency:
    """``tone`` names a badge; ``words`` always stand beside it (never colour alone)."""

    tier: Tier
    pressing_at: datetime | None
    tone: str
    words: str

    @property
    def key(self) -> tuple[int, bool, float]:
        """Sorts the most pressing first; a dossier without a date comes last of its tier."""
        return self.tier, self.pressing_at is None, self.pressing_at.timestamp() if self.pressing_at else 0.0


def pressing_at(due: datetime, received: datetime | None, risk: Decimal | None) -> datetime:
    """The date less the part of the whole time that is likely to be lost: risk × (due − received)."""
    whole = max(due - (received or due), timedelta())
    return due - whole * float(risk or 0)


def urgency(one: Standing) -> Urgency:
    """How pressing a dossier is, and in which words."""
    pressing = pressing_at(one.due_at, one.received_at, one.risk) if one.due_at else None
    if one.status in CLOSED:
        return Urgency(Tier.DONE, None, "neutral", _CLOSED[one.status])
    if one.status in _WAITING:
        return Urgency(Tier.WAITING, pressing, "info", _WAITING[one.status])
    if one.left is None:
        return Urgency(Tier.RUNNING, pressing, "info", "Chưa có ngày hẹn")
    if one.left < 0:
        return Urgency(Tier.LATE, pressing, "bad", f"Quá hạn {span(-one.left)}" if one.left <= -60 else "Vừa quá hạn")
    if one.left <= SOON:
        return Urgency(Tier.RUNNING, pressing, "warn", f"Sắp trễ – còn {span(one.left)}")
    if one.risk is not None and one.risk >= RISKY:
        return Urgency(Tier.RUNNING, pressing, "warn", f"Dễ trễ – còn {span(one.left)}")
    return Urgency(Tier.RUNNING, pressing, "good", f"Còn {span(one.left)}")


def span(minutes: int) -> str:
    """Working time in words, ``minutes`` ≥ 0: «2 ngày», «1 ngày 4 giờ», «4 giờ», «25 phút»; never «0».

    Rounded down: nobody is told of time that is not there.
    """
    if minutes < 60:
        return f"{max(minutes, 1)} phút"
    days, rest = divmod(minutes, DAY)
    hours = rest // 60
    if not days:
        return f"{hours} giờ"
    return f"{days} ngày {hours} giờ" if hours and days < 2 else f"{days} ngày"


_CLOSED = {
    PortalStatus.NOT_ACCEPTED: "Không tiếp nhận",
    PortalStatus.WITHDRAWN: "Người dân đã rút",
    PortalStatus.STOPPED: "Đã dừng",
    PortalStatus.RETURNED: "Đã trả kết quả",
}
_WAITING = {
    PortalStatus.NEW: "Chờ tiếp nhận",
    PortalStatus.SUPPLEMENT: "Đang chờ bổ sung",
    PortalStatus.FINANCIAL_DUTY: "Chờ nộp tiền",
    PortalStatus.FINISHED: "Chờ trả kết quả",
}
