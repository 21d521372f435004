"""Steps that add nothing for the applicant (H10): what only passes paper on, and how much of the time it takes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from thongsuot.serving.procedures.domain.content import ProcedureContent, Step


@dataclass(frozen=True, slots=True)
class Middle:
    """``steps`` adding no value, ``share`` their time, ``whole`` that of all steps, both in the limit's unit."""

    steps: tuple[Step, ...]
    share: Decimal
    whole: Decimal


def middle_of(content: ProcedureContent) -> Middle:
    steps = tuple(one for one in content.steps if not one.adds_value)
    whole = sum((one.share for one in content.steps), Decimal(0))
    return Middle(steps, sum((one.share for one in steps), Decimal(0)), whole)
