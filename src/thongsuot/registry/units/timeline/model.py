"""Units, events and regions as plain values. ``start`` is the first day, ``end`` the first day after; None is open.

A unit is one territory and standing: a merger ends units and begins another; a change of name or form does not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """The same words as ``UnitKind`` of the rows."""

    NATION = "nation"
    MINISTRY = "ministry"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    DEPARTMENT = "department"
    PUBLIC_UNIT = "public_unit"
    COMMITTEE = "committee"
    OTHER = "other"


class EventKind(StrEnum):
    """lập, nhập, chia, sắp xếp lại, đổi tên, giải thể."""

    ESTABLISHED = "established"
    MERGED = "merged"
    DIVIDED = "divided"
    REARRANGED = "rearranged"
    RENAMED = "renamed"
    DISSOLVED = "dissolved"


class Basis(StrEnum):
    """Why a share is what it is. Only a divided territory may be estimated; functions never are."""

    WHOLE = "toàn bộ"
    MAIN_PART = "phần chính, chưa có tỷ trọng"
    PART = "một phần, chưa có tỷ trọng"
    FUNCTIONS = "chuyển chức năng, không có tỷ trọng"


@dataclass(frozen=True, slots=True)
class Name:
    full: str  # «Thành phố Huế»
    short: str  # «Huế»
    form: str = ""  # «Thành phố»
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Code:
    scheme: str  # gso-legacy, gso-2025, dvcqg
    code: str
    start: date | None = None
    end: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    key: str
    kind: Kind
    names: tuple[Name, ...]  # in time order, at least one
    parent: str | None = None
    start: date | None = None
    end: date | None = None
    aliases: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    certainty: str = "secondary"
    source: str = ""

    def alive(self, on: date) -> bool:
        return within(on, self.start, self.end)

    def name_on(self, on: date) -> Name:
        """The name borne that day; the first or the last where the day lies outside the unit's life."""
        later = [name for name in self.names if name.end is None or on < name.end]
        return later[0] if later else self.names[-1]


@dataclass(frozen=True, slots=True)
class Succession:
    """``predecessor`` passes ``share`` of itself to ``successor``; share None: a part whose weight nobody gave."""

    predecessor: str | None
    successor: str | None
    share: Fraction | None = Fraction(1)
    basis: str = Basis.WHOLE


@dataclass(frozen=True, slots=True)
class UnitEvent:
    key: str
    kind: EventKind
    effective_on: date
    citation: str
    certainty: str
    source: str = ""
    note: str = ""
    members: tuple[Succession, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Region:
    """A time-valid group of provinces."""

    key: str
    scheme: str
    name: str
    members: frozenset[str]
    start: date | None = None
    end: date | None = None
    citation: str = ""
    source: str = ""


def within(on: date, start: date | None, end: date | None) -> bool:
    return (start is None or start <= on) and (end is None or on < end)
