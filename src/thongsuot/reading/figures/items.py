"""One stated number with the role it plays in its clause."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto

from thongsuot.kernel.figures import Qualifier
from thongsuot.reading.figures.tokens import Number


class Role(Enum):
    LEVEL = auto()  # a rate or a score: «đạt 85,31 điểm», «97,9% hồ sơ …»
    COUNT = auto()  # «54 TTHC», «4,8 nghìn tỷ đồng»
    PARTS = auto()  # «28/40 nhiệm vụ»
    RANK = auto()
    RANK_CHANGE = auto()
    CHANGE = auto()
    TARGET = auto()
    SURPLUS = auto()
    EQUAL = auto()
    GRADE = auto()
    ORDINAL = auto()  # «phiên họp thứ tư»


class UnitKind(Enum):
    PERCENT = auto()
    SCORE = auto()
    PERCENT_POINTS = auto()
    RANK = auto()
    MONEY = auto()
    TIME = auto()
    CALENDAR = auto()
    TIMES = auto()
    COUNT = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Unit:
    kind: UnitKind
    name: str | None
    end: int  # index of the token after the unit
    known: bool = True  # a noun of the gazetteer, not one guessed from its place


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a number: «chỉ đạt hơn»."""

    start: int  # index of the first token that belongs to the number's wording
    cue: str = ""  # category of the governing phrase
    text: str = ""  # the phrase itself, lower-cased
    payload: str = ""
    qualifier: Qualifier = Qualifier.EXACT


@dataclass(slots=True)
class Item:
    role: Role
    at: int  # index of the number's token
    first: int  # token range [first, last) of the number with its cue and unit
    last: int
    number: Number | None
    unit: Unit
    lead: Lead
    sign: int = 0
    rank: int | None = None
    rank_max: int | None = None
    out_of: int | None = None
    scope: str | None = None
    regional: bool = False
    grade: str | None = None
    wanted: bool = False  # an aim, not a result
    parenthesised: bool = False
    base: str | None = None
    subjects: list[int] = field(default_factory=list)  # token indices of organisations given by a list

    @property
    def value(self) -> Decimal | None:
        return self.number.value if self.number else None
