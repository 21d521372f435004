"""The only ways to fetch units. What a unit is called and where it stands is public; so everybody sees all of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.utils import timezone

from thongsuot.kernel.text import fold, match_rank, nfc
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.units.domain import HistoryLine, UnitHistory
from thongsuot.registry.units.models import Region, Unit, UnitAlias, UnitKind
from thongsuot.registry.units.stored import history_around, whole_history
from thongsuot.registry.units.timeline.naming import name_key

_ORDER = (UnitKind.NATION, UnitKind.PROVINCE, UnitKind.MINISTRY, UnitKind.DISTRICT, UnitKind.COMMUNE)
_FORMS = ("tinh", "thanh pho", "huyen", "quan", "thi xa", "thi tran", "xa", "phuong", "dac khu")


@access(Unit)
def visible_to(actor: Actor) -> QuerySet[Unit]:
    return Unit.objects.order_by("sort_key", "pk")


@access(Unit)
def get_for(actor: Actor, key: str) -> Unit:
    return one_of(visible_to(actor).select_related("parent"), key=key)


@access(Unit)
def alive_on(actor: Actor, on: date, kind: str | None = None) -> QuerySet[Unit]:
    """Units in being that day: 63 provinces on 30/6/2025, 34 on 1/7/2025."""
    units = visible_to(actor).filter(_in_being(on))
    return units.filter(kind=kind) if kind else units


@access(Unit)
def children_on(actor: Actor, unit: Unit, on: date, kind: str | None = None) -> QuerySet[Unit]:
    """What stood directly under the unit that day: districts before 1/7/2025, communes after."""
    return alive_on(actor, on, kind).filter(parent=unit)


@access(Unit)
def above(actor: Actor, unit: Unit) -> list[Unit]:
    """The units above, nation first: the crumbs of a page."""
    steps = unit.path.split("/")[:-1]
    paths = ["/".join(steps[: count + 1]) for count in range(len(steps))]
    return sorted(visible_to(actor).filter(path__in=paths), key=lambda one: len(one.path))


@access(Unit)
def same_place_on(actor: Actor, unit: Unit, on: date) -> list[Unit]:
    """Which units were, or are, this territory on that day: heirs forward, forebears backward, itself between."""
    history = _around(unit)
    if unit.valid_from is not None and on < unit.valid_from:
        keys = [one.key for one in history.predecessors(unit.key, on)]
    else:
        keys = [landing.unit for landing in history.present_of(unit.key, on)]
    return list(visible_to(actor).filter(key__in=keys))


@access(Unit)
def history_lines(actor: Actor, unit: Unit) -> tuple[HistoryLine, ...]:
    """What happened to the unit, oldest first, each line with its law and how sure we are."""
    return _around(unit).history_lines(unit.key)


@access(Unit)
def label_for(actor: Actor, unit: Unit, as_of: date) -> str:
    """«Hà Giang (nay thuộc Tuyên Quang)»: the name beside a figure of ``as_of``, read today."""
    return _around(unit).label(unit.key, as_of, timezone.localdate())


@access(Unit)
def labels_for(actor: Actor, units: Iterable[Unit], as_of: date) -> dict[int, str]:
    """The labels of many units at once, by number: as many queries as for one."""
    asked = {unit.pk: unit.key for unit in units}
    around, today = history_around(*asked), timezone.localdate()
    return {pk: around.label(key, as_of, today) for pk, key in asked.items()}


@access(Unit)
def region_on(actor: Actor, unit: Unit, on: date) -> Region | None:
    """The region of the unit's province that day; ``None`` where no scheme was in force."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    in_force = Region.objects.filter(begun & (Q(valid_to__isnull=True) | Q(valid_to__gt=on)))
    province = "/".join(unit.path.split("/")[:2])
    return in_force.filter(members__unit__path=province).first()


@access(Unit)
def history(actor: Actor) -> UnitHistory:
    """The whole time machine (sums old → new, names on a day); kept in the process until the rows change."""
    return whole_history()


@access(Unit)
def search(actor: Actor, query: str, *, on: date | None = None, kind: str | None = None, limit: int = 20) -> list[Unit]:
    """Units by name, former name or alias, marks optional; «living» means in being on ``on``, else today.

    «lang son», «huyện Văn Quan», «TP.HCM» all find; exact before beginning, then living before ended, wide before
    local.
    """
    folded = fold(nfc(query)).strip()
    if not folded:
        return []
    words = name_key(query)
    form = next((form for form in _FORMS if words.startswith(f"{form} ")), "")
    bare = words.removeprefix(form).strip() or words
    units = visible_to(actor).filter(_named(folded, bare))
    units = units.filter(kind=kind) if kind else units
    gone = Case(When(_in_being(on or timezone.localdate()), then=Value(0)), default=Value(1))
    units = units.annotate(rank=_nearness(folded, bare), level=_level(), gone=gone)
    found: list[Any] = list(units.select_related("parent").order_by("rank", "gone", "level", "sort_key")[: limit * 5])
    if form:
        found = [unit for unit in found if fold(unit.form) == form] or found
    found.sort(key=lambda unit: (unit.rank, unit.gone, unit.level, match_rank(query, f"{unit.name} {unit.short_name}")))
    return found[:limit]


def _around(unit: Unit) -> UnitHistory:
    """Read once for the life of this object (one request): a page asks for lines, heirs and label."""
    kept: UnitHistory | None = getattr(unit, "_history_around", None)
    if kept is None:
        kept = history_around(unit.pk)
        unit._history_around = kept  # type: ignore[attr-defined]
    return kept


def _in_being(on: date) -> Q:
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def _named(folded: str, bare: str) -> Combinable | Q:
    aliases = UnitAlias.objects.filter(unit=OuterRef("pk"), search_key__startswith=folded)
    return Q(search_key__startswith=bare) | Q(search_key__startswith=folded) | Exists(aliases)


def _nearness(folded: str, bare: str) -> Case:
    aliases = UnitAlias.objects.filter(unit=OuterRef("pk"), search_key=folded)
    exact = Q(search_key=bare) | Q(search_key=folded) | Exists(aliases)
    return Case(When(exact, then=Value(0)), default=Value(1), output_field=IntegerField())


def _level() -> Case:
    places = [When(kind=kind, then=Value(place)) for place, kind in enumerate(_ORDER)]
    return Case(*places, default=Value(len(_ORDER)), output_field=IntegerField())
