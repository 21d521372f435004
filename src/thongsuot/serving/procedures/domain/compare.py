"""Two versions side by side (H06): steps, time, papers, fees and whatever else differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from thongsuot.serving.procedures.domain.content import Component, Fee, ProcedureContent, Step
from thongsuot.serving.procedures.domain.savings import papers_of
from thongsuot.serving.procedures.domain.wording import in_days


class Change(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


class Coded(Protocol):
    @property
    def code(self) -> str: ...


CodedT = TypeVar("CodedT", bound=Coded)


@dataclass(frozen=True, slots=True)
class Pair(Generic[CodedT]):
    """One row: what it was, what it is; ``None`` on the side where it is not."""

    before: CodedT | None
    after: CodedT | None

    @property
    def change(self) -> Change:
        if self.before is None:
            return Change.ADDED
        if self.after is None:
            return Change.REMOVED
        return Change.SAME if self.before == self.after else Change.CHANGED


@dataclass(frozen=True, slots=True)
class Difference:
    """``days``: working days spared, negative when it takes longer; ``None`` where the units do not compare.

    ``papers``: copies the applicant brings less of; ``steps``: fewer steps.
    """

    steps: tuple[Pair[Step], ...]
    components: tuple[Pair[Component], ...]
    fees: tuple[Pair[Fee], ...]
    days: Decimal | None
    papers_fewer: int
    steps_fewer: int
    others: tuple[str, ...]  # names of other fields of the content that differ


_LISTS = {"steps", "components", "fees", "limit"}


def compare(before: ProcedureContent, after: ProcedureContent) -> Difference:
    was, now = papers_of(before), papers_of(after)
    others = (name for name in ProcedureContent.__dataclass_fields__ if name not in _LISTS)
    return Difference(
        steps=paired(before.steps, after.steps),
        components=paired(before.components, after.components),
        fees=paired(before.fees, after.fees),
        days=_days(before, after),
        papers_fewer=sum(one.count for one in was.asked) - sum(one.count for one in now.asked),
        steps_fewer=len(before.steps) - len(after.steps),
        others=tuple(name for name in others if getattr(before, name) != getattr(after, name)),
    )


def paired(before: Sequence[CodedT], after: Sequence[CodedT]) -> tuple[Pair[CodedT], ...]:
    """By code, in the order of ``after``; what was removed stands where it stood. Every item appears exactly once."""
    new = {one.code: one for one in after}
    old = {one.code: one for one in before}
    rows: list[Pair[CodedT]] = [Pair(old.get(one.code), one) for one in after]
    places = {one.code: place for place, one in enumerate(before)}
    for code in sorted((code for code in old if code not in new), key=places.__getitem__):
        rows.insert(_place(rows, places[code], places), Pair(old[code], None))
    return tuple(rows)


def _place(rows: Sequence[Pair[CodedT]], place: int, places: dict[str, int]) -> int:
    """Right after the last row that stood before it in the older version."""
    earlier = (at for at, row in enumerate(rows, start=1) if row.before is not None and places[row.before.code] < place)
    return max(earlier, default=0)


def _days(before: ProcedureContent, after: ProcedureContent) -> Decimal | None:
    was, now = in_days(before.limit), in_days(after.limit)
    if was is not None and now is not None:
        return was - now
    return before.limit.value - after.limit.value if before.limit.unit is after.limit.unit else None
