"""A figure as an official text states it, before anybody has confirmed it.

Shared by ``reading`` (which finds figures), ``kernel.consistency`` (which doubts them) and the record (which keeps
them as claims). Precision travels with the value: a ``Decimal`` keeps the digits that were printed, so
``Decimal("33.8")`` stands for the rounding interval [33.75, 33.85) and ``Decimal("1.25E+7")`` («12,5 triệu») for
[12.45, 12.55) million.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from thongsuot.kernel.periods import Period


class Qualifier(StrEnum):
    """How the text bounds its number: «hơn 6 triệu» is never exported as exactly 6.000.000 (product D08)."""

    EXACT = "="
    MORE = ">"  # hơn, trên, vượt
    LESS = "<"  # dưới, chưa đến
    ABOUT = "~"  # gần, khoảng, xấp xỉ
    AT_LEAST = ">="  # ít nhất, tối thiểu, từ … trở lên
    AT_MOST = "<="  # tối đa, không quá


class Direction(StrEnum):
    """Which side of a target counts as reached."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open character range in the text that was read."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with everything the sentence says of it. ``None`` means the text does not say."""

    name: str  # the indicator in the text's own words: «Tỷ lệ hồ sơ nộp trực tuyến»
    quote: str  # text[span.start:span.end], verbatim
    span: Span  # the figure with the words that qualify it
    value: Decimal | None = None
    unit: str | None = None  # «%», «điểm», «nhiệm vụ», «đồng»; None where the text forgot it (T4)
    qualifier: Qualifier = Qualifier.EXACT
    value_min: Decimal | None = None  # both ends of a range: «50 - 52» (T13)
    value_max: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    org: str | None = None  # subject as named: «Lạng Sơn», «Cả nước», «Sở Nội vụ»; None = not named (T1)
    period: Period | None = None
    rank: int | None = None
    rank_max: int | None = None  # «nhóm 50 - 52»
    out_of: int | None = None
    rank_scope: str | None = None  # «cả nước», «khu vực Đồng bằng sông Cửu Long»
    region_rank: int | None = None
    region_out_of: int | None = None
    change: Decimal | None = None  # signed, in ``change_unit``
    change_unit: str | None = None  # «điểm», «điểm %», «%», «lần»
    rank_change: int | None = None  # signed: «tăng 4 bậc» = 4, «giảm 06 bậc» = -6
    change_base: str | None = None  # what it is compared with, as written: «năm 2021», «tháng 9-2022»
    equivalent: Decimal | None = None  # the same figure on another scale: «8,46 điểm (tương ứng 84,6%)»
    equivalent_unit: str | None = None
    change_equivalent: Decimal | None = None  # «tăng 0,35 điểm (tương ứng 3,56%)»
    target: Decimal | None = None
    target_direction: Direction | None = None
    target_surplus: Decimal | None = None  # «vượt kế hoạch 04 TTHC» = 4
    status: str | None = None  # «đạt», «vượt», «chưa đạt», «mục tiêu»
    grade: str | None = None  # «Tốt», «C»
    source_body: str | None = None  # «Văn phòng Chính phủ» where the text names its source (D05)
    cue: str = ""  # the words that made this a figure, shown to the person who confirms
    value_span: Span | None = None  # the number alone
    other_spans: tuple[Span, ...] = field(default=())  # the same statement repeated in the text (T3)
    previous: Decimal | None = None  # the earlier value the text states: «từ 79,2% lên 81,4%» = 79.2
    previous_rank: int | None = None  # «từ hạng 25 lên hạng 20» = 25
    change_word: str | None = None  # «tăng», «giảm» as written, also where no size of change is given
