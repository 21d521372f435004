"""The pieces a sentence is cut into before any meaning is given to its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from thongsuot.kernel.periods import Period


class Kind(Enum):
    WORD = auto()
    NUMBER = auto()
    PERIOD = auto()
    MASK = auto()  # a number that names something: a document, a scheme, a time of day
    ORG = auto()
    INDEX = auto()  # an index of the gazetteer: «Chỉ số năng lực cạnh tranh», «SIPAS»
    CUE = auto()
    COMMA = auto()
    SEMICOLON = auto()
    COLON = auto()
    STOP = auto()
    OPEN = auto()
    CLOSE = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number. ``upper`` closes a range, ``denominator`` makes it a part of a whole."""

    value: Decimal
    upper: Decimal | None = None
    denominator: Decimal | None = None
    percent: bool = False
    multiplied: bool = False  # carried «triệu», «tỷ»
    sign: str = ""  # «+» or a minus as printed

    @classmethod
    def plain(cls, digits: str) -> Number:
        return cls(Decimal(digits))


class OrgKind(Enum):
    NATION = auto()
    MINISTRY = auto()
    PROVINCE = auto()
    DEPARTMENT = auto()
    DISTRICT = auto()  # any named unit below the province
    REGION = auto()
    LEVEL = auto()  # «cấp huyện»
    SELF = auto()  # «tỉnh», «toàn tỉnh»: the place the text is about


@dataclass(frozen=True, slots=True)
class Org:
    name: str
    kind: OrgKind


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    start: int
    end: int
    text: str
    low: str
    number: Number | None = None
    period: Period | None = None
    org: Org | None = None
    cue: str = ""  # category of the phrase, see ``cues``
    payload: str = ""  # sign, qualifier or ordinal of the cue; code of the index

    @property
    def boundary(self) -> bool:
        return self.kind in HARD


HARD = frozenset({Kind.STOP, Kind.SEMICOLON})
