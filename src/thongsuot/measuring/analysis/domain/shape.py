"""A counted round as analysis reads it: leaves, and per unit what each leaf brought. Pure, plain values only.

``publishing`` (or, before publication, the rows of the round) is turned into this by ``analysis.reading``; nothing
here knows how a score came about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.measuring.criteria.domain.tree import Link, Part

ZERO, HUNDRED = Decimal(0), Decimal(100)


@dataclass(frozen=True, slots=True)
class Item:
    """A leaf of the set. ``top`` is the code of the domain it stands under; ``rule`` the rule's one written form."""

    code: str
    name: str
    top: str
    maximum: Decimal
    part: Part = Part.BASE
    field: str = ""
    rule: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Top:
    """A domain of the set, bonus and penalty included."""

    code: str
    name: str
    part: Part = Part.BASE
    field: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """What one leaf brought one unit. ``points`` is the score that counts, never ``None``: unscored counts 0.

    ``maximum`` is what applies to the unit, 0 where the leaf does not apply. Points of a penalty are negative or 0.
    """

    points: Decimal
    maximum: Decimal
    self_points: Decimal | None = None
    appraised: Decimal | None = None
    is_scored: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """One unit in the round; ``percent`` is the index it is ranked by."""

    unit: str
    name: str
    scores: Mapping[str, Scored]
    percent: Decimal | None = None
    rank: int | None = None
    out_of: int | None = None
    is_tied: bool = False
    class_name: str = ""
    peer_group: str = ""


@dataclass(frozen=True, slots=True)
class Scoring:
    """A whole round. ``set_digest`` tells whether two rounds ran on the same set."""

    key: str
    title: str
    year: int
    set_key: str
    set_digest: str
    tops: tuple[Top, ...]
    items: tuple[Item, ...]
    sheets: Mapping[str, Sheet]
    is_sample: bool = False

    def items_of(self, top: str) -> list[Item]:
        return [one for one in self.items if one.top == top]

    def base_items(self) -> list[Item]:
        return [one for one in self.items if one.part is Part.BASE]


def applicable_maximum(scoring: Scoring, sheet: Sheet) -> Decimal:
    """Of the 100 points, what applies to this unit; bonus and penalty stand outside."""
    own = (sheet.scores.get(one.code) for one in scoring.base_items())
    return sum((one.maximum for one in own if one is not None), ZERO)


def share(points: Decimal, maximum: Decimal) -> Decimal | None:
    """Points in % of the maximum, not rounded; ``None`` where nothing applies."""
    return points * HUNDRED / maximum if maximum else None
