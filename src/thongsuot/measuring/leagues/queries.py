"""Gathers what the tables and sheets show; rows come only through the record's access functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import prefetch_related_objects
from django.utils import timezone

from thongsuot.kernel.periods import Period, PeriodKind
from thongsuot.measuring.leagues.bands import Stretch
from thongsuot.measuring.leagues.domain import League, Result, Row, before_by_words, best_of, league
from thongsuot.measuring.leagues.placing import recent_stretches
from thongsuot.measuring.published.components import Moved, known_components, moved
from thongsuot.platform.access.actors import Actor
from thongsuot.registry.claims import queries as claims
from thongsuot.registry.claims.models import Claim, ClaimOrigin
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.indicators import queries as indicators
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
class BandLine:
    """A unit of the table with the run of years its rank lies in (V4)."""

    claim: Claim
    label: str
    unit_key: str
    stretch: Stretch


def band_lines(actor: Actor, indicator: Indicator, period: Period, page: LeaguePage) -> list[BandLine]:
    """One for each ranked unit of a whole year; two statements however many units there are."""
    if period.kind is not PeriodKind.YEAR or period.end is None:
        return []
    ranked = [row for row in page.rows if row.claim.rank]
    found = claims.of_indicators(actor, [row.unit.pk for row in ranked], [indicator.key])
    lines = []
    for row in ranked:
        own = _one_a_period([one for one in found if one.subject_id == row.unit.pk and one.rank])
        shown = [one if one.period_end != period.end else row.claim for one in own]
        runs = recent_stretches(shown, indicator.versions.all(), period.end.year)
        run = next((one for one in runs if one.first <= period.end.year <= one.last), None)
        if run is not None:
            lines.append(BandLine(row.claim, row.label.partition(" (")[0], row.unit.key, run))
    return lines


@dataclass(frozen=True, slots=True)
class IndexPanel:
    """One of the four indices for one unit: the year asked for, and the whole series with its breaks."""

    indicator: Indicator
    claim: Claim | None
    result: Result | None
    series: list[Claim]
    year: int
    components: list[Moved]

    @property
    def stretches(self) -> list[Stretch]:
        return recent_stretches(self.series, self.indicator.versions.all(), self.year)

    @property
    def newest(self) -> Claim | None:
        """The latest year with a figure or a rank."""
        return next((one for one in reversed(self.series) if one.rank or one.value is not None), None)

    @property
    def implied(self) -> tuple[Decimal | None, int | None] | None:
        """Last year's score and rank as this year's source implies them (G04); ``None`` where it implies neither."""
        found = before_by_words(self.result) if self.result else (None, None)
        return None if found == (None, None) else found

    @property
    def kept_before(self) -> Claim | None:
        """What the record itself holds for the year before."""
        return next((one for one in self.series if one.period_end == date(self.year - 1, 12, 31)), None)

    @property
    def implied_agrees(self) -> bool | None:
        """Whether the record's own year before says the same; ``None`` where there is nothing to hold against."""
        kept, implied = self.kept_before, self.implied
        if kept is None or implied is None:
            return None
        both = [(implied[0], result_of(kept).value), (implied[1], kept.rank)]
        known = [one == other for one, other in both if one is not None and other is not None]
        return all(known) if known else None

    @property
    def ahead_of(self) -> Decimal | None:
        """How many of the others stand behind, in %: what may be said when 63 units became 34."""
        rank, out_of = (self.claim.rank, self.claim.out_of) if self.claim else (None, None)
        return None if not rank or not out_of or out_of < 2 else Decimal(out_of - rank) * 100 / Decimal(out_of - 1)


def four_indices(actor: Actor, unit: Unit, year: int) -> list[IndexPanel]:
    found = claims.of_indicators(actor, [unit.pk], list(FOUR_INDICES))
    prefetch_related_objects(found, "indicator__versions")  # breaks are asked for by bands, trends and panels alike
    by_key = {one.key: one for one in indicators.visible_to(actor).filter(key__in=FOUR_INDICES)}
    panels = []
    for key in FOUR_INDICES if found else ():
        own = [claim for claim in found if claim.indicator and claim.indicator.key == key]
        if key in by_key:
            panels.append(_panel(unit, by_key[key], own, year))
    return panels


def _panel(unit: Unit, indicator: Indicator, own: list[Claim], year: int) -> IndexPanel:
    of_year = [claim for claim in own if claim.period_end == date(year, 12, 31)]
    chosen = next(iter(best_of(result_of(claim) for claim in of_year).values()), None)
    claim = next((one for one in of_year if chosen and one.pk == chosen.claim), None)
    parts = moved(known_components(), indicator.key, unit.short_name, year)
    return IndexPanel(indicator, claim, chosen, _one_a_period(own), year, parts)


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
