"""The only ways to fetch criteria releases."""

from __future__ import annotations

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from thongsuot.measuring.criteria.domain.checks import Known
from thongsuot.measuring.criteria.domain.plain import set_from
from thongsuot.measuring.criteria.domain.tree import CriteriaSet
from thongsuot.measuring.criteria.models import CriteriaRelease, Population, ReleaseStatus
from thongsuot.measuring.permissions import Measuring
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.indicators.models import Field, Indicator
from thongsuot.registry.units.models import Unit

_KEPT = 64  # a province has a handful of sets
_POPULATION_ORDER = Case(
    *(When(population=one, then=Value(number)) for number, one in enumerate(Population.values)),
    output_field=IntegerField(),
)
_issued: dict[tuple[int, str], CriteriaSet] = {}


@access(CriteriaRelease)
def visible_to(actor: Actor) -> QuerySet[CriteriaRelease]:
    """What is issued is for everybody: who is scored must know by what (E01). A draft is its writers' own."""
    mine = within_branches(actor, Measuring.CRITERIA_EDIT, "home__path")
    return CriteriaRelease.objects.filter(Q(status=ReleaseStatus.ISSUED) | mine).select_related("home", "based_on")


@access(CriteriaRelease)
def get_for(actor: Actor, key: str) -> CriteriaRelease:
    return one_of(visible_to(actor), key=key)


@access(CriteriaRelease)
def issued_to_show(actor: Actor) -> QuerySet[CriteriaRelease]:
    """The list of all: by whom they score, the newest first, without the heavy content."""
    rows = visible_to(actor).filter(status=ReleaseStatus.ISSUED).defer("content")
    return rows.order_by(_POPULATION_ORDER, F("first_year").desc(nulls_last=True), "key")


@access(CriteriaRelease)
def comparable(actor: Actor, release: CriteriaRelease) -> QuerySet[CriteriaRelease]:
    """The other sets that score the same sort of units."""
    rows = visible_to(actor).filter(population=release.population).exclude(pk=release.pk).defer("content")
    return rows.order_by(F("first_year").desc(nulls_last=True), "key")


@access(CriteriaRelease)
def to_write_from(actor: Actor) -> QuerySet[CriteriaRelease]:
    """Drafts of one's own and whatever is issued: the desk of whoever writes sets."""
    return visible_to(actor).defer("content").order_by(_POPULATION_ORDER, F("first_year").desc(nulls_last=True), "key")


@access(Unit)
def homes_to_write_for(actor: Actor) -> list[Unit]:
    """The units for which the actor may write sets, as granted."""
    if not isinstance(actor, Account):
        return []
    granted = {grant.unit.pk: grant.unit for grant in actor.current_grants if grant.unit}
    return [unit for unit in granted.values() if actor.can(Measuring.CRITERIA_EDIT, unit.path)]


def set_of(release: CriteriaRelease) -> CriteriaSet:
    """The set of a release; an issued one is read once and shared: both it and the release are fixed."""
    if release.status == ReleaseStatus.DRAFT:
        return set_from(release.content)
    state = (release.pk, release.digest)
    if state not in _issued:
        if len(_issued) >= _KEPT:
            _issued.clear()
        _issued[state] = set_from(release.content)
    return _issued[state]


def known() -> Known:
    """What a set may refer to, as the record stands."""
    return Known(
        indicators=frozenset(Indicator.objects.values_list("key", flat=True)),
        fields=frozenset(Field.values),
        sets=frozenset(CriteriaRelease.objects.values_list("key", flat=True)),
    )
