"""A score on two scales: «8,46/10 điểm (84,6%)», «8,46 điểm (tương ứng 84,6%) tăng 0,35 điểm (tương ứng 3,56%)»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from thongsuot.kernel.figures import Figure
from thongsuot.reading.checking.sentences import Line, figure

_EQUALS = re.compile(
    r"^\s*(?:điểm)?\s*(?:\(|,|-|–)?\s*(?:tương (?:ứng|đương)(?: với)?|bằng|hay|=|quy đổi(?: là| ra)?|đạt)?\s*"
    r"(?:mức|tỷ lệ|tỉ lệ)?\s*(?:là|đạt|khoảng)?\s*$",
    re.IGNORECASE,
)
_CUED = re.compile(r"tương (?:ứng|đương)|bằng|hay|=|quy đổi", re.IGNORECASE)
_UP = re.compile(r"\b(?:tăng|cao hơn)\s*(?:thêm|được)?\s*$", re.IGNORECASE)
_DOWN = re.compile(r"\b(?:giảm|thấp hơn)\s*(?:thêm|mất)?\s*$", re.IGNORECASE)


def read_scores(line: Line) -> Iterator[Figure]:
    current: Figure | None = None
    for index, mention in enumerate(line.mentions):
        if mention.is_rank or mention.unit != "điểm" or mention.is_range:
            continue
        sign = _sign(line.before(index))
        percent = _percent_beside(line, index)
        if sign == 0:
            current = _score(line, index, percent)
            if current.denominator is not None or percent is not None:
                yield current
        elif percent is not None and current is not None and ";" not in line.before(index):
            yield _change(line, index, percent, current, sign)


def _sign(before: str) -> int:
    return 1 if _UP.search(before) else -1 if _DOWN.search(before) else 0


def _percent_beside(line: Line, index: int) -> int | None:
    following = index + 1
    if following >= len(line.mentions) or line.mentions[following].unit != "%":
        return None
    if line.mentions[following].is_fraction or line.mentions[following].is_range:
        return None
    gap = line.gap(index, following)
    if not _EQUALS.match(gap):
        return None
    # Without a word of equality only a bracket or a score out of a stated total makes the two one result.
    told = _CUED.search(gap) or "(" in gap or line.mentions[index].is_fraction
    return following if told else None


def _score(line: Line, index: int, percent: int | None) -> Figure:
    mention = line.mentions[index]
    token = mention.token
    indexes = [index] if percent is None else [index, percent]
    return figure(
        line,
        line.before(index)[-120:].strip(),
        *indexes,
        value=token.value,
        unit="điểm",
        numerator=token.numerator,
        denominator=token.denominator,
        equivalent=line.mentions[percent].value if percent is not None else None,
        equivalent_unit="%" if percent is not None else None,
    )


def _change(line: Line, index: int, percent: int, current: Figure, sign: int) -> Figure:
    size = line.mentions[index].value * sign
    told = line.mentions[percent].value * Decimal(sign)
    return figure(
        line,
        current.name,
        index,
        percent,
        value=current.value,
        unit="điểm",
        denominator=current.denominator,
        numerator=current.numerator,
        equivalent=current.equivalent,
        equivalent_unit=current.equivalent_unit,
        change=size,
        change_unit="điểm",
        change_equivalent=told,
    )
