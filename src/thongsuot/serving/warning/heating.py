"""The strip of steps, hotter the more often a step takes longer than its share of the limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from thongsuot.platform.access.actors import Actor
from thongsuot.serving.warning import queries
from thongsuot.serving.warning.domain.words import step_words

_MOST = 10
_CLASSES = (0.1, 0.2, 0.35, 0.5)  # parts of passages past their share: the five depths of colour


@dataclass(frozen=True, slots=True)
class HeatRow:
    """``part``: of ``many`` passages those past their share; ``ratio``: usual length in shares; now: open, past."""

    code: str
    title: str
    unit: str
    unit_key: str
    many: int
    part: Decimal
    ratio: Decimal
    now: int
    now_past: int

    @property
    def depth(self) -> int:
        """1 … 5; the figure stands in the cell, so colour is never alone."""
        return 1 + sum(float(self.part) >= edge for edge in _CLASSES)


def heat_rows(actor: Actor, now: datetime, fewest: int, code: str = "") -> list[HeatRow]:
    """Of all steps; with ``code`` of that step, unit by unit."""
    under_way = queries.under_way(actor, now)
    found = []
    for row in queries.heat(actor, fewest, code)[:_MOST]:
        unit_key = str(row.get("unit__key", ""))
        places = [count for (step, unit), count in under_way.items() if step == row["code"] and unit_key in ("", unit)]
        name = step_words(str(row["code"]), str(row["title"]), int(str(row["titles"])))
        many, part, ratio = int(str(row["many"])), Decimal(str(row["part"])), Decimal(str(row["ratio"]))
        now_here, past = sum(one[0] for one in places), sum(one[1] for one in places)
        unit = str(row.get("unit__name", ""))
        found.append(HeatRow(str(row["code"]), name, unit, unit_key, many, part, ratio, now_here, past))
    return found
