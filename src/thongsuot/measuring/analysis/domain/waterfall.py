"""Why did we move: last year's index → this year's, domain by domain, adding up exactly (V5). Pure.

The index is points ÷ applicable maximum × 100, so a domain's part in it is its points × 100 ÷ applicable maximum. Where
both years ran on one set, the difference of a domain's parts is its step. Where the set changed, each leaf that can be
followed is split: (new weight) × (change of its rate) is what the unit did, (change of weight) × (old rate) is what the
method did. What cannot be followed, or is measured by another rule, is method as a whole and named so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from thongsuot.measuring.analysis.domain.exact import adding_up, decimal_of, part_of_index
from thongsuot.measuring.analysis.domain.mapping import pairs
from thongsuot.measuring.analysis.domain.shape import Item, Scoring, Sheet, applicable_maximum


class Cause(StrEnum):
    RESULT = "result"  # đổi do kết quả
    METHOD = "method"  # đổi do phương pháp
    RULE = "rule"  # the same criterion scored by another rule: not to be parted
    ALL = "all"  # two sets without a common leaf: method and result not to be parted


@dataclass(frozen=True, slots=True)
class Step:
    """``code`` is a domain's for ``RESULT``, else empty. ``change`` has the decimals of the index."""

    cause: Cause
    code: str
    name: str
    change: Decimal


@dataclass(frozen=True, slots=True)
class Waterfall:
    """``before + sum(steps) == after``, to the last digit shown."""

    before_year: int
    after_year: int
    before: Decimal
    after: Decimal
    steps: tuple[Step, ...]
    same_set: bool
    followed: int  # leaves of this year's set found in last year's
    leaves: int

    @property
    def change(self) -> Decimal:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A leaf's part in the index: ``weight`` × ``rate``; no rate where it does not apply."""

    weight: Fraction
    part: Fraction

    @property
    def rate(self) -> Fraction:
        return self.part / self.weight


def waterfall(old: Scoring, new: Scoring, unit: str, decimals: int = 2) -> Waterfall:
    """Raises ``KeyError`` where the unit was not scored in both."""
    before, after = _weighed(old, old.sheets[unit]), _weighed(new, new.sheets[unit])
    same = old.set_digest == new.set_digest
    parts = _by_domain(new, before, after) if same else _split(old, new, before, after)
    start, end = (
        decimal_of(sum((one.part for one in side.values()), Fraction(0)), decimals) for side in (before, after)
    )
    shown = adding_up(list(parts.values()), end - start, decimals)
    names = {top.code: top.name for top in new.tops}
    steps = tuple(
        Step(cause, code, names.get(code, ""), change) for (cause, code), change in zip(parts, shown, strict=True)
    )
    followed = len(new.items) if same else len(pairs(old, new).all)
    return Waterfall(old.year, new.year, start, end, steps, same, followed, len(new.items))


def _weighed(scoring: Scoring, sheet: Sheet) -> dict[str, _Weighed]:
    whole = applicable_maximum(scoring, sheet)
    found = {}
    for item in scoring.items:
        scored = sheet.scores.get(item.code)
        if scored is not None:
            weight = part_of_index(scored.maximum, whole)
            found[item.code] = _Weighed(weight, part_of_index(scored.points, whole))
    return found


_NOTHING = _Weighed(Fraction(0), Fraction(0))
_Key = tuple[Cause, str]


def _by_domain(new: Scoring, before: dict[str, _Weighed], after: dict[str, _Weighed]) -> dict[_Key, Fraction]:
    moved: dict[_Key, Fraction] = {(Cause.RESULT, top.code): Fraction(0) for top in new.tops}
    for item in new.items:
        moved[Cause.RESULT, item.top] += after.get(item.code, _NOTHING).part - before.get(item.code, _NOTHING).part
    return moved


def _split(old: Scoring, new: Scoring, before: dict[str, _Weighed], after: dict[str, _Weighed]) -> dict[_Key, Fraction]:
    found = pairs(old, new)
    if not found.all:
        return {(Cause.ALL, ""): _sum(new.items, after) - _sum(old.items, before)}
    moved: dict[_Key, Fraction] = defaultdict(Fraction)
    moved |= {(Cause.RESULT, top.code): Fraction(0) for top in new.tops}
    moved[Cause.METHOD, ""] = _sum(found.only_new, after) - _sum(found.only_old, before)
    for earlier, item in found.same:
        was, now = before.get(earlier.code, _NOTHING), after.get(item.code, _NOTHING)
        result = now.weight * (now.rate - was.rate) if was.weight and now.weight else Fraction(0)
        moved[Cause.RESULT, item.top] += result
        moved[Cause.METHOD, ""] += now.part - was.part - result
    for earlier, item in found.rule_changed:
        moved[Cause.RULE, ""] += after.get(item.code, _NOTHING).part - before.get(earlier.code, _NOTHING).part
    return dict(moved)


def _sum(items: Iterable[Item], weighed: dict[str, _Weighed]) -> Fraction:
    return sum((weighed.get(one.code, _NOTHING).part for one in items), Fraction(0))
