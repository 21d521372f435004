"""Joins what was printed with the record: whose code it is, which claim holds the total."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.kernel.ranking import Rank, competition_ranking, rank_before, rank_is_possible
from thongsuot.measuring.index766.published import INDICATOR, READ_ON, Compared, compared_units
from thongsuot.measuring.index766.rules import index_on
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access
from thongsuot.registry.claims import queries as claims
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.indicators import queries as indicators
from thongsuot.registry.units.models import Unit, UnitCode

SCHEME = "dvcqg"
LEVEL = "ict-onestop-level"  # quality of the information system for procedures (G06)


@dataclass(frozen=True, slots=True)
class Place:
    """A province of the table. ``unit`` and ``claim`` are absent while the record does not hold them."""

    code: str
    compared: Compared
    unit: Unit | None
    claim: Claim | None
    rank: Rank
    class_name: str

    @property
    def name(self) -> str:
        return self.unit.short_name if self.unit else self.code


@access(Unit)
def units_by_code(actor: Actor, codes: Iterable[str]) -> dict[str, Unit]:
    """Portal code → unit, as the codes stand on the day that was read."""
    rows = UnitCode.objects.filter(scheme=SCHEME, code__in=list(codes)).select_related("unit").order_by("valid_from")
    return {row.code: row.unit for row in rows if row.valid_to is None or row.valid_to > READ_ON}


@access(Claim)
def totals(actor: Actor) -> dict[int, Claim]:
    """Unit number → the claim of its printed total."""
    read = (claim for claim in _claims(actor, INDICATOR) if claim.period_end == READ_ON)
    return {claim.subject.pk: claim for claim in read if claim.subject}


@access(Claim)
def known_classes(actor: Actor) -> list[Claim]:
    """Totals of other periods, one a unit and period: what is known of the thresholds comes from them."""
    rows = [claim for claim in _claims(actor, INDICATOR) if claim.period_end != READ_ON and claim.value is not None]
    return list({(row.subject, row.period_end, row.value): row for row in reversed(rows)}.values())


@access(Claim)
def _claims(actor: Actor, key: str) -> list[Claim]:
    indicator = indicators.visible_to(actor).filter(key=key).first()
    if indicator is None:
        return []
    periods = ((one.start, one.end) for one in claims.periods_of(actor, indicator) if one.end)
    return [claim for start, end in periods for claim in claims.of_indicator(actor, indicator, start, end)]


def places(actor: Actor, by: str = "") -> list[Place]:
    """All provinces, best first: by the printed total, or by the printed points of group ``by``."""
    index, found = index_on(READ_ON), compared_units()
    points = {code: _points(one, by) for code, one in found.items()}
    ranks = competition_ranking(points)
    units, shown = units_by_code(actor, found), totals(actor)
    rows = []
    for code in sorted(found, key=lambda code: (ranks[code].position, code)):
        unit = units.get(code)
        claim = shown.get(unit.pk) if unit else None
        rows.append(Place(code, found[code], unit, claim, ranks[code], index.class_of(found[code].printed.total)))
    return rows


def _points(one: Compared, by: str) -> Decimal:
    return one.printed.groups.get(by, one.printed.total)


@dataclass(frozen=True, slots=True)
class Level:
    """A printed level with what its change of rank implies: 12, «tăng 48 bậc» → 60 of 63, possible."""

    claim: Claim
    before: int | None
    possible: bool | None


def levels(actor: Actor) -> list[Level]:
    """The printed levels of information systems, newest first."""
    return [_level(claim) for claim in _claims(actor, LEVEL)]


def _level(claim: Claim) -> Level:
    if claim.rank is None or claim.rank_change is None:
        return Level(claim, None, None)
    before = rank_before(claim.rank, claim.rank_change)
    return Level(claim, before, rank_is_possible(before, claim.out_of) if claim.out_of else None)
