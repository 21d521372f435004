"""From the words of a plan's table to units of its province: one, several, everybody, or a suggestion, no guess."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from thongsuot.kernel.text import fold, nfc
from thongsuot.registry.units.models import Unit, UnitAlias
from thongsuot.registry.units.resolving import SubjectResolver

_SEPARATORS = re.compile(
    r"\s*[;\n]\s*|\s*,\s*(?=(?:Sở|Ban|UBND|Ủy ban|Văn phòng|Công an|Thanh tra|Bộ Chỉ huy|Bảo hiểm)\b)"
)
_COMMON = re.compile(r"^(?:tat ca |cac )(?:so|ban|nganh|co quan|don vi|dia phuong|xa|phuong|ubnd|uy ban nhan dan)\b")
_AND_MORE = re.compile(r"\s+(?:và|cùng)\s+(?=các\b)", re.IGNORECASE)
_NEAR = 0.72


@dataclass(frozen=True, slots=True)
class Named:
    """One body as the table names it. ``unit`` unknown: ``near`` is the nearest name there is, or empty."""

    text: str
    unit: int | None = None
    is_everybody: bool = False
    near: str = ""


class UnitReader:
    """Built once per import: the units at and below the plan's home that were in being on the day."""

    def __init__(self, home: Unit, on: date) -> None:
        self._home, self._on = home, on
        self._resolver = SubjectResolver()
        root = home.path if len(home.path.split("/")) <= 2 else "/".join(home.path.split("/")[:2])
        here = Q(path=root) | Q(path__startswith=f"{root}/")
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
        living = Unit.objects.filter(here, begun).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
        self._names: dict[str, set[int]] = {}
        self._shown: dict[str, str] = {}
        self._root = living.filter(path=root).values_list("pk", flat=True).first()
        rows = list(living.values_list("pk", "name", "short_name"))
        self._place = next((_key(short) for pk, _name, short in rows if pk == self._root), "")
        for pk, name, short in rows:
            self._keep(pk, name)
            self._keep(pk, short)
        for pk, text in UnitAlias.objects.filter(unit__in=[pk for pk, *_names in rows]).values_list("unit_id", "text"):
            self._keep(pk, text)

    def _keep(self, pk: int, name: str) -> None:
        """Under the whole name and without the province's own: «Sở Nội vụ tỉnh Lạng Sơn» is here «Sở Nội vụ»."""
        whole = _key(name)
        for key in {whole, self._bare(whole)}:
            self._names.setdefault(key, set()).add(pk)
            self._shown.setdefault(key, name)

    def _bare(self, key: str) -> str:
        ending = f" {self._place}"
        if not self._place or not key.endswith(ending):
            return key
        return key.removesuffix(ending).removesuffix(" tinh").removesuffix(" thanh pho")

    def read(self, text: str) -> list[Named]:
        """Every body of the cell in order; «các sở, ban, ngành» is everybody."""
        words = nfc(text).strip(" .;,")
        if not words:
            return []
        if _COMMON.match(fold(words)):
            return [Named(words, is_everybody=True)]
        parts = [part for piece in _SEPARATORS.split(words) for part in _AND_MORE.split(piece)]
        return [self._named(part.strip(" .;,")) for part in parts if part.strip(" .;,")]

    def _named(self, text: str) -> Named:
        if _COMMON.match(fold(text)):
            return Named(text, is_everybody=True)
        key = _key(text)
        found = self._names.get(key) or self._names.get(self._bare(key), set())
        if len(found) == 1:
            return Named(text, next(iter(found)))
        resolved = self._resolver.resolve(text, self._on, within=self._root) if not found else None
        return Named(text, resolved) if resolved else Named(text, near=self._nearest(text))

    def _nearest(self, text: str) -> str:
        near = difflib.get_close_matches(_key(text), self._names, n=1, cutoff=_NEAR)
        return self._shown[near[0]] if near else ""


def _key(name: str) -> str:
    """«UBND xã Chi Lăng» and «Xã Chi Lăng» meet; «VP» is an office, «TT&TT» stays as written."""
    words = fold(nfc(name))
    words = re.sub(r"^vp\b", "van phong", words)
    words = re.sub(r"\b(?:uy ban nhan dan|ubnd)\b", "ubnd", words)
    return " ".join(re.sub(r"^ubnd (?=xa|phuong|thi tran|dac khu)", "", words).split())
