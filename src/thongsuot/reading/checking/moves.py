"""Before and after: «tăng từ 79,2% lên 81,4% (tăng 2,2 điểm %)», «86,77 điểm, tăng 2,26 điểm so với … (84,51)»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from thongsuot.kernel.figures import Figure
from thongsuot.reading.checking.sentences import Line, Mention, figure

_RISE = re.compile(r"\b(?:tăng|nâng|vượt|cao hơn|nhiều hơn)\b", re.IGNORECASE)
_FALL = re.compile(r"\b(?:giảm|hạ|rút ngắn|cắt giảm|thấp hơn|ít hơn|thiếu|kém)\b", re.IGNORECASE)
_CHANGE_CUE = re.compile(
    r"\b(?:tăng(?: gấp)?|gấp|giảm|vượt|cao hơn|thấp hơn|thiếu|kém)\s*(?:thêm|được|là|tới|đến|lên|gần|hơn|khoảng)?\s*$",
    re.IGNORECASE,
)
_STARTS = re.compile(r"\btừ\s+(?:mức\s+|chỗ\s+|con số\s+|tỷ lệ\s+)?(?:chỉ\s+(?:có\s+|đạt\s+)?|đạt\s+)?$", re.IGNORECASE)
_ENDS = re.compile(
    r"^(?P<unit>[^;.]{0,60}?)\s*\b(?P<way>lên|xuống|còn)\b\s*(?:mức|thành|đến|tới|còn|đạt|là|chỉ)?\s*(?:còn)?\s*$", re.I
)
_COMPARED = re.compile(
    r"so với|cùng kỳ|năm (?:trước|ngoái|20\d\d)|quý|tháng|kế hoạch|mục tiêu|chỉ tiêu|trung bình", re.I
)
_BRACKET_BEFORE = re.compile(r"\([^()]{0,60}$")
_YEAR_BEFORE = re.compile(r"\bnăm (20\d\d)(?:\s+(?:chỉ |mới )?(?:đạt|là|có))?(?: mức)?\s*:?\s*$", re.IGNORECASE)
_ROSE_FROM = re.compile(r"^[^;.,(]{0,20}[,(]\s*(tăng|giảm)\s+(?:lên |xuống )?từ\s+(?:mức\s+)?$", re.IGNORECASE)
_IS_ZERO = re.compile(r"(?:so với|cùng kỳ)[^;.]{0,120}$", re.IGNORECASE)
_VALUE_UNITS = ("%", "điểm")


def read_moves(line: Line) -> Iterator[Figure]:
    yield from _from_to(line)
    yield from _compared_with(line)
    yield from _from_only(line)
    yield from _from_zero(line)


def _from_to(line: Line) -> Iterator[Figure]:
    """«từ A lên B» with the change stated before, after or not at all."""
    for one in range(len(line.mentions) - 1):
        two = one + 1
        before, after = line.mentions[one], line.mentions[two]
        found = _ENDS.match(line.gap(one, two))
        if not found or not _STARTS.search(line.before(one)) or _unlike(before, after):
            continue
        if before.is_rank or after.is_rank or "bậc" in (before.unit, after.unit):
            continue
        change = _change_near(line, one, two)
        lead = _last_word(line.before(one)[-60:])
        yield _moved(line, one, two, change, _spoken(lead, found["way"].lower(), before.value, after.value))


def _spoken(lead: str | None, way: str, before: Decimal, after: Decimal) -> str:
    """The direction as worded; of two words that disagree, the one the numbers deny."""
    said = "tăng" if way == "lên" else "giảm"
    actual = "tăng" if after > before else "giảm"
    return lead if lead is not None and lead != actual else said


def _last_word(words: str) -> str | None:
    rise = max((match.end() for match in _RISE.finditer(words)), default=-1)
    fall = max((match.end() for match in _FALL.finditer(words)), default=-1)
    if rise == fall:
        return None
    return "tăng" if rise > fall else "giảm"


def _unlike(one: Mention, other: Mention) -> bool:
    """Two numbers that cannot be compared; the first may borrow the unit of the second («từ 79,2 lên 81,4%»)."""
    if one.is_fraction or other.is_fraction or one.is_range or other.is_range:
        return True
    units = {one.unit, other.unit}
    if "%" in units and one.unit != "%" and (one.unit is None or other.unit == "%"):
        return False
    return len(units & {"%", "điểm", "điểm %", "lần", "bậc"}) > 0 and one.unit != other.unit


def _change_near(line: Line, one: int, two: int) -> int | None:
    following, previous = two + 1, one - 1
    if following < len(line.mentions) and _is_change(line, following):
        gap = line.gap(two, following)
        if ";" not in gap and len(gap) < 60 and not re.search(r"so với|trong đó|chỉ số|tỷ lệ", gap, re.I):
            return following
    if previous < 0 or not _is_change(line, previous) or len(line.gap(previous, one)) >= 50:
        return None
    return previous if re.match(r"^[^;.]*\btừ\b[^;.]*$", line.gap(previous, one)) else None


def _is_change(line: Line, index: int) -> bool:
    mention = line.mentions[index]
    if mention.is_fraction or mention.is_range or mention.is_rank or mention.unit == "bậc" or not mention.exact:
        return False
    return _CHANGE_CUE.search(line.before(index)) is not None


def _moved(line: Line, one: int, two: int, change: int | None, word: str | None) -> Figure:
    before, after = line.mentions[one], line.mentions[two]
    indexes = [one, two] if change is None else [one, two, change]
    return figure(
        line,
        line.before(min(indexes))[-80:].strip(),
        *indexes,
        value=after.value,
        unit=after.unit or before.unit,
        qualifier=after.token.qualifier if after.token.qualifier != before.token.qualifier else before.token.qualifier,
        previous=before.value,
        change=_signed(line, change),
        change_unit=line.mentions[change].unit if change is not None else None,
        change_word=word,
    )


def _signed(line: Line, index: int | None) -> Decimal | None:
    if index is None:
        return None
    return line.mentions[index].value * (-1 if _last_word(line.before(index)) == "giảm" else 1)


def _compared_with(line: Line) -> Iterator[Figure]:
    """«B, tăng C so với năm 2020 (A)» and «B (năm 2020: A), tăng C»."""
    for index in range(len(line.mentions) - 2):
        now, second, third = index, index + 1, index + 2
        if _is_change(line, second) and not _is_change(line, now) and _states_base(line, second, third):
            change, before = second, third
        elif _is_change(line, third) and not _is_change(line, second) and _brackets_base(line, now, second):
            change, before = third, second
        elif _is_change(line, third) and not _is_change(line, second) and _years_in_turn(line, now, second):
            now, change, before = second, third, now
        else:
            continue
        if _comparable(line, now, before, change):
            yield _moved(line, before, now, change, None)


def _states_base(line: Line, change: int, base: int) -> bool:
    gap = line.gap(change, base)
    if ";" in gap or not _COMPARED.search(gap):
        return False
    bracket = _BRACKET_BEFORE.search(gap)
    return bool(bracket and not re.search(r"tăng|giảm|xếp|hạng", bracket[0])) or bool(
        re.search(
            r"so với (?:kế hoạch|mục tiêu|chỉ tiêu|mức|tỷ lệ|con số)(?: \w+){0,5} (?:là |đạt )?$",
            f"{gap.rstrip()} ",
            re.IGNORECASE,
        )
    )


def _brackets_base(line: Line, now: int, base: int) -> bool:
    gap = line.gap(now, base)
    inside = _BRACKET_BEFORE.search(gap)
    return inside is not None and len(gap) < 80 and bool(re.search(r"năm|quý|tháng|kỳ|trước", inside[0]))


def _years_in_turn(line: Line, one: int, two: int) -> bool:
    """«năm 2022 đạt 84,51 điểm, năm 2023 đạt 86,77 điểm»."""
    first, second = _YEAR_BEFORE.search(line.before(one)), _YEAR_BEFORE.search(line.gap(one, two))
    return bool(first and second and int(second[1]) == int(first[1]) + 1 and ";" not in line.gap(one, two))


def _comparable(line: Line, now: int, before: int, change: int) -> bool:
    one, other, step = (line.mentions[each] for each in (now, before, change))
    if not (one.exact and other.exact) or one.is_rank or other.is_rank or one.unit not in _VALUE_UNITS or one.is_range:
        return False
    if ";" in line.text[one.end : step.start] or one.is_fraction or other.is_fraction or other.is_range:
        return False
    same = other.unit == one.unit
    fits = step.unit in ("%", "điểm %", "điểm", "lần") and not (one.unit == "%" and step.unit == "điểm")
    return same and fits


def _from_only(line: Line) -> Iterator[Figure]:
    """«đạt 98,2%, tăng từ 96,5% của năm 2021»."""
    for now in range(len(line.mentions) - 1):
        before = now + 1
        found = _ROSE_FROM.match(line.gap(now, before))
        goes_on = before + 1 < len(line.mentions) and _ENDS.match(line.gap(before, before + 1))
        one, other = line.mentions[now], line.mentions[before]
        if found and not goes_on and one.unit in _VALUE_UNITS and one.unit == other.unit and not _unlike(one, other):
            yield _moved(line, before, now, None, found[1].lower())


def _from_zero(line: Line) -> Iterator[Figure]:
    """«đạt 59,24% … (so với 6 tháng đầu năm chỉ có 0%)»: a rise that has no ratio (T17)."""
    for index, mention in enumerate(line.mentions):
        if mention.value != 0 or mention.unit != "%" or index == 0 or not _IS_ZERO.search(line.before(index)):
            continue
        now = next((each for each in line.mentions[:index][::-1] if each.unit == "%" and each.value > 0), None)
        if now is not None:
            yield figure(
                line, line.before(index)[-80:].strip(), index, value=now.value, unit="%", previous=mention.value
            )
