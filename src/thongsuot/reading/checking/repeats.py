"""The same statement twice in one text: gather what has one name, one subject and one period."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from thongsuot.kernel.consistency.identity import content_words
from thongsuot.kernel.figures import Figure
from thongsuot.kernel.periods import PeriodKind
from thongsuot.kernel.text import fold
from thongsuot.reading.checking.goals import read_aims
from thongsuot.reading.checking.indices import read_index_standings
from thongsuot.reading.checking.sentences import Line
from thongsuot.reading.checking.statements import read_statements
from thongsuot.reading.gazetteer import provinces

_AIMED = re.compile(
    r"phấn đấu|mục tiêu|chỉ tiêu|kế hoạch|yêu cầu|đề ra|tối thiểu|ít nhất|quyết tâm|bảo đảm|phải đạt|cần đạt|dự kiến",
    re.I,
)
_SCOPE = re.compile(
    r"\b(?:tại|ở|riêng|đối với|lĩnh vực|khối|nhóm|thuộc|có|là)?\s*(cấp (?:tỉnh|huyện|xã|sở|bộ)|(?<!\d )cả nước|toàn quốc|bộ, ngành|địa phương"
    r"|(?:[Ll]ĩnh vực|[Kk]hối|[Nn]hóm)\s[^,;:.]{2,40}|(?<!UBND )(?:Sở|Ban|[Hh]uyện|[Tt]hị xã|[Tt]hành phố|TP\.?|[Xx]ã|[Pp]hường|"
    r"[Tt]hị trấn|[Qq]uận|Cục|Công an|Trung tâm|Bộ|Chi nhánh|Văn phòng)\s+(?:[A-ZĐÀ-Ỹ][\w-]*\s*){1,6})"
)
_TIMES = frozenset(
    {PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR, PeriodKind.STAGE}
)


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
    own = fold(place or _main_place(sequence) or "")
    groups: defaultdict[tuple[object, ...], list[_Said]] = defaultdict(list)
    for number, line in enumerate(sequence):
        for index, stated in _stated(line):
            said = _Said(stated, _scope(line, index, own), _times(line, index), number)
            groups[(content_words(stated.name), stated.unit, stated.out_of, said.scope)].append(said)
    return [each for group in groups.values() if _twice(group) for each in _aligned(group)]


def _stated(line: Line) -> Iterator[tuple[int, Figure]]:
    if not _AIMED.search(line.words):
        yield from read_statements(line)
        yield from read_index_standings(line)
        return
    for aim in read_aims(line):
        index = next(at for at, mention in enumerate(line.mentions) if mention.token.full_span.start == aim.span.start)
        yield index, replace(aim, name=f"mục tiêu {aim.name}", value=aim.target, target=None, status=None)


def _main_place(sequence: Sequence[Line]) -> str | None:
    """The province named most often; a tie names none."""
    text = sequence[0].text if sequence else ""
    counted = Counter({name: text.count(name) for name in provinces()}).most_common(2)
    return counted[0][0] if counted and counted[0][1] > counted[-1][1] else None


def _twice(group: list[_Said]) -> bool:
    return len({said.sentence for said in group}) > 1


def _aligned(group: list[_Said]) -> Iterator[Figure]:
    """Give the statements of one series the same name; two different periods make two series."""
    told = {said.times for said in group if said.times}
    first = group[0].figure
    for said in group:
        if said.times or len(told) <= 1:
            times = said.times or next(iter(told), frozenset())
            yield replace(said.figure, name=first.name, org=" ".join(sorted(times | said.scope)), period=None)


def _scope(line: Line, index: int, own: str) -> frozenset[str]:
    lead = line.text[line.span.start : line.mentions[index].start].rsplit(";", 1)[-1]
    named = {fold(match[1]).strip() for match in _SCOPE.finditer(lead)}
    named |= {fold(name) for name in provinces() if name in lead}
    return frozenset(name for name in named if not own or (name not in own and own not in name))


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
