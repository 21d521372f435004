"""Ranks with their change and the rank before: «xếp thứ 33/63, giảm 06 bậc», «từ hạng 25 lên hạng 20»."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from thongsuot.kernel.figures import Figure
from thongsuot.kernel.numbers import TokenKind
from thongsuot.reading.checking.sentences import Line, Mention, figure
from thongsuot.reading.gazetteer import provinces

_UP = r"tăng|thăng|cải thiện|vươn|nhảy|bứt phá|tiến|vượt"
_DOWN = r"giảm|tụt|lùi|sụt|rớt|mất|xuống hạng"
_MOVED = re.compile(rf"\b(?P<up>{_UP})|(?P<down>{_DOWN})\b", re.IGNORECASE)
_REGION = re.compile(r"khu vực|vùng|đồng bằng|tây nguyên|trung du|duyên hải|đông nam bộ|bắc trung bộ", re.IGNORECASE)
_SCOPE = re.compile(
    r"^\s*(?:/\s*\d+\s*)?(?:trên\s+)?(?:toàn\s+|của\s+)?((?:cả nước|toàn quốc|tỉnh,? thành|tỉnh|"
    r"địa phương)[^.;()]{0,20})",
    re.I,
)
_ANOTHER_INDEX = re.compile(
    r"chỉ số|\b(?:PAPI|SIPAS|PCI|PAR|DTI|DDCI|PGI|ICT)\b|trong đó|lĩnh vực|nội dung|tiêu chí|"
    r"thành phần|trụ cột|trục",
    re.IGNORECASE,
)
# «xếp thứ 5/63 về Chỉ số A …»: the index named there is the one of the rank itself.
_OWN_INDEX = re.compile(r"^[^;]{0,50}\bvề\s[^;(]*(?:\([^)]*\)[^;,(]*)?", re.IGNORECASE)
_FROM = re.compile(r"\btừ\s+(?:\w+\s+){0,4}$", re.IGNORECASE)
_TO = re.compile(r"\b(?:lên|xuống|về|đến|còn)\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"(?:\(|so với)[^();]{0,40}(?:năm|quý|tháng|kỳ)\s*(?:trước|ngoái|liền kề|20\d\d|"
    r"[\w/.-]+)?[^();]{0,25}\(?[^();]{0,25}$",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"^\s*(?:trên|trong|/)\s*(?:tổng\s*)?(?:số\s*)?$", re.IGNORECASE)


def read_standings(line: Line) -> Iterator[Figure]:
    """One figure for each rank of the sentence, with the change that belongs to it."""
    ranks = [index for index, mention in enumerate(line.mentions) if mention.is_rank and _readable(mention)]
    before = _earlier_ranks(line, ranks)
    current = [index for index in ranks if index not in before.values()]
    moves = _changes(line, current)
    for index in current:
        yield _standing(line, index, moves.get(index), before.get(index))


def _readable(mention: Mention) -> bool:
    return mention.token.kind is not TokenKind.RANGE and mention.value == mention.value.to_integral_value()


def _standing(line: Line, index: int, move: int | None, before: int | None) -> Figure:
    mention, after = line.mentions[index], line.after(index)
    out_of = mention.token.denominator if mention.is_fraction else _stated_total(line, index)
    scope = _SCOPE.match(after)
    regional = _REGION.search(after[:60]) is not None
    together = [each for each in (index, move, before) if each is not None]
    place = {"region_rank": int(mention.value), "region_out_of": _whole(out_of)}
    national = {"rank": int(mention.value), "out_of": _whole(out_of), "rank_scope": scope[1] if scope else None}
    return figure(
        line,
        _index_name(line, index),
        *together,
        **(place if regional and move is None else national),
        rank_change=_signed(line, move),
        change_base=line.after(move)[:60] if move is not None else None,
        previous_rank=int(line.mentions[before].value) if before is not None else None,
        change_word=_word(line, before, index),
    )


def _whole(value: object) -> int | None:
    return None if value is None else int(value)  # type: ignore[call-overload]


def _stated_total(line: Line, index: int) -> object:
    """«xếp thứ 5 trên 63 tỉnh»."""
    following = index + 1
    if following < len(line.mentions):
        between = line.text[line.mentions[index].end : line.mentions[following].start]  # «trên» may be read as a bound
        return line.mentions[following].value if _OUT_OF.match(between) else None
    return None


def _index_name(line: Line, index: int) -> str:
    names = list(_ANOTHER_INDEX.finditer(line.text, line.span.start, line.mentions[index].start))
    return line.text[names[-1].start() : line.mentions[index].start] if names else ""


def _changes(line: Line, ranks: list[int]) -> dict[int, int]:
    """Rank mention → the «… bậc» that moved it: the rank just before, else the one just after."""
    owners: dict[int, int] = {}
    for index, mention in enumerate(line.mentions):
        if mention.unit != "bậc" or mention.is_rank or _direction(line, index) is None:
            continue
        earlier = [rank for rank in ranks if rank < index and rank not in owners and _same_clause(line, rank, index)]
        later = [rank for rank in ranks if rank > index and rank not in owners and _same_clause(line, index, rank)]
        owner = _nearest_national(line, earlier[::-1]) if earlier else _nearest_national(line, later)
        if owner is not None:
            owners[owner] = index
    return owners


def _nearest_national(line: Line, candidates: list[int]) -> int | None:
    national = [rank for rank in candidates if not _REGION.search(line.after(rank)[:60])]
    return next(iter(national or candidates), None)


def _same_clause(line: Line, one: int, other: int) -> bool:
    between = line.text[line.mentions[one].end : line.mentions[other].start]
    between = _OWN_INDEX.sub(" ", between, count=1)
    between = re.sub(r";(?=\s*(?:tăng|giảm)\b)", ",", between)
    if any(name in between for name in provinces()):
        return False  # «A xếp thứ 1, B giảm 1 bậc, xếp thứ 3»
    return ";" not in between and not _ANOTHER_INDEX.search(between)


def _direction(line: Line, index: int) -> int | None:
    words = list(_MOVED.finditer(line.before(index)))
    if not words:
        return None
    return 1 if words[-1]["up"] else -1


def _signed(line: Line, index: int | None) -> int | None:
    if index is None:
        return None
    return int(line.mentions[index].value) * (_direction(line, index) or 1)


def _earlier_ranks(line: Line, ranks: list[int]) -> dict[int, int]:
    """Rank mention → the mention of the rank it came from."""
    pairs: dict[int, int] = {}
    for one, other in itertools.pairwise(ranks):
        between = line.text[line.mentions[one].end : line.mentions[other].start]
        if ";" in between or one in pairs.values():
            continue
        if _FROM.search(line.before(one)) and _TO.search(between) and ")" not in re.sub(r"\([^()]*\)", "", between):
            pairs[other] = one
        elif _ANOTHER_INDEX.search(between):
            continue
        elif _EARLIER.search(between) and not _REGION.search(line.after(one)[:60]):
            pairs[one] = other
    return pairs


def _word(line: Line, before: int | None, index: int) -> str | None:
    """The word that says which way a rank went when both ranks are given."""
    if before is None:
        return None
    words = list(_MOVED.finditer(line.before(min(before, index))))
    between = line.text[line.mentions[min(before, index)].end : line.mentions[max(before, index)].start]
    if words and before < index and len(line.before(before)) - words[-1].end() < 40:
        return "tăng" if words[-1]["up"] else "giảm"
    if before < index and re.search(r"\b(?:lên|xuống)\b", between):
        return "tăng" if re.search(r"\blên\b", between) else "giảm"
    return None
