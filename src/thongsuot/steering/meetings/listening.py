"""One spoken sentence, understood: who, with whom, by when, how many. Pure; proposes and decides nothing (§0.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thongsuot.kernel.periods import find_deadline
from thongsuot.reading.model import Directive, DirectiveKind, Reading
from thongsuot.reading.reader import read_text

_OFFICE = re.compile(
    r"^(?:đồng chí\s+)?(?:phó\s+)?(?:giám đốc|chủ tịch|chánh văn phòng|thủ trưởng|bí thư|trưởng phòng)\s+(?=\S)", re.I
)
_MANY = re.compile(r"^(?:các|những|toàn thể|tất cả)\b", re.I)


@dataclass(frozen=True, slots=True)
class Heard:
    """``assignee`` in the words of the sentence without the office: «Giám đốc Sở Y tế» → «Sở Y tế».

    ``deadline`` is the last day still in time: «trước ngày 30/11» means 29/11.
    """

    is_task: bool = True
    assignee: str = ""
    is_common: bool = False
    coordinating: tuple[str, ...] = ()
    deadline: date | None = None
    deadline_text: str = ""
    quantity: Decimal | None = None
    quantity_unit: str = ""


def hear(sentence: str, held_on: date) -> Heard:
    """What the reader makes of a sentence spoken by the chair on that day."""
    words = " ".join(sentence.split()).rstrip(". ")
    if not words:
        return Heard()
    frame = f"Ngày {held_on:%d/%m/%Y}, Ban Chỉ đạo cải cách hành chính họp.\n\nTrưởng Ban Chỉ đạo yêu cầu:\n1. "
    reading = read_text(f"{frame}{words}.")
    orders = [one for one in reading.directives if one.span.end > len(frame)]
    if not orders:
        return Heard(is_task=False)
    first = orders[0]
    quantity, unit = _quantity(reading, len(frame))
    assignee = _OFFICE.sub("", first.assignee or "")
    return Heard(
        is_task=first.kind is DirectiveKind.TASK or bool(assignee),
        assignee=assignee,
        is_common=bool(_MANY.match(assignee)),
        coordinating=first.coordinating,
        deadline=_last_day(first, held_on),
        deadline_text=first.deadline_text or "",
        quantity=quantity,
        quantity_unit=unit,
    )


def _last_day(order: Directive, held_on: date) -> date | None:
    found = find_deadline(order.deadline_text, held_on) if order.deadline_text else None
    return found.last_day if found and found.day == order.deadline else order.deadline


def _quantity(reading: Reading, start: int) -> tuple[Decimal | None, str]:
    """The first figure of the sentence itself: «07 lớp», «95%»."""
    for figure in reading.figures:
        if figure.span.start >= start and figure.value is not None:
            return figure.value, figure.unit or ""
    return None, ""
