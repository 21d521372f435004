"""What each action on plans takes and gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thongsuot.kernel.figures import Direction


@dataclass(frozen=True)
class PlanKey:
    key: str


@dataclass(frozen=True)
class NewPlan:
    """``programme`` of ``Programme``, ``level`` of ``Level``; a plan of one year begins and ends in it."""

    title: str
    unit_id: int
    programme: str
    level: str
    year_from: int
    year_to: int
    number: str = ""
    dated: date | None = None
    issuer_text: str = ""
    parent_id: int | None = None
    document_id: int | None = None
    is_public: bool = False
    is_sample: bool = False


@dataclass(frozen=True)
class PlanEdits:
    """The whole form; the parent has an action of its own."""

    key: str
    title: str
    programme: str
    level: str
    year_from: int
    year_to: int
    number: str = ""
    dated: date | None = None
    issuer_text: str = ""
    document_id: int | None = None
    is_public: bool = False


@dataclass(frozen=True)
class PlanDay:
    """``on``: the day it happened, where that was not today."""

    key: str
    on: date | None = None


@dataclass(frozen=True)
class PlanParent:
    """``parent_key`` empty takes the plan out of the one it carries out."""

    key: str
    parent_key: str = ""


@dataclass(frozen=True)
class GoalId:
    id: int


@dataclass(frozen=True)
class NewGoal:
    plan_key: str
    title: str
    code: str = ""
    parent_id: int | None = None
    source_locator: str = ""


@dataclass(frozen=True)
class GoalEdits:
    goal_id: int
    title: str
    code: str = ""
    parent_id: int | None = None


@dataclass(frozen=True)
class TargetId:
    id: int


@dataclass(frozen=True)
class NewTarget:
    """``aim`` in ``unit_of_measure``; ``direction`` says on which side it is reached."""

    plan_key: str
    name: str
    aim: Decimal | None = None
    unit_of_measure: str = "%"
    direction: str = Direction.AT_LEAST.value
    decimals: int = 2
    goal_id: int | None = None
    parent_id: int | None = None
    code: str = ""
    indicator_id: int | None = None
    aim_claim_id: int | None = None
    baseline: Decimal | None = None
    baseline_on: date | None = None
    due: date | None = None
    due_text: str = ""
    lead_id: int | None = None
    lead_text: str = ""
    source_locator: str = ""
    is_sample: bool = False


@dataclass(frozen=True)
class TargetEdits:
    target_id: int
    name: str
    aim: Decimal | None = None
    unit_of_measure: str = "%"
    direction: str = Direction.AT_LEAST.value
    decimals: int = 2
    goal_id: int | None = None
    parent_id: int | None = None
    code: str = ""
    indicator_id: int | None = None
    baseline: Decimal | None = None
    baseline_on: date | None = None
    due: date | None = None
    due_text: str = ""
    lead_id: int | None = None
    lead_text: str = ""


@dataclass(frozen=True)
class ValueId:
    id: int


@dataclass(frozen=True)
class NewValue:
    """A point of a target's series: a claim of the record, or a period («quý III/2024») and a number entered by hand.

    With ``claim_id`` period, number and parts are the claim's. With both parts and no ``value`` the share is computed.
    """

    target_id: int
    claim_id: int | None = None
    period: str = ""
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    kind: str = "actual"
    note: str = ""
