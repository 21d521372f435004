"""A change of a value told in an earlier sentence: «So với năm 2022 (83,9%), mức độ … tăng 1,7 điểm %»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from thongsuot.kernel.consistency.identity import content_words
from thongsuot.kernel.figures import Figure
from thongsuot.reading.checking.sentences import Line, figure
from thongsuot.reading.checking.statements import read_statements

_CHANGED = re.compile(
    r"(?P<name>(?:tỷ lệ|tỉ lệ|mức độ)\s[^;:.(\d%]*?)\s+(?:đã\s+)?(?P<way>tăng|giảm)\s*(?:thêm\s*)?$", re.IGNORECASE
)
_BASE = re.compile(
    r"(?:so với|cùng kỳ|năm|quý)[^;.()]{0,40}\((?:[^()]{0,25}\s)?$|\((?:năm|quý|cùng kỳ|tháng)[^()]{0,30}$",
    re.IGNORECASE,
)
_THE_SAME = re.compile(r"\s(?:này|nói trên|trên)$", re.IGNORECASE)


def read_recalls(sequence: Sequence[Line]) -> Iterator[Figure]:
    told: dict[frozenset[str], Decimal] = {}
    last: Decimal | None = None
    for line in sequence:
        for index, mention in enumerate(line.mentions):
            changed = _CHANGED.search(line.before(index)) if mention.unit in ("điểm %", "%") else None
            base = _base_of(line, index)
            if changed is None or base is None:
                continue
            name = changed["name"].strip()
            now = last if _THE_SAME.search(name) else told.get(content_words(name))
            if now is not None:
                yield _recalled(line, index, base, now, falling=changed["way"].lower() == "giảm")
        for index, stated in read_statements(line):
            if stated.unit == "%" and stated.value is not None and line.mentions[index].exact:
                told[content_words(stated.name)] = stated.value
        rates = [mention.value for mention in line.mentions if mention.unit == "%" and not mention.is_range]
        last = rates[-1] if rates else None


def _base_of(line: Line, change: int) -> int | None:
    """The value compared with, bracketed just before or just after the change."""
    for index in (change - 1, change + 1):
        if 0 <= index < len(line.mentions) and line.mentions[index].unit == "%" and _BASE.search(line.before(index)):
            return index
    return None


def _recalled(line: Line, change: int, base: int, now: Decimal, *, falling: bool) -> Figure:
    size = line.mentions[change].value
    return figure(
        line,
        line.before(change)[-80:].strip(),
        change,
        base,
        value=now,
        unit="%",
        previous=line.mentions[base].value,
        change=-size if falling else size,
        change_unit=line.mentions[change].unit,
    )
