"""The fold once more, dossier by dossier and row by row in Python, to hold against the SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from thongsuot.reporting.feed.domain.events import Event

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def folded(
    events: Sequence[Event], now: datetime, units: Mapping[str, Any], procedures: Mapping[str, Any]
) -> dict[str, Any] | None:
    """``events`` of one dossier as they arrived; ``units``, ``procedures``: what the sender's codes are with us."""
    once = {one.digest: (place, one) for place, one in reversed(list(enumerate(events)))}
    order = [one for _place, one in sorted(once.values(), key=lambda pair: (pair[1].at, pair[0]))]
    last = order[-1].status

    def newest(name: str) -> Any:
        records = [one for one in reversed(order) if one.kind == 1]  # dates of a step are not the dossier's
        return next((told for one in records if (told := getattr(one, name)) is not None), None)

    def since(run: set[int], statuses: set[int]) -> datetime | None:
        found = None
        for one in reversed(order):
            if one.status not in run:
                break
            found = one.at if one.status in statuses else found
        return found

    def first(*moments: datetime | None) -> datetime | None:
        return next((one for one in moments if one is not None), None)

    def known(name: str, meanings: Mapping[str, Any]) -> Any:
        told = [getattr(one, name) for one in order]
        return next((meanings[code] for code in reversed(told) if code in meanings), None)

    unit, procedure = known("unit_code", units), known("procedure_code", procedures)
    if unit is None or procedure is None:
        return None
    taken = [one.at for one in order if one.status in (2, 4, 5, 6, 9, 10)]
    started = newest("received_at") or (taken[0] if taken else None)
    if started is None:
        return None
    finished = closed = None
    if last in (9, 10):
        finished = first(newest("ended_at"), since({9, 10}, {9}), newest("returned_at"), since({9, 10}, {10}))
    if last in (3, 7, 8):
        refused = newest("refused_at") if last == 3 else None
        closed = first(refused, newest("ended_at"), since({3, 7, 8}, {3, 7, 8}))
    finished = max(finished, started) if finished else None
    closed = max(closed, started) if closed else None
    due = None if last in (5, 6) else newest("due_at")
    runs = sum(one.status == 5 and (place == 0 or order[place - 1].status != 5) for place, one in enumerate(order))
    counted = newest("supplements")
    electronic, paper = newest("has_electronic_part"), newest("has_paper_part")
    moments = {
        "started_at": started,
        "due_at": due,
        "paused_at": since({5, 6}, {5, 6}),
        "finished_at": finished,
        "closed_at": closed,
    }
    return {
        "code": order[0].code,
        "unit": unit,
        "procedure": procedure,
        "channel": newest("channel") or 1,
        **{name: _local(moment) for name, moment in moments.items()},
        "is_past_due": due is not None and due < (finished or closed or now),
        "supplements": runs if counted is None else counted,
        "has_fee": bool(newest("has_fee")),
        "is_paid_online": bool(newest("is_paid_online")),
        "has_electronic_result": bool(newest("has_electronic_result")),
        "has_electronic_part": bool(electronic),
        "has_paper_part": (not electronic) if paper is None else paper,
        "is_reusing": bool(newest("is_reusing")),
        "is_from_store": bool(newest("is_from_store")),
        "is_identified": bool(newest("is_identified")),
    }


def _local(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(_ZONE).replace(tzinfo=None)
