"""One unit's simulation put together: where it stands, its levers, the chosen ones, and the ranks they may bring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import round_percent
from thongsuot.measuring.criteria.domain.tree import Node
from thongsuot.measuring.publishing.content import By, LeafResult, Result, UnitResult
from thongsuot.measuring.simulator.asked import Wish
from thongsuot.measuring.simulator.domain.backtest import Coverage, backtest
from thongsuot.measuring.simulator.domain.bundles import Bundle, best_bundle, greedy_bundle
from thongsuot.measuring.simulator.domain.feasibility import Time, YearLeft
from thongsuot.measuring.simulator.domain.field import Field, Noise, Outlook, is_negligible, pooled
from thongsuot.measuring.simulator.domain.levers import (
    LeafState,
    Lever,
    levers_of,
    more_points,
    totals_after,
    with_efforts,
)
from thongsuot.measuring.simulator.domain.survey import survey_error

FIRST_ROWS = 15
_LEAST_CHANGES = 5  # fewer known changes make no spread


@dataclass(frozen=True, slots=True)
class Row:
    """A lever as the table shows it. ``risen``: places won on average, by itself."""

    lever: Lever
    node: Node
    risen: Decimal
    negligible: bool
    is_chosen: bool

    @property
    def risen_per_effort(self) -> Decimal:
        return self.risen / self.lever.effort

    @property
    def is_late(self) -> bool:
        return self.lever.chance.time is Time.GONE


@dataclass(frozen=True, slots=True)
class State:
    """A total with the ranks it may bring."""

    points: Decimal
    percent: Decimal
    outlook: Outlook


@dataclass(frozen=True, slots=True)
class Study:
    unit: UnitResult
    left: YearLeft
    rows: list[Row]
    chosen: list[Lever]
    before: State
    after: State
    out_of: int
    within: int
    proposed: Bundle | None
    by_eye: Bundle | None
    coverage: Coverage
    has_own_past: bool
    draws: int
    free: Lever | None

    @property
    def cost(self) -> Decimal:
        return sum((one.effort for one in self.chosen), Decimal(0))

    @property
    def first_rows(self) -> list[Row]:
        """What stands at the top, and whatever was chosen."""
        return [row for place, row in enumerate(self.rows) if place < FIRST_ROWS or row.is_chosen]

    @property
    def other_rows(self) -> list[Row]:
        return [row for place, row in enumerate(self.rows) if place >= FIRST_ROWS and not row.is_chosen]

    @property
    def is_negligible(self) -> bool:
        return is_negligible(self.before.outlook, self.after.outlook)

    @property
    def outlooks(self) -> list[tuple[str, Outlook]]:
        found = [(_("Như hiện nay"), self.before.outlook)]
        return [*found, (_("Với gói đã chọn"), self.after.outlook)] if self.chosen else found

    @property
    def chance_before(self) -> Decimal:
        """P(rank ≤ ``within``) in %."""
        return round_percent(self.before.outlook.chance_within(self.within), 0)

    @property
    def chance_after(self) -> Decimal:
        return round_percent(self.after.outlook.chance_within(self.within), 0)


def study(
    result: Result,
    unit: UnitResult,
    years: Mapping[int, Mapping[str, Decimal]],
    spare: Sequence[Decimal],
    wish: Wish,
    today: date,
) -> Study:
    """``years``: percents by year; ``spare``: changes to draw from where the round has too few of its own."""
    criteria, states = result.criteria, states_of(unit)
    left = YearLeft(wish.year or max(result.year + 1, today.year), today)
    levers = with_efforts(levers_of(criteria, states, left), wish.efforts)
    own = pooled(years)
    noise = Noise(own if len(own) >= _LEAST_CHANGES else tuple(spare), survey_error(criteria, states, wish.sheets))
    peers = [one for one in result.units if one.peer_group == unit.peer_group and one.percent is not None]
    rivals = [one.percent for one in peers if one.key != unit.key and one.percent is not None]
    field = Field(rivals, noise, seed=f"{result.round_key}:{unit.peer_group}")

    now = totals_after(criteria, states, [])

    def state(points: Decimal) -> State:
        percent = points * 100 / now.applicable_maximum
        return State(points, percent, field.outlook(percent))

    before = state(now.points)
    proposed, by_eye = _proposals(levers, wish)
    free = _free(result, states, wish, left)
    chosen = [*(proposed.levers if proposed and wish.propose else _chosen(levers, wish.chosen))]
    chosen = [one for one in chosen if free is None or one.code != free.code] + ([free] if free else [])
    picked = {one.key for one in chosen}
    rows = [
        _row(one, criteria.by_code[one.code], before, state(now.points + one.gain), one.key in picked) for one in levers
    ]
    return Study(
        unit=unit,
        left=left,
        rows=sorted(rows, key=lambda row: (row.is_late, -row.risen_per_effort, -row.lever.gain_per_effort)),
        chosen=chosen,
        before=before,
        after=state(totals_after(criteria, states, chosen).points),
        out_of=len(rivals) + 1,
        within=wish.within or (3 if len(rivals) < 30 else 10),
        proposed=proposed,
        by_eye=by_eye,
        coverage=backtest(years, seed=result.round_key),
        has_own_past=len(own) >= _LEAST_CHANGES,
        draws=field.draws,
        free=free,
    )


def states_of(unit: UnitResult) -> dict[str, LeafState]:
    return {code: _state(one) for code, one in unit.leaves.items()}


def _state(one: LeafResult) -> LeafState:
    inputs = {name: _decimal(text) for name, text in one.counted.items()}
    return LeafState(one.final, inputs, one.is_applicable, one.by is By.DECISION)


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _row(lever: Lever, node: Node, before: State, after: State, is_chosen: bool) -> Row:
    risen = max(before.outlook.mean - after.outlook.mean, Decimal(0))
    return Row(lever, node, risen, is_negligible(before.outlook, after.outlook), is_chosen)


def _chosen(levers: Iterable[Lever], keys: Iterable[str]) -> list[Lever]:
    """Of one leaf the furthest."""
    found: dict[str, Lever] = {}
    wanted = set(keys)
    for one in levers:
        if one.key in wanted and (one.code not in found or one.gain > found[one.code].gain):
            found[one.code] = one
    return list(found.values())


def _proposals(levers: Iterable[Lever], wish: Wish) -> tuple[Bundle | None, Bundle | None]:
    """The best bundle and what one would pick by eye, of what can still be done."""
    if wish.budget is None:
        return None, None
    doable = [one for one in levers if one.chance.time is not Time.GONE and not (wish.without_paper and one.paper)]
    return best_bundle(doable, wish.budget), greedy_bundle(doable, wish.budget)


def _free(result: Result, states: Mapping[str, LeafState], wish: Wish, left: YearLeft) -> Lever | None:
    """E13: so many points more on one criterion."""
    node = result.criteria.by_code.get(wish.code)
    if node is None or not node.is_leaf or not wish.points:
        return None
    return more_points(node, states.get(wish.code, LeafState(None, {})), wish.points, left)
