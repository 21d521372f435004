"""From the way a text names a body to our unit, on the date the text speaks of. No guess: unsure stays unresolved."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from thongsuot.kernel.text import fold
from thongsuot.registry.units.models import Unit, UnitAlias, UnitKind, UnitName

_WIDE = (UnitKind.NATION, UnitKind.MINISTRY, UnitKind.PROVINCE)
_PREFIX = re.compile(r"^(?:ubnd|uy ban nhan dan|hdnd|tinh uy|thanh uy)\s+")
_FORM = re.compile(r"^(tinh|thanh pho|tp\.?|huyen|quan|thi xa|thi tran|xa|phuong|dac khu)\s+")
_LOCAL_KINDS = {
    "huyen": (UnitKind.DISTRICT,),
    "quan": (UnitKind.DISTRICT,),
    "thi xa": (UnitKind.DISTRICT,),
    "thanh pho": (UnitKind.PROVINCE, UnitKind.DISTRICT),
    "tp": (UnitKind.PROVINCE, UnitKind.DISTRICT),
    "tp.": (UnitKind.PROVINCE, UnitKind.DISTRICT),
    "tinh": (UnitKind.PROVINCE,),
    "xa": (UnitKind.COMMUNE,),
    "phuong": (UnitKind.COMMUNE,),
    "thi tran": (UnitKind.COMMUNE,),
    "dac khu": (UnitKind.COMMUNE,),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    id: int
    kind: str
    path: str
    valid_from: date | None
    valid_to: date | None

    def exists_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


class SubjectResolver:
    """Built once per import: the wide units are few and kept, local ones are asked for when a text names them."""

    def __init__(self) -> None:
        wide = {unit.pk: _candidate(unit) for unit in Unit.objects.filter(kind__in=_WIDE)}
        self._wide: dict[str, list[Candidate]] = defaultdict(list)
        # Names by the ids of the few wide units: a join would walk all names wherever statistics are stale.
        for unit, *names in UnitName.objects.filter(unit__in=wide).values_list("unit_id", "short_name", "name"):
            self._add(wide[unit], names)
        for unit, *names in UnitAlias.objects.filter(unit__in=wide).values_list("unit_id", "text"):
            self._add(wide[unit], names)
        self._local: dict[str, list[Candidate]] = {}
        self._paths: dict[int, str] = {}

    def _add(self, candidate: Candidate, names: Iterable[str]) -> None:
        for phrase in {fold(name) for name in names}:
            self._wide[phrase].append(candidate)

    def resolve(self, text: str | None, on: date | None, *, within: int | None = None) -> int | None:
        """Unit id, or ``None`` when the text names nobody, somebody unknown, or more than one.

        ``on`` chooses between a unit and its successor of the same name; ``within`` (a unit id) is the province whose
        document it is, in which local names are looked up.
        """
        if not text:
            return None
        phrase = _PREFIX.sub("", fold(text).strip())
        form = _FORM.match(phrase)
        bare = _FORM.sub("", phrase)
        kinds = _LOCAL_KINDS.get(form.group(1)) if form else None
        wide = [one for one in self._wide.get(phrase, []) + self._wide.get(bare, []) if not kinds or one.kind in kinds]
        found = _one(wide, on)
        if found is not None or within is None:
            return found
        return _one(self._local_candidates(phrase, bare, kinds, within), on)

    def _local_candidates(
        self, phrase: str, bare: str, kinds: tuple[UnitKind, ...] | None, within: int
    ) -> list[Candidate]:
        if within not in self._paths:
            self._paths[within] = Unit.objects.values_list("path", flat=True).get(pk=within)
        root = self._paths[within]
        key = f"{within}:{phrase}"
        if key not in self._local:
            rows = Unit.objects.filter(path__startswith=f"{root}/", search_key__in={phrase, bare})
            if kinds:
                rows = rows.filter(kind__in=kinds)
            self._local[key] = [_candidate(unit) for unit in rows]
        return self._local[key]


def _candidate(unit: Unit) -> Candidate:
    return Candidate(unit.pk, unit.kind, unit.path, unit.valid_from, unit.valid_to)


def _one(candidates: Iterable[Candidate], on: date | None) -> int | None:
    """The single candidate in being on the day; without a day, the one in being now, else the only one there was."""
    every = {one.id: one for one in candidates}
    if not every:
        return None
    day = on or timezone.localdate()
    living = [one.id for one in every.values() if one.exists_on(day)]
    if len(living) == 1:
        return living[0]
    return next(iter(every)) if on is None and not living and len(every) == 1 else None
