"""The only ways to what analysis reads: published rounds one may see, and running ones for those who may."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q

from thongsuot.measuring.analysis.domain.shape import Scoring, Sheet
from thongsuot.measuring.analysis.reading import from_rows, scoring_of
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.publishing.gathering import rows_of
from thongsuot.measuring.publishing.models import Publication
from thongsuot.measuring.publishing.queries import latest
from thongsuot.measuring.rounds.models import Round
from thongsuot.measuring.rounds.queries import round_for
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.queries import access
from thongsuot.registry.directives.models import Directive, Limitation
from thongsuot.registry.directives.queries import limitations_visible_to
from thongsuot.registry.directives.queries import visible_to as directives_visible_to
from thongsuot.registry.units.models import Unit

YEARS_BACK = 5


@access(Publication)
def history(actor: Actor, publication: Publication) -> list[Scoring]:
    """Published rounds of the same home and population, this one last, oldest first, one a year, five at most."""
    opened = publication.round
    rows = latest(actor).filter(
        round__home=opened.home_id, round__population=opened.population,
        round__year__lt=opened.year, round__year__gt=opened.year - YEARS_BACK,
    )  # fmt: skip
    by_year = {one.round.year: one for one in rows}
    return [*(scoring_of(by_year[year]) for year in sorted(by_year)), scoring_of(publication)]


@dataclass(frozen=True, slots=True)
class UnitRound:
    """One published round in which the unit was scored; ``population`` in words."""

    publication: Publication
    scoring: Scoring
    sheet: Sheet

    @property
    def population(self) -> str:
        return str(self.publication.round.get_population_display())


@access(Publication)
def rounds_of(actor: Actor, unit: Unit) -> list[UnitRound]:
    """Oldest first; the latest version of each round."""
    rows = latest(actor).filter(round__participants__unit=unit).order_by("round__year", "round__key")
    found = [(one, scoring_of(one)) for one in rows]
    return [UnitRound(one, scoring, scoring.sheets[unit.key]) for one, scoring in found if unit.key in scoring.sheets]


@access(Round)
def running(actor: Actor, key: str) -> tuple[Round, Scoring]:
    """A round as its rows stand; asks for the right to read unpublished rounds of that home."""
    opened = round_for(actor, key)
    require(actor, Measuring.ROUND_READ, opened.home.path)
    return opened, from_rows(rows_of(opened))


@access(Limitation)
def limits_of(actor: Actor, unit: Unit, most: int = 12) -> list[Limitation]:
    """What documents say is wanting at the unit, newest first: named, or said of itself without naming anybody."""
    own = Q(unit=unit) | Q(unit=None, document__unit=unit)
    return list(
        limitations_visible_to(actor).filter(own).order_by(F("document__dated").desc(nulls_last=True), "pk")[:most]
    )


@access(Directive)
def orders_of(actor: Actor, unit: Unit, first: int, last: int, most: int = 40) -> list[Directive]:
    """What the unit's own documents ordered in those years, oldest first: the actions behind the figures (G07)."""
    rows = directives_visible_to(actor).filter(document__unit=unit, document__dated__year__range=(first, last))
    return list(rows.order_by("document__dated", "pk")[:most])
