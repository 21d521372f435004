"""What the front page shows of the record: chosen by rule, never by hand, so that nobody is favoured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Count, QuerySet

from thongsuot.platform.access.actors import ANONYMOUS, Actor
from thongsuot.platform.access.queries import access
from thongsuot.registry.claims import queries as claims
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.indicators.models import Indicator
from thongsuot.registry.units.models import Unit, UnitKind

_KEEP = 60  # seconds that a choice stands; the rows themselves are read afresh
_CELL = ("indicator", "period_start", "period_end")  # the last quarter and the whole year end on the same day
_RECENT = 60  # days on which some period ended; a league older than that is no league of today
_LEAGUE_SIZE = 17  # half of the provinces: with fewer a map says more of our gaps than of them


@dataclass(frozen=True, slots=True)
class League:
    """One indicator in one period over the provinces that exist on ``day``."""

    indicator: Indicator
    day: date
    claims: list[Claim]
    units: dict[str, Unit]


@access(Claim)
def figures_of_today(actor: Actor, limit: int) -> list[Claim]:
    """The newest figure of each indicator: the nation's, else that of the unit ranked first; confirmed ones first."""
    chosen = cache.get_or_set("home.figures", _choose_figures, _KEEP) or []
    rows = claims.visible_to(actor).filter(pk__in=chosen).select_related("subject", "indicator", "document")
    newest_first = sorted(rows, key=lambda claim: claim.period_end or date.min, reverse=True)
    return sorted(newest_first, key=lambda claim: claim.status != ReviewStatus.CONFIRMED)[:limit]


def _choose_figures() -> list[int]:
    stated = claims.visible_to(ANONYMOUS).exclude(status=ReviewStatus.SUPERSEDED)
    stated = stated.filter(value__isnull=False, subject__isnull=False, period_end__isnull=False)
    chosen = []
    for indicator in Indicator.objects.values_list("pk", flat=True):
        newest = stated.filter(indicator=indicator).order_by("-period_end", "rank")
        of_nation = newest.filter(subject__kind=UnitKind.NATION)
        chosen += [claim.pk for claim in (of_nation[:1] or newest.filter(rank=1)[:1] or newest[:1])]
    return chosen


@access(Claim)
def league_of_today(actor: Actor) -> League | None:
    """The newest result published for most provinces; ``None`` until there is one."""
    newest = cache.get_or_set("home.league", _choose_league, _KEEP)
    if not newest:
        return None
    cell = {name: newest[name] for name in _CELL}
    shown = _of_provinces(actor).filter(**cell).select_related("subject", "indicator", "document")
    # One claim a province, a confirmed one first: two sources of one figure are not two places.
    found = list(shown.defer("document__text").order_by("subject", "status", "pk").distinct("subject"))
    units = {claim.subject.key: claim.subject for claim in found if claim.subject}
    return League(found[0].indicator, newest["period_end"], found, units) if found and found[0].indicator else None


def _choose_league() -> dict[str, Any]:
    """Chosen from what is public, so that the choice may be shared; day by day backwards, not over all claims."""
    for end in claims.newest_ends(ANONYMOUS, _RECENT):
        counted = _of_provinces(ANONYMOUS).filter(period_end=end).values(*_CELL)
        counted = counted.annotate(units=Count("subject", distinct=True)).filter(units__gte=_LEAGUE_SIZE)
        best: dict[str, Any] | None = counted.order_by("-units", "indicator").first()
        if best:
            return best
    return {}


def _of_provinces(actor: Actor) -> QuerySet[Claim]:
    stated = claims.visible_to(actor).exclude(status=ReviewStatus.SUPERSEDED)
    return stated.filter(
        subject__kind=UnitKind.PROVINCE, indicator__isnull=False, value__isnull=False, period_end__isnull=False
    )
