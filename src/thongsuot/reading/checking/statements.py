"""«97,9% hồ sơ được giải quyết đúng hạn», «tỷ lệ số hóa đạt 82,6%»: a value with the words that say of what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from thongsuot.kernel.consistency.identity import content_words
from thongsuot.kernel.figures import Figure, Qualifier
from thongsuot.kernel.periods import PeriodKind
from thongsuot.kernel.text import fold
from thongsuot.reading.checking.sentences import Line, figure

_AFTER = re.compile(
    r"^\s+((?:số\s+)?(?:hồ sơ|người|dịch vụ|thủ tục|TTHC|DVC|cán bộ|công chức|đơn vị|văn bản|kết quả|nhiệm vụ|xã|phường|cơ quan|"
    r"doanh nghiệp|tổ chức|giao dịch|chỉ tiêu|hộ|thanh toán|phản ánh|hệ thống|công dân|địa phương|thuê bao)\b[^;.(\n]*)",
    re.IGNORECASE,
)
_NAME_ENDS = re.compile(
    r",(?!\s*(?:trước|đúng|tổ chức|doanh nghiệp|kết quả|lệ phí|công chức|viên chức|DN\b))|\b(?:tăng|giảm|so với|trong đó|đạt|vượt"
    r"|trong (?:\d|năm|quý|tháng|kỳ)|năm \d|quý|theo|với tổng|chiếm|tương ứng)\b|[…!?]",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"((?:tỷ lệ|tỉ lệ|mức độ|tỷ trọng)\s[^;:.(\n%]*?)\s*(?:\b(?:đã|hiện|ước|luôn|đều|chung|toàn tỉnh|của tỉnh)\s+)*"
    r"(?:đạt|là|chiếm|ở mức|còn|lên tới)\s*(?:tới\s+|đến\s+|mức\s+|khoảng\s+|gần\s+|hơn\s+|trên\s+|xấp xỉ\s+)?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(tiếp nhận|giải quyết|ban hành|cung cấp|hoàn thành|tích hợp|phê duyệt|công bố|thành lập|cắt giảm|tổ chức|số hóa|xử lý)"
    r"(?:\s+(?:được|mới|xong|tổng số|tổng cộng|là|và \w+(?: \w+)?))*\s*$",
    re.IGNORECASE,
)
_MOVING = re.compile(
    r"(?:tăng|giảm|vượt|cao hơn|thấp hơn|thêm|từ|lên|xuống|so với|thiếu|còn|đến|chênh|gấp|mỗi|bình quân|trung bình)"
    r"\s*(?:thêm|mức|khoảng|gần|hơn|được|chỉ|đạt|là|tới)*\s*$",
    re.IGNORECASE,
)
_AIMED = re.compile(
    r"phấn đấu|mục tiêu|chỉ tiêu|kế hoạch|yêu cầu|đề ra|tối thiểu|ít nhất|quyết tâm|bảo đảm|phải đạt|cần đạt|dự kiến",
    re.I,
)
_SCOPE = re.compile(
    r"\b(?:tại|ở|riêng|đối với|lĩnh vực|khối|nhóm|thuộc|có|là)?\s*(cấp (?:tỉnh|huyện|xã|sở|bộ)|cả nước|toàn quốc|bộ, ngành|địa phương"
    r"|(?:[Ll]ĩnh vực|[Kk]hối|[Nn]hóm)\s[^,;:.]{2,40}|(?:Sở|Ban|UBND|[Hh]uyện|[Tt]hị xã|[Tt]hành phố|TP\.?|[Tt]ỉnh|[Xx]ã|[Pp]hường|"
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


def read_statements(line: Line) -> Iterator[tuple[int, Figure]]:
    """Index of the mention and its figure, named by the words next to it. Changes, bases and targets are left out."""
    for index, mention in enumerate(line.mentions):
        if mention.is_rank or mention.is_range or mention.unit in ("điểm", "điểm %", "bậc", "lần", None):
            continue
        if _MOVING.search(line.before(index)) or _in_bracket(line, index):
            continue
        name = _name(line, index)
        if name:
            token = mention.token
            yield (
                index,
                figure(
                    line,
                    name,
                    index,
                    value=token.value,
                    unit=mention.unit if mention.unit == "%" else _noun(mention.unit, token.denominator),
                    qualifier=token.qualifier,
                ),
            )


def _noun(unit: str | None, denominator: object) -> str | None:
    return f"{unit}/{denominator}" if denominator is not None else unit


def _in_bracket(line: Line, index: int) -> bool:
    inside = line.text[line.span.start : line.mentions[index].start]
    return inside.count("(") > inside.count(")")


def _name(line: Line, index: int) -> str | None:
    if line.mentions[index].unit == "%":
        after = _AFTER.match(line.after(index))
        if after:
            return _trim(after[1])
        before = _BEFORE.search(line.before(index))
        return before[1].strip() if before else None
    verb = _COUNTED.search(line.before(index))
    noun = re.match(r"\s*[^;.(\n]*", line.after(index))
    return f"{verb[1]} {_trim(noun[0])}" if verb and noun else None


def _trim(words: str) -> str:
    end = _NAME_ENDS.search(words)
    return words[: end.start()].strip() if end else words.strip()


def repeated(sequence: Iterable[Line], place: str | None) -> list[Figure]:
    """Statements that occur more than once, with one name, subject and period, ready for the engine to compare."""
    groups: defaultdict[tuple[object, ...], list[_Said]] = defaultdict(list)
    for number, line in enumerate(sequence):
        if _AIMED.search(line.words):
            continue
        for index, stated in read_statements(line):
            said = _Said(stated, _scope(line, index, place), _times(line, index), number)
            groups[(content_words(stated.name), stated.unit, said.scope)].append(said)
    return [each for group in groups.values() if _twice(group) for each in _aligned(group)]


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


def _scope(line: Line, index: int, place: str | None) -> frozenset[str]:
    lead = line.text[line.span.start : line.mentions[index].start].rsplit(";", 1)[-1]
    own = fold(place or "")
    named = {fold(match[1]).strip() for match in _SCOPE.finditer(lead)}
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


def named(line: Line) -> Iterator[Figure]:
    """Percentages and scores with the words around them, for checks of one figure alone."""
    for _, stated in read_statements(line):
        if stated.unit == "%" and stated.qualifier is Qualifier.EXACT:
            yield stated
    yield from _index_scores(line)


_INDEX = re.compile(
    r"\bPAPI\b|\bPAR[ -]?INDEX\b|\bSIPAS\b|\bPCI\b|\bPGI\b|\bDDCI\b|chỉ số (?:cải cách hành chính|CCHC|hài lòng|năng lực cạnh tranh"
    r"|hiệu quả quản trị)",
    re.IGNORECASE,
)


def _index_scores(line: Line) -> Iterator[Figure]:
    for index, mention in enumerate(line.mentions):
        if (
            mention.unit not in ("điểm", "%")
            or mention.is_fraction
            or mention.is_rank
            or _MOVING.search(line.before(index))
        ):
            continue
        lead = line.before(index)
        known = list(_INDEX.finditer(lead))
        if known and re.search(r"(?:đạt|là|với|:|\()\s*(?:tới\s+)?$", lead) and "tổng" not in lead:
            yield figure(line, lead[known[-1].start() :].strip(), index, value=mention.value, unit=mention.unit)
