"""What became of a promise, in words anybody understands (§5.14). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thongsuot.kernel.formatting import format_number


class Standing(StrEnum):
    """Ordered as the ledger lists them: what is wrong first."""

    OVERDUE = "qua-han"
    OPEN = "dang-lam"
    NO_DATE = "chua-co-han"
    KEPT = "da-lam"
    KEPT_LATE = "da-lam-muon"
    DROPPED = "khong-con-phu-hop"
    UNTRACKED = "chua-theo-doi"


WORDS = {
    Standing.OVERDUE: "Quá hạn",
    Standing.OPEN: "Đang làm",
    Standing.NO_DATE: "Đang làm, chưa có hạn",
    Standing.KEPT: "Đã làm đúng hạn",
    Standing.KEPT_LATE: "Đã làm, muộn hạn",
    Standing.DROPPED: "Không còn phù hợp",
    Standing.UNTRACKED: "Chưa theo dõi",
}
TONES = {
    Standing.OVERDUE: "bad",
    Standing.OPEN: "info",
    Standing.NO_DATE: "neutral",
    Standing.KEPT: "good",
    Standing.KEPT_LATE: "warn",
    Standing.DROPPED: "neutral",
    Standing.UNTRACKED: "warn",
}


@dataclass(frozen=True, slots=True)
class Promise:
    """The facts a verdict needs. ``finished_on`` counts only once somebody accepted the work."""

    deadline: date | None
    finished_on: date | None
    is_dropped: bool = False
    is_tracked: bool = True


def standing_on(promise: Promise, day: date) -> Standing:
    """How the promise stood on ``day``; work finished later than that day was still open."""
    if not promise.is_tracked:
        return Standing.UNTRACKED
    if promise.is_dropped:
        return Standing.DROPPED
    if promise.finished_on is not None and promise.finished_on <= day:
        late = promise.deadline is not None and promise.finished_on > promise.deadline
        return Standing.KEPT_LATE if late else Standing.KEPT
    if promise.deadline is None:
        return Standing.NO_DATE
    return Standing.OVERDUE if promise.deadline < day else Standing.OPEN


def sentence(promise: Promise, day: date) -> str:
    """«Quá hạn 12 ngày», «Đã làm, sớm 9 ngày», «Đang làm, còn 3 ngày», said of ``day``."""
    standing = standing_on(promise, day)
    deadline, finished = promise.deadline, promise.finished_on
    if standing is Standing.OVERDUE and deadline:
        return f"Quá hạn {_days(deadline, day)}"
    if standing is Standing.OPEN and deadline:
        return "Đang làm, hạn là hôm nay" if deadline == day else f"Đang làm, còn {_days(day, deadline)}"
    if standing is Standing.KEPT_LATE and deadline and finished:
        return f"Đã làm, muộn {_days(deadline, finished)}"
    if standing is Standing.KEPT and deadline and finished and finished < deadline:
        return f"Đã làm, sớm {_days(finished, deadline)}"
    return "Đã làm" if standing is Standing.KEPT and deadline is None else WORDS[standing]


def _days(start: date, end: date) -> str:
    return f"{format_number((end - start).days)} ngày"
