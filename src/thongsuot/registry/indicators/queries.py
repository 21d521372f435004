"""The only ways to fetch the indicator dictionary. It is public: a number means nothing without its definition."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.indicators.matching import IndicatorMatcher
from thongsuot.registry.indicators.models import Indicator, IndicatorAlias, IndicatorNature, IndicatorVersion


@access(Indicator)
def visible_to(actor: Actor) -> QuerySet[Indicator]:
    return Indicator.objects.prefetch_related(
        Prefetch("versions", IndicatorVersion.objects.order_by(F("valid_from").asc(nulls_first=True)))
    )


@access(Indicator)
def get_for(actor: Actor, key: str) -> Indicator:
    return one_of(visible_to(actor).prefetch_related("aliases"), key=key)


def version_on(indicator: Indicator, day: date | None) -> IndicatorVersion | None:
    """The definition in force on ``day`` (today when not given); ``None`` when none was: never last year's instead."""
    when = day or timezone.localdate()
    for version in indicator.versions.all():
        if (version.valid_from is None or version.valid_from <= when) and (
            version.valid_to is None or when < version.valid_to
        ):
            return version
    return None


FOUR_INDICES = ("par-index", "sipas", "pci", "papi")  # shown together on one sheet (product G01)
_SCORES = frozenset({"%", "điểm", "điểm/10"})  # the same index is printed as 84,6%, 84,60 điểm and 8,46 điểm


def matcher() -> IndicatorMatcher:
    """The dictionary as the reader's look-up; every unit of measure an indicator was ever defined in counts."""
    measures: dict[int, frozenset[str]] = {}
    for indicator, nature, unit in IndicatorVersion.objects.values_list("indicator_id", "nature", "unit_of_measure"):
        stated = _SCORES if nature == IndicatorNature.INDEX else frozenset({unit})
        measures[indicator] = measures.get(indicator, frozenset()) | stated
    aliases = [
        *IndicatorAlias.objects.values_list("indicator_id", "text"),
        *Indicator.objects.values_list("id", "name"),
    ]
    return IndicatorMatcher((indicator, text, measures.get(indicator, frozenset())) for indicator, text in aliases)
