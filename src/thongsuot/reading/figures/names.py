"""The indicator in the text's own words."""

from __future__ import annotations

from collections.abc import Sequence

from thongsuot.reading.figures.frames import Frame
from thongsuot.reading.figures.items import Role, UnitKind
from thongsuot.reading.figures.leads import clause_start
from thongsuot.reading.figures.tokens import Kind, OrgKind, Token

_HEADS = frozenset({"tỷ lệ", "tỉ lệ", "chỉ số", "mức độ", "tổng số", "trung bình", "bình quân"})
_HEAD_PAIRS = (
    ("chỉ", "số"),
    ("số", "lượng"),
    ("tổng", "thu"),
    ("giá", "trị"),
    ("số", "hồ"),
    ("điểm", "số"),
    ("tổng", "điểm"),
    ("thời", "gian"),
    ("kiến", "nghị"),
)
_EDGE_CUES = frozenset(
    {
        "adverb",
        "function",
        "link",
        "qualifier",
        "of",
        "compare",
        "source",
        "equal",
        "rank",
        "change",
        "target",
        "surplus",
    }
)
_EDGE_WORDS = frozenset("đã đang sẽ là và thì mà có nay này đó tiếp tục cụ thể hiện tính".split())
_STOP_LINKS = ("đạt", "chiếm", "là", "bằng", "còn", "tỷ lệ", "tỉ lệ", "với tỷ", "với tỉ")
_LONGEST = 24


class Name:
    """A stretch of tokens, or two for «verb … noun»: ``text`` and the outer token range."""

    def __init__(self, text: str, first: int, last: int) -> None:
        self.text, self.first, self.last = text, first, last


def _written(tokens: Sequence[Token]) -> str:
    """Tokens as printed, with the spaces that stood between them."""
    text = ""
    for index, token in enumerate(tokens):
        gap = index > 0 and token.start > tokens[index - 1].end
        text += (" " if gap else "") + token.text
    return text


def _bare(token: Token) -> bool:
    """A token that may stand at the edge of a name without belonging to it."""
    if token.kind in (
        Kind.COMMA,
        Kind.COLON,
        Kind.PERIOD,
        Kind.OPEN,
        Kind.CLOSE,
        Kind.OTHER,
        Kind.MASK,
        Kind.NUMBER,
        Kind.STOP,
        Kind.SEMICOLON,
    ):
        return True
    if token.kind is Kind.ORG:
        return True
    if token.kind is Kind.CUE:
        return token.cue in _EDGE_CUES and token.low not in _HEADS and token.cue not in ("change", "target")
    return token.low in _EDGE_WORDS


def _trim(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    while last > first and (
        _bare(tokens[last - 1]) and not (tokens[last - 1].kind is Kind.CLOSE and _opened(tokens, first, last - 1))
    ):
        last -= 1
    while first < last and _bare(tokens[first]):
        first += 1
    return first, last


def _opened(tokens: Sequence[Token], first: int, close: int) -> bool:
    """The bracket closed at ``close`` opens after a word of the name and holds an abbreviation, not a figure."""
    for index in range(close - 1, first, -1):
        if tokens[index].kind is Kind.OPEN:
            return close - index <= 4 and all(
                token.kind in (Kind.WORD, Kind.INDEX, Kind.PERIOD) for token in tokens[index + 1 : close]
            )
    return False


def _is_head(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.kind is Kind.INDEX or token.low in _HEADS:
        return True
    following = tokens[index + 1].low.split()[0] if index + 1 < len(tokens) and tokens[index + 1].low.split() else ""
    return any(token.low == first and following == second for first, second in _HEAD_PAIRS)


def _left(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The noun phrase between ``start`` and ``end``, from its last head on, else its last comma segment."""
    head = None
    depth = 0
    for index in range(end - 1, start - 1, -1):
        depth += {Kind.CLOSE: 1, Kind.OPEN: -1}.get(tokens[index].kind, 0)
        if depth == 0 and _is_head(tokens, index) and not _compared(tokens, start, index):
            head = index
            break
    if head is not None:
        while head > start and _is_head(tokens, head - 1):
            head -= 1
        return _trim(tokens, head, end)
    first, last = _trim(tokens, start, end)
    for index in range(last - 1, first - 1, -1):
        if tokens[index].kind in (Kind.COMMA, Kind.COLON):
            return _trim(tokens, index + 1, last)
    return first, last


def _compared(tokens: Sequence[Token], start: int, index: int) -> bool:
    for token in reversed(tokens[start:index]):
        if token.kind is Kind.COMMA:
            return False
        if token.cue == "compare":
            return True
    return False


def _right(tokens: Sequence[Token], start: int, limit: int) -> tuple[int, int]:
    """The noun phrase after a number up to the next clause."""
    last = start
    while last < min(len(tokens), limit, start + _LONGEST):
        token = tokens[last]
        if token.boundary or token.kind in (Kind.COMMA, Kind.COLON, Kind.OPEN, Kind.CLOSE, Kind.NUMBER):
            break
        if token.cue in ("rank", "rank-word", "compare", "target", "surplus", "grade") and last > start:
            break
        if token.cue == "link" and last > start and token.low.startswith(_STOP_LINKS):
            break
        last += 1
    return _trim(tokens, start, last)


def _content(tokens: Sequence[Token], first: int, last: int) -> int:
    return sum(token.kind in (Kind.WORD, Kind.INDEX) or token.low in _HEADS for token in tokens[first:last])


def find_name(tokens: Sequence[Token], frame: Frame, floor: int, ceiling: int) -> Name | None:
    """Name of the statement between ``floor`` (end of the one before) and ``ceiling`` (start of the next)."""
    lead = frame.lead
    start = max(clause_start(tokens, frame.first), floor)
    if lead.role in (Role.COUNT, Role.PARTS) and lead.unit.kind is not UnitKind.SCORE:
        return _count_name(tokens, frame, start, ceiling)
    inner = _inner(tokens, frame)
    if inner is not None:
        return inner
    first, last = _left(tokens, start, frame.first)
    if _content(tokens, first, last) >= 1:
        return _named(tokens, first, last)
    first, last = _right(tokens, _after_value(frame), ceiling)
    if _content(tokens, first, last) >= 1:
        return _named(tokens, first, last)
    if start > 0 and tokens[start - 1].kind is Kind.OPEN:
        return _outside(tokens, start - 1, floor)
    return None


def _named(tokens: Sequence[Token], first: int, last: int) -> Name:
    return Name(_written(tokens[first:last]), first, last)


def _after_value(frame: Frame) -> int:
    parts = frame.parts
    if parts is not None and frame.main is not parts:
        return max(parts.at + 1, parts.first + 1) if parts.unit.end <= parts.at + 1 else parts.unit.end - 1
    return frame.main.last if frame.main else frame.last


def _inner(tokens: Sequence[Token], frame: Frame) -> Name | None:
    """A name inside the statement itself: «xếp thứ 3 về Chỉ số PAPI với …», «28/40 nhiệm vụ, đạt 70%»."""
    if frame.parts is not None and frame.main is not frame.parts:
        return _count_name(tokens, frame, clause_start(tokens, frame.first), frame.last)
    ranked = frame.rank
    if ranked is None or ranked.first != frame.first:
        return None
    limit = frame.main.first if frame.main is not None and frame.main.first > ranked.last else len(tokens)
    for index in range(ranked.last, min(limit, ranked.last + 6)):
        if tokens[index].boundary or tokens[index].kind is Kind.COMMA:
            break
        if tokens[index].low in {"về", "trong", "ở"} or tokens[index].kind is Kind.INDEX:
            first, last = _phrase(tokens, index, limit)
            if _content(tokens, first, last) >= 1:
                return _named(tokens, first, last)
            break
    return None


def _phrase(tokens: Sequence[Token], start: int, limit: int) -> tuple[int, int]:
    """Noun phrase that may hold commas, up to ``limit`` or the end of the clause."""
    last = start
    while (
        last < limit
        and not tokens[last].boundary
        and not (tokens[last].kind is Kind.OPEN and tokens[last + 1 : last + 2] and tokens[last + 1].kind is Kind.CUE)
    ):
        if tokens[last].cue in ("rank", "rank-word", "change") or (
            tokens[last].kind is Kind.COMMA and limit == len(tokens)
        ):
            break
        last += 1
    return _trim(tokens, start, last)


def _outside(tokens: Sequence[Token], bracket: int, floor: int) -> Name | None:
    """Bracketed figures after a list of organisations take their name from before the list."""
    start = max(clause_start(tokens, bracket), floor)
    end = bracket
    for index in range(start, bracket):
        if tokens[index].org is not None and tokens[index].org.kind not in (OrgKind.SELF, OrgKind.LEVEL):
            end = index
            break
    first, last = _left(tokens, start, end)
    return _named(tokens, first, last) if _content(tokens, first, last) >= 1 else None


def _count_name(tokens: Sequence[Token], frame: Frame, start: int, ceiling: int) -> Name | None:
    item = frame.parts or frame.main
    if item is None:
        return None
    after = item.at + 1 if item.number is not None and item.lead.cue != "none" else item.first + 1
    limit = ceiling if frame.main is item else frame.main.first if frame.main and frame.main.first > after else ceiling
    first, last = _right(tokens, after, limit)
    if frame.main is not item and frame.main is not None and last <= first and tokens[frame.last : frame.last + 1]:
        close = frame.last + 1 if tokens[frame.last].kind is Kind.CLOSE else frame.last
        first, last = _right(tokens, close, ceiling)
    bracket = start - 1
    if (
        bracket >= 0
        and tokens[bracket].kind is Kind.OPEN
        and tokens[bracket - 1].kind is Kind.ORG
        and bracket + 1 >= item.first
    ):
        outer = _outside(tokens, bracket, 0)
        return outer or (_named(tokens, first, last) if last > first else None)
    verb_first, verb_last = _verb(tokens, start, item.at)
    pieces = [_written(tokens[a:b]) for a, b in ((verb_first, verb_last), (first, last)) if b > a]
    if not pieces:
        return None
    return Name(" ".join(pieces), verb_first if verb_last > verb_first else first, max(last, verb_last))


def _verb(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The words just before a count that say what was done: «cắt giảm, đơn giản hóa»."""
    first, last = _left(tokens, start, end)
    change = last < end and tokens[last].cue == "change"
    last = last + 1 if change else last
    for index in range(last - 1, first - 1, -1):
        if tokens[index].kind in (Kind.ORG, Kind.PERIOD, Kind.NUMBER, Kind.OPEN, Kind.CLOSE):
            first = index + 1
            break
    while first < last and _bare(tokens[first]):
        first += 1
    return (first, last) if last - first <= 10 else (last - 6, last)
