"""Find a unit by the name a text or a spreadsheet gives it, on the day the text speaks of."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thongsuot.kernel.text import fold, nfc
from thongsuot.registry.units.timeline.errors import AmbiguousNameError, UnknownUnitError
from thongsuot.registry.units.timeline.history import Timeline
from thongsuot.registry.units.timeline.model import Kind, Unit

_OFFICES = re.compile(r"^(ubnd|hdnd|uy ban nhan dan|hoi dong nhan dan) ")
_FORMS = {"tp": "thanh pho", "tx": "thi xa", "tt": "thi tran", "h": "huyen", "q": "quan", "p": "phuong", "x": "xa"}
# «Lạng Sơn» alone means the province and not the city of that name.
_ORDER = (Kind.NATION, Kind.MINISTRY, Kind.PROVINCE, Kind.DISTRICT, Kind.COMMUNE)


class Standing(StrEnum):
    IN_FORCE = "in_force"
    ENDED = "ended"  # the name was borne before that day
    NOT_YET = "not_yet"  # the name is borne only later


@dataclass(frozen=True, slots=True)
class Resolution:
    """``unit`` is who bore the name; ``standing`` tells whether it was alive, under that name, on the day asked."""

    unit: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class _Bearer:
    unit: Unit
    start: date | None
    end: date | None
    full: bool

    def standing(self, on: date) -> Standing:
        if self.start is not None and on < self.start:
            return Standing.NOT_YET
        return Standing.IN_FORCE if self.end is None or on < self.end else Standing.ENDED


def name_key(text: str) -> str:
    """«UBND TP. Lạng Sơn» → «thanh pho lang son»; marks, case, dots and office words do not count."""
    words = re.sub(r"[^a-z0-9]+", " ", fold(nfc(text))).strip()
    words = _OFFICES.sub("", words)
    words = re.sub(r"^(tp|q|p)(?=[0-9]|hcm)", r"\1 ", words)
    first, _, rest = words.partition(" ")
    words = f"{_FORMS[first]} {rest}" if first in _FORMS and rest else words
    return re.sub(r"\b0+(?=[1-9])", "", words)


class Names:
    """Index of every name and alias of a timeline."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self._bearers: dict[str, list[_Bearer]] = defaultdict(list)
        for unit in timeline.units.values():
            self._index(unit)

    def _index(self, unit: Unit) -> None:
        for name in unit.names:
            start, end = name.start or unit.start, name.end or unit.end
            self._bearers[name_key(name.full)].append(_Bearer(unit, start, end, full=True))
            if name_key(name.short) != name_key(name.full):
                self._bearers[name_key(name.short)].append(_Bearer(unit, start, end, full=False))
        for alias in unit.aliases:
            self._bearers[name_key(alias)].append(_Bearer(unit, unit.start, unit.end, full=True))

    def candidates(
        self, name: str, on: date, *, kind: Kind | None = None, inside: str | None = None
    ) -> list[Resolution]:
        """All bearers, best first: alive that day, then ended latest, then the level; «inside» keeps one branch."""
        ranked = sorted(self._found(name, kind, inside), key=lambda bearer: _rank(bearer, on))
        return [Resolution(bearer.unit.key, bearer.standing(on)) for bearer in ranked]

    def _found(self, name: str, kind: Kind | None, inside: str | None) -> list[_Bearer]:
        return [
            bearer
            for bearer in self._bearers.get(name_key(name), [])
            if kind in (None, bearer.unit.kind) and (inside is None or self._lies_in(bearer.unit, inside))
        ]

    def resolve(self, name: str, on: date, *, kind: Kind | None = None, inside: str | None = None) -> Resolution:
        """Which unit «name» was on that day. «Xã Khánh Khê, huyện Văn Quan, tỉnh Lạng Sơn» narrows from the right.

        A name nobody bore that day resolves to who bore it last before (``ended``): a text of 2026 may still speak of
        a province that ended in 2025; ``Timeline.become`` then says what it is now.
        """
        own, _, above = name.partition(",")
        if above.strip():
            inside = self.resolve(above, on, inside=inside).unit
        found = self._found(own, kind, inside)
        if not found:
            raise UnknownUnitError(f"Không tìm thấy đơn vị «{name.strip()}»; hãy kiểm tra chính tả hoặc ghi rõ cấp.")
        best = min(_rank(bearer, on)[:-1] for bearer in found)
        top = {bearer.unit.key: bearer for bearer in found if _rank(bearer, on)[:-1] == best}
        if len(top) > 1:
            raise self._ambiguous(name, tuple(top))
        bearer = next(iter(top.values()))
        return Resolution(bearer.unit.key, bearer.standing(on))

    def _ambiguous(self, name: str, keys: tuple[str, ...]) -> AmbiguousNameError:
        shown = "; ".join(self.full_place(key) for key in keys[:5]) + ("; …" if len(keys) > 5 else "")
        return AmbiguousNameError(
            f"Có {len(keys)} đơn vị tên «{name.strip()}»: {shown}. Hãy ghi rõ đơn vị cấp trên.", keys
        )

    def full_place(self, key: str) -> str:
        """«Xã Khánh Khê, Huyện Văn Quan, Tỉnh Lạng Sơn»."""
        names, at = [], self.timeline.unit(key)
        while at.kind is not Kind.NATION:
            names.append(at.names[-1].full)
            if at.parent is None:
                break
            at = self.timeline.unit(at.parent)
        return ", ".join(names)

    def _lies_in(self, unit: Unit, inside: str) -> bool:
        """Whether the unit stands under ``inside``, or under what ``inside`` had become when the unit began."""
        at: str | None = unit.key
        while at is not None:
            if at == inside or inside in self._former(at):
                return True
            at = self.timeline.unit(at).parent
        return False

    def _former(self, key: str) -> set[str]:
        return {str(edge.predecessor) for edge in self.timeline.forebears(key)}


def _rank(bearer: _Bearer, on: date) -> tuple[int, int, int, bool, str]:
    standing = bearer.standing(on)
    recent = -(bearer.end or date.max).toordinal() if standing is Standing.ENDED else 0
    level = _ORDER.index(bearer.unit.kind) if bearer.unit.kind in _ORDER else len(_ORDER)
    return list(Standing).index(standing), recent, level, not bearer.full, bearer.unit.key
