"""Gathers what the tables and sheets show; rows come only through the record's access functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from thongsuot.kernel.periods import Period
from thongsuot.measuring.leagues.domain import League, Result, Row, best_of, league
from thongsuot.platform.access.actors import Actor
from thongsuot.registry.claims import queries as claims
from thongsuot.registry.claims.models import Claim, ClaimOrigin
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.indicators.models import Indicator
from thongsuot.registry.indicators.queries import FOUR_INDICES, version_on
from thongsuot.registry.units import queries as units
from thongsuot.registry.units.domain import UnitHistory
from thongsuot.registry.units.models import Unit, UnitKind


@dataclass(frozen=True, slots=True)
class LeagueRow:
    """A line of the table with the rows behind it."""

    row: Row
    claim: Claim
    unit: Unit
    label: str  # «Hậu Giang (nay thuộc Cần Thơ)»


@dataclass(frozen=True, slots=True)
class LeaguePage:
    table: League
    rows: list[LeagueRow]
    missing: list[Unit]
    comparable: bool


def result_of(claim: Claim) -> Result:
    """A claim as the league rules read it; what a person confirmed is surer than what a table or an inference says."""
    assert claim.subject is not None
    assert claim.period_end is not None
    return Result(
        claim=claim.pk,
        unit=claim.subject.key,
        period_end=claim.period_end,
        value=claim.value if claim.unit_of_measure != "hạng" else None,
        unit_of_measure=claim.unit_of_measure,
        rank=claim.rank,
        out_of=claim.out_of,
        rank_change=claim.rank_change,
        change=claim.change if claim.change_unit in ("điểm", "điểm %") else None,
        region_rank=claim.region_rank,
        region_out_of=claim.region_out_of,
        certainty=_certainty(claim),
    )


def _certainty(claim: Claim) -> int:
    """What was published before what was inferred, both before our own sample documents, unconfirmed last."""
    if claim.status != ReviewStatus.CONFIRMED:
        return 0
    if claim.is_sample:
        return 1
    return 2 if claim.origin == ClaimOrigin.DERIVED else 3


def league_page(
    actor: Actor, indicator: Indicator, period: Period, kind: UnitKind, before: Period | None
) -> LeaguePage:
    """The table of one indicator, period and kind of unit; provinces and ministries never mix (E15)."""
    assert period.end is not None
    found = _of_kind(claims.of_indicator(actor, indicator, period.start, period.end), kind)
    comparable = before is not None and _same_ground(indicator, before.end, period.end)
    earlier = claims.of_indicator(actor, indicator, before.start, before.end) if before and before.end else []
    population = list(units.alive_on(actor, period.end, kind)) if kind == UnitKind.PROVINCE else []
    keys = [unit.key for unit in population]
    table = league(
        [result_of(claim) for claim in found],
        best_of(result_of(claim) for claim in _of_kind(earlier, kind)),
        keys,
        _regions(actor, keys, period.end),
        comparable=comparable,
    )
    by_claim = {claim.pk: claim for claim in found}
    history = units.history(actor)
    rows = [_league_row(row, by_claim[row.result.claim], history, period.end) for row in table.rows]
    missing = set(table.missing)
    return LeaguePage(table, rows, [unit for unit in population if unit.key in missing], comparable)


def _league_row(row: Row, claim: Claim, history: UnitHistory, on: date) -> LeagueRow:
    assert claim.subject is not None
    return LeagueRow(row, claim, claim.subject, history.label(claim.subject.key, on, timezone.localdate()))


def _of_kind(found: Iterable[Claim], kind: UnitKind) -> list[Claim]:
    return [claim for claim in found if claim.subject is not None and claim.subject.kind == kind]


def _same_ground(indicator: Indicator, before: date | None, now: date) -> bool:
    """Whether two periods may be compared: the same definition, and not across 1/7/2025 (63 → 34 provinces)."""
    if before is None or before < UNITS_CHANGED <= now:
        return False
    one, other = version_on(indicator, before), version_on(indicator, now)
    return one is not None and one == other


UNITS_CHANGED = date(2025, 7, 1)  # Nghị quyết 202/2025/QH15


def _regions(actor: Actor, keys: list[str], on: date) -> dict[str, str]:
    history = units.history(actor)
    found = {key: history.region_of(key, on) for key in keys}
    return {key: region.name for key, region in found.items() if region is not None}


@dataclass(frozen=True, slots=True)
class IndexPanel:
    """One of the four indices for one unit: the year asked for, and the whole series with its breaks."""

    indicator: Indicator
    claim: Claim | None
    result: Result | None
    series: list[Claim]


def four_indices(actor: Actor, unit: Unit, year: int) -> list[IndexPanel]:
    found = claims.of_indicators(actor, [unit.pk], list(FOUR_INDICES))
    panels = []
    for key in FOUR_INDICES:
        own = [claim for claim in found if claim.indicator and claim.indicator.key == key]
        indicator = own[0].indicator if own else None
        if indicator is not None:
            panels.append(_panel(indicator, own, year))
    return panels


def _panel(indicator: Indicator, own: list[Claim], year: int) -> IndexPanel:
    of_year = [claim for claim in own if claim.period_end == date(year, 12, 31)]
    chosen = next(iter(best_of(result_of(claim) for claim in of_year).values()), None)
    claim = next((one for one in of_year if chosen and one.pk == chosen.claim), None)
    return IndexPanel(indicator, claim, chosen, _one_a_period(own))


def _one_a_period(own: list[Claim]) -> list[Claim]:
    by_end: dict[date, list[Claim]] = {}
    for claim in own:
        if claim.period_end is not None:
            by_end.setdefault(claim.period_end, []).append(claim)
    return [_surest(group) for _end, group in sorted(by_end.items())]


def _surest(group: list[Claim]) -> Claim:
    best = next(iter(best_of(result_of(claim) for claim in group).values()))
    return next(claim for claim in group if claim.pk == best.claim)


def years_of(actor: Actor, unit: Unit) -> list[int]:
    """Years for which the unit has a result in any of the four indices, newest first."""
    return sorted({end.year for end in claims.ends_of(actor, [unit.pk], list(FOUR_INDICES))}, reverse=True)
