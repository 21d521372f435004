"""What the address asks for: the filters of the list and the day everything is held against."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from thongsuot.steering.remedies.choices import LimitStatus
from thongsuot.steering.remedies.queries import Filters


def asked_day(request: HttpRequest) -> date:
    """``?ngay=2024-10-10``, else today."""
    try:
        return date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return timezone.localdate()


def filters_of(request: HttpRequest) -> Filters:
    get = request.GET.get
    state, year = get("trang-thai", ""), get("nam", "")
    return Filters(
        state=state if state in (*LimitStatus.values, "dang-mo") else "",
        unit=get("don-vi", ""),
        field=get("linh-vuc", ""),
        year=int(year) if year.isdigit() and len(year) == 4 else None,
        plan=get("ke-hoach", ""),
        words=get("tim", "")[:200],
        overdue=get("qua-han") == "1",
        recurring=get("lap-lai") == "1",
    )
