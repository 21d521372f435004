"""A day that differs from the plain week, with the law that makes it so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thongsuot.kernel.rules import RuleStatus


class DayKind(StrEnum):
    WORKDAY = "workday"
    WEEKEND = "weekend"  # 40-hour week of QĐ 188/1999/QĐ-TTg: Saturday and Sunday off
    HOLIDAY = "holiday"  # BLLĐ 2019, Điều 112
    IN_LIEU = "in_lieu"  # nghỉ bù: the holiday fell on a weekly day off (BLLĐ 2019, Điều 111 khoản 3)
    SWAPPED_OFF = "swapped_off"  # hoán đổi: off, to be worked on another day
    SWAPPED_ON = "swapped_on"  # a Saturday worked in its stead


WORKED = frozenset({DayKind.WORKDAY, DayKind.SWAPPED_ON})


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """``twin``: the holiday a day in lieu stands for, or the other half of a swap."""

    day: date
    kind: DayKind
    name: str
    reference: str
    status: RuleStatus
    twin: date | None = None

    @property
    def is_certain(self) -> bool:
        return self.status is RuleStatus.OFFICIAL
