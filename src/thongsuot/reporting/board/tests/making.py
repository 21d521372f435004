"""Counts and facts for the tests of the boards."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any

from thongsuot.serving.facts.domain.measures import Counts

_numbers = count(1)


def counts(**given: int) -> Counts:
    """Nothing but what is given."""
    return replace(Counts.zero(), **given)


def fact(province: int, unit: int, started: datetime, **given: Any) -> dict[str, Any]:
    """A dossier of another system, filed at the counter; finished nowhere unless told."""
    row: dict[str, Any] = {
        "source": 1,
        "code": f"T{next(_numbers):06}",
        "province": province,
        "unit": unit,
        "received_unit": unit,
        "procedure": 1,
        "channel": 1,
        "mode": 0,
        "started_at": started,
        "due_at": None,
        "paused_at": None,
        "finished_at": None,
        "closed_at": None,
        "is_past_due": False,
        "supplements": 0,
    }
    flags = ("has_fee", "is_paid_online", "gives_paper", "has_electronic_result", "has_electronic_part")
    more = ("has_paper_part", "is_reusing", "is_from_store", "is_identified", "is_same_day", "is_disliked")
    return row | dict.fromkeys((*flags, *more), False) | given
