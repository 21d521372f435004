"""Units in the search box: by name, former name and other ways of writing; living before ended, wide before local."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date
from thongsuot.platform.search import Entry, index
from thongsuot.registry.units.models import Unit, UnitKind

KIND = "unit"
_WEIGHTS = {UnitKind.NATION: 40, UnitKind.PROVINCE: 30, UnitKind.MINISTRY: 25, UnitKind.DISTRICT: 15}
_LOCAL, _ENDED = 10, -12


def index_units(ids: Iterable[int] | None = None) -> int:
    """Bring the entries of these units, or of all (about 14.200, five seconds), up to date; how many."""
    units = Unit.objects.select_related("parent__parent").prefetch_related("names", "aliases")
    wanted = units if ids is None else units.filter(Q(pk__in=list(ids)))
    return index(_entries(wanted.order_by("pk").iterator(chunk_size=2000)))


def _entries(units: Iterable[Unit]) -> Iterator[Entry]:
    now = timezone.now()
    today = timezone.localdate()
    for unit in units:
        ended = unit.valid_to is not None and unit.valid_to <= today
        names = {unit.short_name, *(text for name in unit.names.all() for text in (name.name, name.short_name))}
        # «lang son» is the whole title of the province and only the beginning of a longer one elsewhere.
        title = unit.short_name if unit.kind == UnitKind.PROVINCE else unit.name
        yield Entry(
            kind=KIND,
            key=unit.key,
            title=title,
            subtitle=" ".join(filter(None, [unit.name if title != unit.name else _place(unit), _until(unit, ended)])),
            url=reverse("unit", args=[unit.key]),
            updated_at=now,
            weight=_WEIGHTS.get(UnitKind(unit.kind), _LOCAL) + (_ENDED if ended else 0),
            extra_words=(*sorted(names - {title}), *(alias.text for alias in unit.aliases.all())),
        )


def _place(unit: Unit) -> str:
    """«Huyện Văn Quan, Tỉnh Lạng Sơn»."""
    names, above = [], unit.parent
    while above is not None and above.kind != UnitKind.NATION:
        names.append(above.name)
        above = above.parent
    return ", ".join(names)


def _until(unit: Unit, ended: bool) -> str:
    return _("(đến trước %(day)s)") % {"day": format_date(unit.valid_to)} if ended and unit.valid_to else ""
