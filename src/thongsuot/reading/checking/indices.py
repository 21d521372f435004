"""Scores and ranks of the published indices, each with the index it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from thongsuot.kernel.figures import Figure
from thongsuot.reading.checking.goals import is_ahead
from thongsuot.reading.checking.sentences import Line, Mention, figure, in_bracket
from thongsuot.reading.gazetteer import index_words

_ABOUT = re.compile(r"^[^;.(]{0,60}\b(?:về|trong bảng xếp hạng|trên bảng xếp hạng|ở)\s+", re.IGNORECASE)
_INDEX_WORD = re.compile(r"(?:bộ )?chỉ số\s+", re.IGNORECASE)
_NOT_WHOLE = re.compile(
    r"thành phần|nội dung|lĩnh vực|trục|trụ cột|trung bình|bình quân|cao nhất|thấp nhất|khu vực|vùng|"
    r"tiêu chí|so với|năm trước|tăng|giảm"
    r"|mục tiêu|phấn đấu|dẫn đầu|đứng đầu|tiếp theo|trên tổng",
    re.IGNORECASE,
)
_AVERAGED = re.compile(
    r"trung bình|bình quân|cao nhất|thấp nhất|các (?:tỉnh|bộ|địa phương)|(?<![/\d])\d+ (?:bộ|tỉnh|vùng)", re.IGNORECASE
)
_REGION = re.compile(
    r"^[^,;.]{0,20}(?:khu vực|vùng|đồng bằng|trung du|bắc trung bộ|tây nguyên|duyên hải)", re.IGNORECASE
)
_STATES = re.compile(r"(?:đạt|là|với|:|\()\s*(?:tới\s+)?$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    words = sorted(index_words(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", re.IGNORECASE)


def index_of(line: Line, index: int) -> str | None:
    """Code of the index the mention speaks of: named just after («… về Chỉ số X»), else last named in its clause."""
    about = _ABOUT.match(line.after(index))
    if about:
        start = line.mentions[index].end + about.end()
        word = _INDEX_WORD.match(line.text, start)
        named = _names().match(line.text, start) or (_names().match(line.text, word.end()) if word else None)
        if named:
            return index_words()[named[0].lower()]
    before = line.text[line.span.start : line.mentions[index].start]
    clause = before[max(before.rfind(";"), before.rfind(" còn ")) + 1 :]
    found = list(_names().finditer(clause))
    if not found or _AVERAGED.search(clause) or _NOT_WHOLE.search(clause[found[-1].end() :]):
        return None
    return index_words()[found[-1][0].lower()]


def index_changed(line: Line, index: int) -> str | None:
    """«Chỉ số SIPAS của thành phố tăng 1,8 điểm %»: the index named in the words right before the change."""
    named = list(_names().finditer(line.before(index)))
    return index_words()[named[-1][0].lower()] if named else None


def _only_index(line: Line, index: int) -> str | None:
    """«Theo bảng xếp hạng PCI, tỉnh A đạt …; tỉnh B đạt …»: the one index the sentence has named so far."""
    codes = {
        index_words()[found[0].lower()]
        for found in _names().finditer(line.text, line.span.start, line.mentions[index].start)
    }
    return codes.pop() if len(codes) == 1 else None


def read_index_scores(line: Line) -> Iterator[Figure]:
    """«PAPI đạt 42,16 điểm»: for the check against the top of the scale."""
    for index, mention in enumerate(line.mentions):
        if not _is_score(mention) or not _STATES.search(line.before(index)) or is_ahead(line, index):
            continue
        code = index_of(line, index) or _only_index(line, index)
        if code is not None:
            yield figure(line, f"chỉ số {code}", index, value=mention.value, unit=mention.unit)


def read_index_standings(line: Line) -> Iterator[tuple[int, Figure]]:
    """Scores and ranks as statements that a later sentence may repeat."""
    for index, mention in enumerate(line.mentions):
        code = index_of(line, index)
        if code is None or _REGION.match(line.after(index)) or in_bracket(line, index):
            continue
        if mention.is_rank and mention.value == mention.value.to_integral_value():
            out_of = mention.token.denominator
            place = int(out_of) if out_of is not None else None
            yield index, figure(line, f"thứ hạng chỉ số {code}", index, rank=int(mention.value), out_of=place)
        elif _is_score(mention) and _STATES.search(line.before(index)):
            yield index, figure(line, f"điểm chỉ số {code}", index, value=mention.value, unit=mention.unit)


def _is_score(mention: Mention) -> bool:
    return mention.unit in ("điểm", "%") and not (mention.is_fraction or mention.is_rank or mention.is_range)
