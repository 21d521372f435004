"""How a criterion is scored, as its text says it: declarations only; ``measuring.scoring`` evaluates them. Pure.

Every rule names the inputs it asks for. Inputs are decimals by name; a yes/no is 1 or 0; a missing input is ``None``
and never 0. All points are decimals with the scale the criteria set prints.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar


class WhenEmpty(StrEnum):
    """What a ratio over nothing is worth (no dossier with a fee, no petition): the set has to say so."""

    FULL = "full"
    ZERO = "zero"
    NOT_APPLICABLE = "not_applicable"
    ASK = "ask"  # the appraiser decides; unscored until then


@dataclass(frozen=True, slots=True)
class YesNo:
    """Full points for yes, none for no."""

    kind: ClassVar[str] = "yes_no"
    inputs: ClassVar[tuple[str, ...]] = ("answer",)


@dataclass(frozen=True, slots=True)
class Step:
    """``points`` from ``at_least`` upwards; ``label`` is the words of the set where it describes rather than counts."""

    at_least: Decimal
    points: Decimal
    label: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """The points of the highest step reached; nothing below the lowest. ``unit`` is what ``value`` is counted in."""

    kind: ClassVar[str] = "steps"
    inputs: ClassVar[tuple[str, ...]] = ("value",)
    steps: tuple[Step, ...] = ()  # highest first
    unit: str = "%"


@dataclass(frozen=True, slots=True)
class Ratio:
    """``numerator``/``denominator`` in %: ``full`` and more → all points, below ``floor`` → none, else proportional.

    Proportional means maximum × ratio / 100 (as the sets say «tính theo tỷ lệ»), or stretched between floor and full
    where ``stretched`` is true: maximum × (ratio − floor) / (full − floor).
    """

    kind: ClassVar[str] = "ratio"
    inputs: ClassVar[tuple[str, ...]] = ("numerator", "denominator")
    full: Decimal = Decimal(100)
    floor: Decimal = Decimal(0)
    stretched: bool = False
    when_empty: WhenEmpty = WhenEmpty.ASK


@dataclass(frozen=True, slots=True)
class Deduction:
    """All points less ``each`` for every case, never below 0; as a penalty node: 0 less ``each``, down to its cap."""

    kind: ClassVar[str] = "deduction"
    inputs: ClassVar[tuple[str, ...]] = ("cases",)
    each: Decimal = Decimal("0.25")


@dataclass(frozen=True, slots=True)
class Counted:
    """``each`` for every case up to the maximum of the node (bonus)."""

    kind: ClassVar[str] = "counted"
    inputs: ClassVar[tuple[str, ...]] = ("cases",)
    each: Decimal = Decimal("0.25")


@dataclass(frozen=True, slots=True)
class Survey:
    """Maximum × the survey's % / 100; the unit does not score itself here."""

    kind: ClassVar[str] = "survey"
    inputs: ClassVar[tuple[str, ...]] = ("percent",)


@dataclass(frozen=True, slots=True)
class Statistic:
    """A published statistic: ``full`` and better → all, ``floor`` and worse → none, straight line between.

    ``full`` < ``floor`` means that less is better.
    """

    kind: ClassVar[str] = "statistic"
    inputs: ClassVar[tuple[str, ...]] = ("value",)
    full: Decimal = Decimal(100)
    floor: Decimal = Decimal(0)
    unit: str = "%"


@dataclass(frozen=True, slots=True)
class Manual:
    """Points given by a panel, with a reason."""

    kind: ClassVar[str] = "manual"
    inputs: ClassVar[tuple[str, ...]] = ("points",)


Plain = YesNo | Steps | Ratio | Deduction | Counted | Survey | Statistic | Manual


@dataclass(frozen=True, slots=True)
class Computed:
    """Inputs come from the record itself (E10): ``source`` names what, ``then`` how it is scored.

    Sources: ``tasks.done`` (numerator, denominator of the unit's tasks due in the year), ``claim:<indicator key>`` (the
    unit's confirmed figure of the year as ``value`` or ``percent``), ``dossiers.on_time`` (from the serving loop).
    """

    kind: ClassVar[str] = "computed"
    source: str = ""
    then: Plain = YesNo()

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.then.inputs


Rule = Plain | Computed
