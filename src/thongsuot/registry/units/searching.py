"""Units in the search box: by name, former name and other ways of writing; living before ended, wide before local."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date
from thongsuot.platform.search import Entry, index
from thongsuot.registry.units.models import Unit, UnitAlias, UnitKind, UnitName

KIND = "unit"
_WEIGHTS: dict[str, int] = {UnitKind.NATION: 40, UnitKind.PROVINCE: 30, UnitKind.MINISTRY: 25, UnitKind.DISTRICT: 15}
_LOCAL, _ENDED = 10, -12
_ADDRESS_OF = "khoa-don-vi"


def index_units(ids: Iterable[int] | None = None) -> int:
    """Bring the entries of these units, or of all (about 14.200), up to date; how many."""
    wanted = None if ids is None else set(ids)
    return index(_entries(wanted))


def _entries(wanted: set[int] | None) -> Iterator[Entry]:
    """Plain columns and not objects: an object a unit would take three times as long as the index itself."""
    now, today, address = timezone.now(), timezone.localdate(), reverse("unit", args=[_ADDRESS_OF])
    units = Unit.objects.filter(_among("pk", wanted)).order_by("pk")
    columns = ("pk", "key", "kind", "name", "short_name", "valid_to", "parent__name", "parent__kind")
    words = _other_words(wanted)
    for pk, key, kind, name, short, ended_on, *above in units.values_list(
        *columns, "parent__parent__name", "parent__parent__kind"
    ):
        ended = ended_on is not None and ended_on <= today
        # «lang son» is the whole title of the province and only the beginning of a longer one elsewhere.
        title = short if kind == UnitKind.PROVINCE else name
        place = name if title != name else _place(above)
        yield Entry(
            kind=KIND,
            key=key,
            title=title,
            subtitle=f"{place} {_until(ended_on)}".strip() if ended else place,
            url=address.replace(_ADDRESS_OF, key),
            updated_at=now,
            weight=_WEIGHTS.get(kind, _LOCAL) + (_ENDED if ended else 0),
            extra_words=tuple(sorted({short, *words[pk]} - {title})),
        )


def _other_words(wanted: set[int] | None) -> dict[int, set[str]]:
    words: dict[int, set[str]] = defaultdict(set)
    among = _among("unit_id", wanted)
    for unit_id, *texts in UnitName.objects.filter(among).values_list("unit_id", "name", "short_name"):
        words[unit_id].update(texts)
    for unit_id, text in UnitAlias.objects.filter(among).values_list("unit_id", "text"):
        words[unit_id].add(text)
    return words


def _among(column: str, wanted: set[int] | None) -> Q:
    return Q() if wanted is None else Q(**{f"{column}__in": wanted})


def _place(above: list[Any]) -> str:
    """«Huyện Văn Quan, Tỉnh Lạng Sơn» from (name, kind) of the two units above."""
    pairs = zip(above[::2], above[1::2], strict=True)
    return ", ".join(name for name, kind in pairs if name and kind != UnitKind.NATION)


def _until(ended_on: date) -> str:
    return _("(đến trước %(day)s)") % {"day": format_date(ended_on)}
