"""What the detector says: a question, with the figures that raise it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    CEILING = "ceiling"  # everybody gets nearly everything
    INFLATED_UNIT = "inflated_unit"  # one unit gives itself far more than is found
    INFLATED_LEAF = "inflated_leaf"  # most units give themselves more than is found here
    ONE_DAY = "one_day"  # much of the year's work is closed in one day
    PERIOD_END = "period_end"  # … or in the last days of quarters
    HASTE = "haste"  # faster than anybody can read
    DEVICE = "device"  # many people's dossiers from one device in a short while
    STRAIGHT = "straight"  # survey sheets with one answer all the way down
    ROUND_DIGITS = "round_digits"  # counts that end in 0 or 5 too often


@dataclass(frozen=True, slots=True)
class Question:
    """``key`` is the same whenever the same thing is found again: an answer given once stays with it.

    ``unit`` and ``code`` (of a criterion) say whom and what it is about, empty where it is about all; ``figures`` are
    the parts behind the sentence, as shown; ``refs`` what it was counted from.
    """

    kind: Kind
    text: str
    unit: str = ""
    code: str = ""
    detail: str = ""
    figures: tuple[tuple[str, str], ...] = ()
    refs: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return "|".join((self.kind.value, self.unit, self.code, self.detail))
