"""Facts by the handful: any history a dossier may have, by a seed."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

import pyarrow as pa

from thongsuot.reporting.lake.shape import arrow_schema

FIRST = datetime(2026, 1, 1, 8)  # noqa: DTZ001 - facts are told by the local clock
Row = dict[str, Any]
_MARKS = (
    "has_fee", "is_paid_online", "gives_paper", "has_electronic_result", "has_electronic_part", "has_paper_part",
    "is_reusing", "is_from_store", "is_identified", "is_same_day", "is_disliked",
)  # fmt: skip


def row(number: int, dice: random.Random, months: int = 5, provinces: int = 3) -> Row:
    """A dossier of one of ``provinces`` (10, 11, …) with ten units each, begun within ``months`` of 2026."""
    province = 10 + dice.randrange(provinces)
    started = FIRST + timedelta(minutes=dice.randrange(months * 30 * 24 * 60))
    due = started + timedelta(days=dice.randrange(0, 40))
    finished = started + timedelta(minutes=dice.randrange(60 * 24 * 60)) if dice.random() < 0.7 else None
    closed = due + timedelta(hours=dice.randrange(-90, 90)) if finished is None and dice.random() < 0.3 else None
    paused = started + timedelta(days=1) if finished is None and closed is None and dice.random() < 0.3 else None
    end = finished or closed
    marks = {name: dice.random() < 0.5 for name in _MARKS}
    return {
        "source": dice.randrange(2), "code": f"H{province}-{started:%y%m%d}-{number:07}", "province": province,
        "unit": province * 100 + dice.randrange(10), "received_unit": province * 100, "procedure": dice.randrange(50),
        "channel": dice.choice((1, 2, 2, 3)), "mode": dice.randrange(3), "started_at": started,
        "due_at": None if paused else due, "paused_at": paused, "finished_at": finished, "closed_at": closed,
        "is_past_due": paused is None and (end or FIRST + timedelta(days=150)) > due,
        "supplements": dice.choice((0, 0, 0, 1, 2)), **marks,
    }  # fmt: skip


def rows(count: int, seed: int = 1, months: int = 5, provinces: int = 3) -> list[Row]:
    dice = random.Random(seed)
    return [row(number, dice, months, provinces) for number in range(count)]


def table(some: list[Row]) -> Any:
    return pa.Table.from_pylist(some, schema=arrow_schema())
