"""What scoring gives back: points with the way they came about, per leaf and summed over the tree. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from thongsuot.measuring.criteria.domain.tree import Method

Inputs = Mapping[str, Decimal | None]


class Flag(StrEnum):
    UNSCORED = "unscored"  # counts 0, stays in the maximum, shown as missing
    NOT_APPLICABLE = "not_applicable"  # leaves the maximum
    EMPTY = "empty"  # a ratio over nothing, scored as the set says
    CAPPED = "capped"  # a bonus or penalty that reached its cap


class BadInput(ValueError):  # noqa: N818 - the unit's input is what is wrong
    """An input the rule cannot take (part above whole, points above maximum); ``str`` says what to mend."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


class UnscorableSet(ValueError):  # noqa: N818 - the set is what is wrong
    """No round can run on this set (unknown maxima, a leaf without a rule); ``str`` names the nodes in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Points of one leaf, rounded as the set says; ``exact`` is before rounding; ``trace`` is a Vietnamese sentence.

    ``points`` of a penalty are 0 or negative; ``maximum`` is always positive: the most it can give, or take.
    """

    code: str
    points: Decimal
    maximum: Decimal
    exact: Decimal
    flag: Flag | None
    trace: str


@dataclass(frozen=True, slots=True)
class NodeTotal:
    """A node with all below it: ``maximum`` is what applies to this unit.

    ``percent`` is not rounded; ``None`` where nothing applies, and for penalties: a share of one says nothing.
    """

    points: Decimal
    maximum: Decimal
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Totals:
    """``points`` = base + bonus − penalty; ``percent`` = points ÷ applicable maximum × 100, not rounded.

    ``penalty`` is the size of what is taken off, 0 or positive. ``blocks`` and ``fields`` look at the base points the
    other two ways: by where the score comes from, and by field of reform; each adds to ``base``.
    """

    points: Decimal
    base: Decimal
    bonus: Decimal
    penalty: Decimal
    applicable_maximum: Decimal
    percent: Decimal | None
    nodes: Mapping[str, NodeTotal]
    blocks: Mapping[Method, NodeTotal]
    fields: Mapping[str, NodeTotal]
    unscored: tuple[str, ...]
    not_applicable: tuple[str, ...]
