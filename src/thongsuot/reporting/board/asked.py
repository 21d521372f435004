"""What the address asks for: period and order. All of it can be linked, kept and printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from thongsuot.kernel.periods import Period, half, month, nine_months, period_from_key, period_key, quarter, year

_FIRST_YEAR = 2015


@dataclass(frozen=True, slots=True)
class Asked:
    """``first`` and ``last`` are inside; index 766 goes by calendar months, quarters and years. ``seen``: the last day
    that has come, on which units stand as the board shows them."""

    period: Period
    first: date
    last: date
    seen: date

    @property
    def key(self) -> str:
        return period_key(self.period)

    @property
    def query(self) -> str:
        return f"ky={self.key}"


def asked_of(request: HttpRequest, today: date) -> Asked:
    """``ky``; what is no period is this year."""
    found = _period(request.GET.get("ky", ""), today) or year(today.year)
    assert found.start is not None and found.end is not None
    return Asked(found, found.start, found.end, min(found.end, today))


def _period(key: str, today: date) -> Period | None:
    try:
        found = period_from_key(key) if key else None
    except ValueError:
        return None
    if found is None or found.start is None or found.end is None:
        return None
    return found if _FIRST_YEAR <= found.start.year <= found.end.year <= today.year + 1 else None


def period_choices(asked: Asked, today: date) -> list[tuple[str, str, bool]]:
    """(key, words, is chosen): this year and the last in all the lengths of reporting, what has begun only."""
    periods: list[Period] = []
    for one in (today.year, today.year - 1):
        periods += [year(one), nine_months(one), half(one, 1)]
        periods += [quarter(one, number) for number in (4, 3, 2, 1)]
        periods += [month(one, number) for number in range(12, 0, -1)]
    begun = [one for one in periods if one.start is not None and one.start <= today]
    known = begun if asked.period in begun else [asked.period, *begun]
    return [(period_key(one), one.text, one == asked.period) for one in known]
