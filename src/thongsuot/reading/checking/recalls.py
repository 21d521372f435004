"""A change of a value told in an earlier sentence: «So với năm 2022 (83,9%), mức độ … tăng 1,7 điểm %»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from thongsuot.kernel.consistency.identity import content_words
from thongsuot.kernel.figures import Figure
from thongsuot.reading.checking.indices import index_changed, read_index_standings
from thongsuot.reading.checking.sentences import Line, figure
from thongsuot.reading.checking.statements import read_statements

_CHANGED = re.compile(
    r"(?P<name>(?:tỷ lệ|tỉ lệ|mức độ)\s[^;:.(\d%]*?)\s+(?:đã\s+)?(?P<way>tăng|giảm)\s*(?:thêm\s*)?$", re.IGNORECASE
)
_BASE = re.compile(
    r"(?:so với|cùng kỳ|năm|quý)[^;.()]{0,40}\((?:[^()]{0,25}\s)?$|\((?:năm|quý|cùng kỳ|tháng)[^()]{0,30}$",
    re.IGNORECASE,
)
_MOVES = re.compile(r"(?:tăng|giảm)\s*(?:thêm\s*)?$", re.IGNORECASE)
_LAST = "last"
_THE_SAME = re.compile(r"\s(?:này|nói trên|trên)$", re.IGNORECASE)


def read_recalls(sequence: Sequence[Line]) -> Iterator[Figure]:
    told: dict[object, Decimal] = {}
    last: Decimal | None = None
    for line in sequence:
        for index, mention in enumerate(line.mentions):
            key = _changed_indicator(line, index) if mention.unit in ("điểm %", "%", "điểm") else None
            base = _base_of(line, index)
            now = None if key is None else last if key == _LAST else told.get((key, _value_unit(line, base)))
            if now is not None and base is not None:
                yield _recalled(line, index, base, now)
        told |= dict(_told(line))
        rates = [mention.value for mention in line.mentions if mention.unit == "%" and not mention.is_range]
        last = rates[-1] if rates else None


def _changed_indicator(line: Line, index: int) -> object:
    """What is said to rise or fall: content words, the code of an index, or «this rate»; ``None`` for neither."""
    lead = line.before(index)
    changed = _CHANGED.search(lead)
    if changed is not None:
        name = changed["name"].strip()
        return _LAST if _THE_SAME.search(name) else content_words(name)
    return index_changed(line, index) if _MOVES.search(lead) else None


def _told(line: Line) -> Iterator[tuple[tuple[object, str | None], Decimal]]:
    for index, stated in read_statements(line):
        if stated.unit == "%" and stated.value is not None and line.mentions[index].exact:
            yield (content_words(stated.name), "%"), stated.value
    for _, stated in read_index_standings(line):
        if stated.value is not None:
            yield (stated.name.removeprefix("điểm chỉ số "), stated.unit), stated.value


def _value_unit(line: Line, base: int | None) -> str | None:
    return None if base is None else line.mentions[base].unit


def _base_of(line: Line, change: int) -> int | None:
    """The value compared with, bracketed just before or just after the change."""
    for index in (change - 1, change + 1):
        inside = 0 <= index < len(line.mentions) and line.mentions[index].unit in ("%", "điểm")
        if inside and _BASE.search(line.before(index)):
            return index
    return None


def _recalled(line: Line, change: int, base: int, now: Decimal) -> Figure:
    size = line.mentions[change].value
    falling = re.search(r"giảm\s*(?:thêm\s*)?$", line.before(change), re.IGNORECASE) is not None
    return figure(
        line,
        line.before(change)[-80:].strip(),
        change,
        base,
        value=now,
        unit=line.mentions[base].unit,
        previous=line.mentions[base].value,
        change=-size if falling else size,
        change_unit=line.mentions[change].unit,
    )
