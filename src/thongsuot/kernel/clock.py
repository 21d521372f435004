"""Moments as Vietnam reads them: 24-hour clock, Asia/Ho_Chi_Minh."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from thongsuot.kernel.formatting import format_date

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def local(moment: datetime) -> datetime:
    """The moment on a clock in Vietnam. Raises ``ValueError`` without a time zone: we do not guess one."""
    if moment.tzinfo is None:
        raise ValueError("Thời điểm chưa ghi múi giờ nên không đổi được sang giờ Việt Nam.")
    return moment.astimezone(VIETNAM)


def format_time(moment: datetime) -> str:
    """«02:26»."""
    return f"{local(moment):%H:%M}"


def format_moment(moment: datetime) -> str:
    """«02:26 ngày 19/09/2024»."""
    return f"{format_time(moment)} ngày {format_date(local(moment).date())}"
