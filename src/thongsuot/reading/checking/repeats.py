"""The same statement twice in one text: gather what has one name, one subject and one period."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from thongsuot.kernel.consistency.identity import content_words
from thongsuot.kernel.figures import Figure
from thongsuot.kernel.periods import PeriodKind
from thongsuot.kernel.text import fold
from thongsuot.reading.checking.goals import read_aims
from thongsuot.reading.checking.indices import read_index_standings
from thongsuot.reading.checking.sentences import Line
from thongsuot.reading.checking.statements import read_statements
from thongsuot.reading.gazetteer import provinces
from thongsuot.reading.letters import UPPER

_AIMED = re.compile(
    r"phấn đấu|mục tiêu|(?:đề ra|đặt) chỉ tiêu|yêu cầu|tối thiểu|ít nhất|quyết tâm|phải đạt|cần đạt|dự kiến",
    re.IGNORECASE,
)
_BODIES = (
    r"Sở|Ban(?! Chỉ đạo)|[Hh]uyện|[Tt]hị xã|[Tt]hành phố|TP\.?|[Xx]ã|[Pp]hường|[Tt]hị trấn|[Qq]uận|Cục|"
    r"Công an|Trung tâm|Bộ|Chi nhánh|Văn phòng"
)
_SCOPE = re.compile(
    r"\b(?:tại|ở|riêng|đối với|lĩnh vực|khối|nhóm|thuộc|có|là)?\s*(cấp (?:tỉnh|huyện|xã|sở|bộ)|(?<!\d )cả nước|"
    r"toàn quốc|bộ, ngành|địa phương|(?:[Ll]ĩnh vực|[Kk]hối|[Nn]hóm)\s[^,;:.]{2,40}|(?<!UBND )(?<![Tt]heo )(?<!do )"
    rf"(?:{_BODIES})\s+(?:[{UPPER}][\w-]*\s*){{1,6}})"
)
_TIMES = frozenset(
    {PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR, PeriodKind.STAGE}
)


_LIST_ITEM = re.compile(r"\s*[-–+•*]\s*([^:;.%]{2,60}):")
_NOBODY = "?"


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement with everything that tells it from a like one elsewhere."""

    figure: Figure
    scope: frozenset[str]
    times: frozenset[str]
    sentence: int


def repeated(sequence: Sequence[Line], place: str | None) -> list[Figure]:
    """Statements that occur more than once, with one name, subject and period, ready for the engine to compare.

    ``place`` is the province the text is about; naming it or leaving it out makes no difference.
    """
    own = _own_place(sequence, place)
    if own == _NOBODY:
        return []
    groups: defaultdict[tuple[object, ...], list[_Said]] = defaultdict(list)
    above: frozenset[str] = frozenset()
    for number, line in enumerate(sequence):
        above = above if _goes_on(sequence, number) else frozenset()
        for index, stated in _stated(line):
            named = _scope(line, line.mentions[index].start, own)
            scope = above if named is None else named
            said = _Said(stated, scope, _times(line, index), number)
            groups[(content_words(stated.name), stated.unit, stated.out_of, said.scope)].append(said)
        last = _scope(line, line.span.end, own)
        above = above if last is None else last
    return [each for group in groups.values() if _twice(group) for each in _aligned(group)]


def _goes_on(sequence: Sequence[Line], number: int) -> bool:
    """Same paragraph as the sentence before, or the first paragraph under a heading: its subject still holds."""
    if number == 0:
        return False
    before, line = sequence[number - 1], sequence[number]
    same_paragraph = "\n" not in line.text[before.span.end : line.span.start]
    return same_paragraph or (not before.mentions and len(before.words) < 100 and not before.words.endswith("."))


def _own_place(sequence: Sequence[Line], place: str | None) -> str:
    """The one province the text is about, folded; empty when it speaks of many and an unnamed subject is anybody's."""
    text = sequence[0].text if sequence else ""
    counted = Counter({name: count for name in provinces() if (count := text.count(name))}).most_common()
    if len({provinces()[name] for name, _ in counted}) > 4:
        return _NOBODY
    return fold(place or (counted[0][0] if counted else ""))


def _stated(line: Line) -> Iterator[tuple[int, Figure]]:
    if not _AIMED.search(line.words):
        yield from read_statements(line)
        yield from read_index_standings(line)
        return
    for aim in read_aims(line):
        index = next(at for at, mention in enumerate(line.mentions) if mention.token.full_span.start == aim.span.start)
        yield index, replace(aim, name=f"mục tiêu {aim.name}", value=aim.target, target=None, status=None)


def _twice(group: list[_Said]) -> bool:
    return len({said.sentence for said in group}) > 1


def _aligned(group: list[_Said]) -> Iterator[Figure]:
    """Give the statements of one series the same name; two different periods make two series."""
    told = {said.times for said in group if said.times}
    first = group[0].figure
    for said in group:
        if (said.times or len(told) <= 1) and _look_alike(first, said.figure):
            times = said.times or next(iter(told), frozenset())
            yield replace(said.figure, name=first.name, org=" ".join(sorted(times | said.scope)), period=None)


def _scope(line: Line, end: int, own: str) -> frozenset[str] | None:
    """Subjects named in the clause, else in the sentence so far, without the place the text is about.

    ``None`` when none is named.
    """
    sentence = line.text[line.span.start : end]
    if item := _LIST_ITEM.match(sentence):
        return frozenset({fold(item[1]).strip()})
    named = _subjects(sentence.rsplit(";", 1)[-1]) or _subjects(sentence)
    if not named:
        return None
    return frozenset(name for name in named if not own or (name not in own and own not in name))


def _subjects(words: str) -> set[str]:
    return {fold(match[1]).strip() for match in _SCOPE.finditer(words)} | {
        fold(name) for name in provinces() if name in words
    }


def _times(line: Line, index: int) -> frozenset[str]:
    lead = line.mentions[index].start
    known = [match for match in line.periods if match.period.kind in _TIMES]
    told = [match for match in known if match.start < lead] or known
    plain = [
        match
        for match in told
        if not re.search(r"so với[^;,]{0,30}$", line.text[max(0, match.start - 40) : match.start])
    ]
    return frozenset(match.period.text for match in plain)


def _look_alike(one: Figure, other: Figure) -> bool:
    """Counts of a report may well differ from one paragraph to the next; two of the same length with nearly the same
    digits are one count, mistyped once."""
    if one.unit == "%" or one.value is None or other.value is None:
        return True
    first, second = (str(figure.value.quantize(Decimal(1))) for figure in (one, other) if figure.value is not None)
    return len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) <= 2
