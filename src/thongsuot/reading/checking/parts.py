"""A whole with its parts side by side: by level, by channel, by place, or between highest and lowest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from thongsuot.kernel.consistency import Breakdown, BreakdownKind
from thongsuot.kernel.figures import Figure
from thongsuot.reading.checking.sentences import Line, figure

_LEVELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("tỉnh", re.compile(r"\bcấp tỉnh|(?:các |khối )?sở,? (?:ban,? )?ngành|\bcấp sở|\bcấp thành phố", re.IGNORECASE)),
    (
        "huyện",
        re.compile(r"\bcấp huyện|các huyện|khối (?:quận|huyện|thành phố)|quận, huyện|huyện, thị xã", re.IGNORECASE),
    ),
    ("xã", re.compile(r"\bcấp xã|các xã|xã, phường|phường, xã|khối (?:xã|phường)", re.IGNORECASE)),
)
_BRANCHES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("bộ", re.compile(r"bộ, (?:cơ quan|ngành)|khối bộ|các bộ|của bộ\b", re.IGNORECASE)),
    ("địa phương", re.compile(r"địa phương|khối tỉnh|các tỉnh", re.IGNORECASE)),
)
_CHANNELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("trực tuyến", re.compile(r"trực tuyến|qua mạng", re.IGNORECASE)),
    ("trực tiếp", re.compile(r"trực tiếp", re.IGNORECASE)),
    ("bưu chính", re.compile(r"bưu chính|bưu điện", re.IGNORECASE)),
)
_TIMELINESS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("trước hạn", re.compile(r"trước (?:thời )?hạn", re.IGNORECASE)),
    ("đúng hạn", re.compile(r"đúng (?:và trước )?(?:thời )?hạn|trước và đúng hạn", re.IGNORECASE)),
    ("quá hạn", re.compile(r"quá hạn|trễ hạn|chậm hạn", re.IGNORECASE)),
)
_SERVICE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("toàn trình", re.compile(r"toàn trình", re.IGNORECASE)),
    ("một phần", re.compile(r"một phần", re.IGNORECASE)),
)
_SUM_SCHEMES = (_LEVELS, _CHANNELS, _TIMELINESS, _SERVICE)
_OPENS = re.compile(r"trong đó|cụ thể|bao gồm|\bgồm\b|:\s*|\(\s*", re.IGNORECASE)
_NEW_MEASURE = re.compile(r"tỷ lệ|tỉ lệ|thanh toán|số hóa|hài lòng|chỉ số|tăng|giảm|so với|mục tiêu|cao nhất", re.I)
_MEASURE = re.compile(r"thanh toán|số hóa|hài lòng|trực tuyến|đúng hạn|chỉ số|toàn trình", re.IGNORECASE)
_TOGETHER = re.compile(r"chung|bình quân|toàn tỉnh|toàn thành phố|toàn huyện|cả nước", re.IGNORECASE)
_OVERALL = re.compile(r"\bchung\b|tổng thể|bình quân|trung bình", re.IGNORECASE)
_ALL_LISTED = re.compile(r"^[^;.\d]{0,15}(?:trong đó|cụ thể|gồm|bao gồm)\s*:", re.IGNORECASE)
_ALTOGETHER = re.compile(r"\btổng cộng\s*(?:là|có|:)?\s*$|\bcộng lại (?:là|được)\s*$", re.IGNORECASE)
_OPEN_LIST = re.compile(r"\.\.\.|…|v\.v|như:?\s*$|nhiều nhất|tiêu biểu|chủ yếu", re.IGNORECASE)
_MEAN = re.compile(r"trung bình|bình quân|điểm chung|mức chung", re.IGNORECASE)
_HIGHEST = re.compile(r"cao nhất[^;%]{0,60}$", re.IGNORECASE)
_LOWEST = re.compile(r"thấp nhất[^;%]{0,60}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Group:
    whole: int
    parts: dict[str, int]


def read_parts(line: Line, *, has_districts: bool) -> Iterator[Breakdown]:
    """``line`` may be two sentences joined by «Trong đó». ``has_districts``: the text speaks of a district level."""
    yield from _by_level(line, has_districts=has_districts)
    yield from _sums(line, has_districts=has_districts)
    yield from _totals_after(line)
    yield from _whole_hundred(line)
    yield from _extremes(line)


def _by_level(line: Line, *, has_districts: bool) -> Iterator[Breakdown]:
    for whole in range(len(line.mentions)):
        if line.mentions[whole].unit not in ("%", "điểm") or not _usable(line, whole):
            continue
        for scheme in (_LEVELS, _BRANCHES):
            group = _group(line, whole, scheme, line.mentions[whole].unit)
            group = group if group is not None and len(group.parts) > 1 else _group_before(line, whole, scheme)
            if group is not None and _adds_up(group, scheme, has_districts=has_districts):
                yield _breakdown(line, group, BreakdownKind.MEAN)
        contents = _contents(line, whole)
        if contents is not None:
            yield _breakdown(line, contents, BreakdownKind.MEAN)


def _contents(line: Line, whole: int) -> _Group | None:
    """«mức độ hài lòng chung 85,6%, trong đó: tiếp cận 84,2%; thủ tục 86,1%; công chức 87,3%»: all contents listed."""
    if not _OVERALL.search(line.before(whole)) or not _ALL_LISTED.match(line.after(whole)):
        return None
    unit, parts = line.mentions[whole].unit, range(whole + 1, len(line.mentions))
    listed = all(line.mentions[index].unit == unit and _usable(line, index) for index in parts)
    leads = [line.before(index) for index in parts]
    if len(parts) < 3 or not listed or any(_NEW_MEASURE.search(lead) for lead in leads):
        return None
    return _Group(whole, {str(index): index for index in parts})


def _usable(line: Line, index: int) -> bool:
    mention = line.mentions[index]
    return not (mention.is_fraction or mention.is_range or mention.is_rank) and mention.exact


def _group(line: Line, whole: int, scheme: tuple[tuple[str, re.Pattern[str]], ...], unit: str | None) -> _Group | None:
    """Parts that follow the whole, each under its own word of the scheme, until something else is spoken of."""
    if _part_of(line.before(whole)[-60:], scheme) or not _opened(line, whole):
        return None
    parts: dict[str, int] = {}
    lead = ""
    for index in range(whole + 1, len(line.mentions)):
        lead += line.before(index)
        if line.mentions[index].unit != unit or line.mentions[index].is_fraction:
            lead += " # "
            continue
        after = "" if unit in ("%", "điểm") else line.after(index)[:50]
        key = _part_of(lead, scheme) or _part_of(re.split(r"[,;(]", after)[0], scheme)
        changed = _measure_changes(lead, line.before(whole)) if not parts else _NEW_MEASURE.search(lead) is not None
        if key is None or key in parts or changed or not _usable(line, index):
            break
        parts[key] = index
        lead = ""
    return _Group(whole, parts) if parts else None


def _measure_changes(lead: str, whole: str) -> bool:
    """The first part brings in a measure that the whole was not about."""
    return any(found[0].lower() not in whole.lower() for found in _MEASURE.finditer(lead))


def _group_before(line: Line, whole: int, scheme: tuple[tuple[str, re.Pattern[str]], ...]) -> _Group | None:
    """«cấp tỉnh 43%, cấp huyện 59%, cấp xã 57%; tính chung toàn tỉnh đạt 52%»."""
    if not _TOGETHER.search(line.before(whole)) or _part_of(line.before(whole), scheme):
        return None
    parts: dict[str, int] = {}
    for index in range(whole - 1, -1, -1):
        key = _part_of(line.before(index)[-60:], scheme)
        if (
            key is None
            or key in parts
            or line.mentions[index].unit != line.mentions[whole].unit
            or not _usable(line, index)
        ):
            break
        parts[key] = index
        if _NEW_MEASURE.search(line.before(index)):
            break
    return _Group(whole, parts) if len(parts) > 1 else None


def _opened(line: Line, whole: int) -> bool:
    """The words right after the whole announce its parts."""
    return _OPENS.search(line.after(whole)) is not None


def _part_of(lead: str, scheme: tuple[tuple[str, re.Pattern[str]], ...]) -> str | None:
    found = [(match.start(), key) for key, pattern in scheme for match in pattern.finditer(lead)]
    return max(found)[1] if found else None


def _sums(line: Line, *, has_districts: bool) -> Iterator[Breakdown]:
    for whole, mention in enumerate(line.mentions):
        if not mention.counted or not mention.exact:
            continue
        for scheme in _SUM_SCHEMES:
            group = _group(line, whole, scheme, mention.unit)
            if group is not None and _adds_up(group, scheme, has_districts=has_districts):
                yield _breakdown(line, group, BreakdownKind.SUM)
        listed = _listed(line, whole)
        if listed is not None:
            yield _breakdown(line, listed, BreakdownKind.SUM)


def _adds_up(group: _Group, scheme: object, *, has_districts: bool) -> bool:
    keys = group.parts.keys()
    if scheme is _LEVELS:
        return {"tỉnh", "xã"} <= keys and ("huyện" in keys or not has_districts)
    if scheme is _CHANNELS:
        return {"trực tuyến", "trực tiếp"} <= keys
    if scheme is _TIMELINESS:
        return {"đúng hạn", "quá hạn"} <= keys
    return len(keys) == 2


def _listed(line: Line, whole: int) -> _Group | None:
    """«31 trường hợp, gồm: huyện A (27 trường hợp), huyện B (04 trường hợp)»: the same noun again and again."""
    opened = re.search(r"\b(?:bao gồm|gồm)\b", line.after(whole), re.IGNORECASE)
    rest = line.text[line.mentions[whole].end : line.span.end].split(";")[0]
    if not opened or _OPEN_LIST.search(rest) or "trong đó" in rest.lower():
        return None
    end = line.mentions[whole].end + len(rest)
    indexes = [index for index in range(whole + 1, len(line.mentions)) if line.mentions[index].start < end]
    same = all(line.mentions[index].unit == line.mentions[whole].unit and _usable(line, index) for index in indexes)
    if len(indexes) < 2 or not same:
        return None
    return _Group(whole, {str(index): index for index in indexes})


def _extremes(line: Line) -> Iterator[Breakdown]:
    """An average lies between the highest and the lowest."""
    means = [index for index in range(len(line.mentions)) if _is_mean(line, index) and _usable(line, index)]
    for whole in means[:1]:
        unit = line.mentions[whole].unit
        tops = [
            i for i in range(len(line.mentions)) if _HIGHEST.search(line.before(i)) and line.mentions[i].unit == unit
        ]
        lows = [
            i for i in range(len(line.mentions)) if _LOWEST.search(line.before(i)) and line.mentions[i].unit == unit
        ]
        if unit in ("%", "điểm") and tops and lows and whole not in (tops[0], lows[0]):
            yield _breakdown(line, _Group(whole, {"cao": tops[0], "thấp": lows[0]}), BreakdownKind.EXTREMES)


def _is_mean(line: Line, index: int) -> bool:
    """The first rate or score after «trung bình …»; counts on the way («của 20 sở») do not end the phrase."""
    if line.mentions[index].unit not in ("%", "điểm"):
        return False
    start = max((each.end for each in line.mentions[:index] if each.unit in ("%", "điểm")), default=line.span.start)
    return _MEAN.search(line.text, start, line.mentions[index].start) is not None


def _totals_after(line: Line) -> Iterator[Breakdown]:
    """«cấp huyện 9.840 hồ sơ, cấp xã 21.560 hồ sơ, tổng cộng 31.400 hồ sơ»."""
    for whole in range(2, len(line.mentions)):
        if not line.mentions[whole].counted or not _ALTOGETHER.search(line.before(whole)):
            continue
        parts: dict[str, int] = {}
        for index in range(whole - 1, -1, -1):
            alike = line.mentions[index].unit == line.mentions[whole].unit and _usable(line, index)
            if not alike or ";" in line.gap(index, index + 1):
                break
            parts[str(index)] = index
        if len(parts) > 1:
            yield _breakdown(line, _Group(whole, parts), BreakdownKind.SUM)


def _whole_hundred(line: Line) -> Iterator[Breakdown]:
    """«đúng hạn 98%, quá hạn 5%»: shares of one whole cannot add up to more than all of it."""
    for scheme in (_TIMELINESS, _CHANNELS):
        parts: dict[str, int] = {}
        for index, mention in enumerate(line.mentions):
            lead = line.before(index)
            key = _part_of(lead, scheme) if mention.unit == "%" else None
            if parts and (";" in lead or _NEW_MEASURE.search(lead) or mention.unit != "%"):
                break
            if key is not None and key not in parts and _usable(line, index):
                parts[key] = index
        if len(parts) == len(line.mentions) and _adds_up(_Group(0, parts), scheme, has_districts=True):
            all_of_it = replace(_plain(line, min(parts.values())), name="tất cả", value=Decimal(100))
            figures = tuple(_plain(line, index) for index in parts.values())
            yield Breakdown(all_of_it, figures, BreakdownKind.SUM, complete=False)


def _breakdown(line: Line, group: _Group, kind: BreakdownKind) -> Breakdown:
    return Breakdown(_plain(line, group.whole), tuple(_plain(line, index) for index in group.parts.values()), kind)


def _plain(line: Line, index: int) -> Figure:
    mention = line.mentions[index]
    return figure(line, line.before(index)[-80:].strip(), index, value=mention.value, unit=mention.unit)
