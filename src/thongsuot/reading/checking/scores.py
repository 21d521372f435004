"""A score on two scales: «8,46/10 điểm (84,6%)», «8,46 điểm (tương ứng 84,6%) tăng 0,35 điểm (tương ứng 3,56%)»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from thongsuot.kernel.consistency.arithmetic import decimals_of
from thongsuot.kernel.figures import Figure
from thongsuot.reading.checking.sentences import Line, figure

_EQUALS = re.compile(
    r"^\s*(?:điểm)?\s*\)?\s*(?:\(|,|-|–)?\s*(?:tương (?:ứng|đương)(?: với)?|bằng|hay|=|quy đổi(?: là| ra)?|đạt)?\s*"
    r"(?:mức|tỷ lệ|tỉ lệ)?\s*(?:là|đạt|khoảng)?\s*$",
    re.IGNORECASE,
)
_ON_SCALE = re.compile(r"\bthang(?: điểm)?(?: là| tối đa)?\s*$", re.IGNORECASE)
_CUED = re.compile(r"tương (?:ứng|đương)|bằng|hay|=|quy đổi", re.IGNORECASE)
_RESULT = re.compile(r"chỉ số|hài lòng|SIPAS|index|đạt|kết quả", re.IGNORECASE)
_UP = re.compile(r"\b(?:tăng|cao hơn)\s*(?:thêm|được)?\s*$", re.IGNORECASE)
_DOWN = re.compile(r"\b(?:giảm|thấp hơn)\s*(?:thêm|mất)?\s*$", re.IGNORECASE)


def read_scores(line: Line) -> Iterator[Figure]:
    current: Figure | None = None
    for index, mention in enumerate(line.mentions):
        if mention.is_rank or mention.is_range or not (mention.unit == "điểm" or _bare_index(line, index)):
            continue
        if _ON_SCALE.search(line.before(index)):
            continue
        sign = _sign(line.before(index))
        scale = _scale_beside(line, index)
        percent = _percent_beside(line, index if scale is None else scale, told=scale is not None)
        if sign == 0:
            current = _score(line, index, percent, scale)
            if current.denominator is not None or percent is not None:
                yield current
        elif percent is not None and current is not None and ";" not in line.before(index):
            yield _change(line, index, percent, current, sign)


def _bare_index(line: Line, index: int) -> bool:
    """«chỉ số chuyển đổi số … đạt 0,7412 (tương đương 74,12%)»: indices out of 1 are printed without a unit."""
    mention = line.mentions[index]
    return mention.unit is None and not mention.is_fraction and mention.value <= 1 and decimals_of(mention.value) > 1


def _sign(before: str) -> int:
    return 1 if _UP.search(before) else -1 if _DOWN.search(before) else 0


def _scale_beside(line: Line, index: int) -> int | None:
    """«8,46 điểm (thang điểm 10)»."""
    following = index + 1
    if (
        following < len(line.mentions)
        and _ON_SCALE.search(line.before(following))
        and len(line.gap(index, following)) < 40
    ):
        return following
    return None


def _percent_beside(line: Line, index: int, *, told: bool = False) -> int | None:
    following = index + 1
    if following >= len(line.mentions) or line.mentions[following].unit != "%":
        return None
    if line.mentions[following].is_fraction or line.mentions[following].is_range:
        return None
    gap = line.gap(index, following)
    if not _EQUALS.match(gap):
        return None
    # Without a word of equality only a bracket or a score out of a stated total makes the two one result.
    linked = (
        told
        or _CUED.search(gap)
        or ("(" in gap and _RESULT.search(line.before(index)))
        or line.mentions[index].is_fraction
    )
    return following if linked else None


def _score(line: Line, index: int, percent: int | None, scale: int | None) -> Figure:
    token = line.mentions[index].token
    top = line.mentions[scale].value if scale is not None else token.denominator
    indexes = [index] if percent is None else [index, percent]
    return figure(
        line,
        line.before(index)[-120:].strip(),
        *indexes,
        value=token.value,
        unit="điểm",
        numerator=token.value if top is not None else None,
        denominator=top,
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
