"""Noun phrases to the left and right of a number, without the small words at their edges."""

from __future__ import annotations

from collections.abc import Sequence

from thongsuot.reading.figures.tokens import Kind, OrgKind, Token

_HEADS = frozenset(
    {"tỷ lệ", "tỉ lệ", "chỉ số", "mức độ", "mức độ hài lòng", "mức độ hoàn thành", "tổng số", "trung bình", "bình quân"}
)
_HEAD_PAIRS = frozenset(
    {
        ("bộ", "chỉ"), ("số", "lượng"), ("tổng", "thu"), ("tổng", "chi"), ("giá", "trị"), ("số", "hồ"), ("điểm", "số"),
        ("điểm", "trung"), ("điểm", "đánh"), ("chi", "phí"), ("tổng", "điểm"), ("thời", "gian"), ("kiến", "nghị"),
        ("tổng", "giá"), ("số", "tiền"), ("số", "thuê"),
    }
)  # fmt: skip
_EDGE_CUES = frozenset(
    {"adverb", "function", "link", "qualifier", "of", "compare", "source", "equal", "rank", "surplus"}
)
_EDGE_WORDS = frozenset(["đã", "đang", "sẽ", "là", "và", "thì", "mà", "có", "nay", "này", "đó", "hiện", "thứ"])
_NOT_LISTED = _EDGE_WORDS | {"tập", "chủ", "góp"}  # «…, tập trung ở …» tells on
_EDGE_KINDS = frozenset(
    {
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
        Kind.ORG,
    }
)
_TAIL_WORDS = frozenset({"ra", "vào", "này", "đó", "trước", "sau"})
_STOP_LINKS = ("đạt", "chiếm", "là", "bằng", "còn", "tỷ lệ", "tỉ lệ", "với tỷ", "với tỉ")
_POINTERS = frozenset({"này", "đó", "tỉnh", "thứ", "trên"})
_VAGUE = frozenset({"tỉnh", "giá", "trị", "điểm", "số", "thứ", "này", "tổng", "cao", "nhất"})
_SHORTENING = frozenset({"cắt giảm", "rút ngắn", "giảm", "tiết kiệm"})
_AIMING = frozenset({"đặt mục tiêu", "phấn đấu", "phấn đấu đạt", "quyết tâm", "mục tiêu", "bảo đảm", "đảm bảo"})
_VERDICTS = frozenset({"thấp", "cao", "chậm", "nhiều", "ít", "tốt", "khá", "hạn", "thực"})
_LONGEST = 24
_HEADING = 14
_LABEL = 5
_OPENERS = frozenset({"kết quả", "cụ thể", "như sau", "báo cáo", "thông tin", "kết quả như sau", "kết quả cụ thể"})


def written(tokens: Sequence[Token]) -> str:
    """Tokens as printed, with the spaces that stood between them."""
    text = ""
    for index, token in enumerate(tokens):
        gap = index > 0 and token.start > tokens[index - 1].end
        text += (" " if gap else "") + token.text
    return text


def edge(token: Token) -> bool:
    """A token that may stand at the edge of a phrase without belonging to it."""
    if token.kind in _EDGE_KINDS:
        return True
    if token.kind is Kind.CUE:
        return token.cue in _EDGE_CUES and token.low not in _HEADS
    return token.low in _EDGE_WORDS


def trim(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    while last > first and edge(tokens[last - 1]) and not _belongs(tokens, first, last - 1):
        last -= 1
    while first < last and (edge(tokens[first]) or tokens[first].low in _AIMING):
        first += 1
    return first, last


def _belongs(tokens: Sequence[Token], first: int, index: int) -> bool:
    """An edge token that is part of the phrase: the number of «mức độ 3», «ra» of «đề ra», the bracket of «(PCI)»."""
    token = tokens[index]
    if token.org is not None and token.org.kind is OrgKind.LEVEL:
        return index > first and tokens[index - 1].kind is Kind.WORD
    if token.kind is Kind.CLOSE:
        return abbreviation(tokens, first, index)
    if token.kind is Kind.MASK:
        return index > first and tokens[index - 1].kind in (Kind.WORD, Kind.CUE)
    return token.low in _TAIL_WORDS and index > first and tokens[index - 1].kind is Kind.WORD


def abbreviation(tokens: Sequence[Token], first: int, close: int) -> bool:
    """The bracket closed at ``close`` opens inside the phrase and holds an abbreviation, not a figure."""
    for index in range(close - 1, first, -1):
        if tokens[index].kind is Kind.OPEN:
            inside = tokens[index + 1 : close]
            return len(inside) <= 4 and all(token.kind in (Kind.WORD, Kind.INDEX, Kind.PERIOD) for token in inside)
    return False


def is_head(tokens: Sequence[Token], index: int) -> bool:
    """A noun that names a measure: «tỷ lệ», «chỉ số», an index."""
    token = tokens[index]
    if token.kind is Kind.INDEX or token.low in _HEADS:
        return True
    following = tokens[index + 1].low.split() if index + 1 < len(tokens) else []
    after_theo = index > 0 and tokens[index - 1].low == "theo"
    return (
        bool(following)
        and not after_theo
        and (token.low.split()[-1] if token.low.split() else "", following[0]) in _HEAD_PAIRS
    )


def left(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int, bool]:
    """Phrase between ``start`` and ``end``: from its measure noun on, else its last comma segment.

    Returns (first, last, whether a measure noun heads it).
    """
    start = _after_bracket(tokens, start, end)
    quoted = _quoted(tokens, start, end)
    if quoted is not None:
        return *quoted, True
    titled = heading(tokens, start, end) if end > start and tokens[end - 1].kind is not Kind.COLON else None
    if titled is not None:
        return *titled, True
    if end > start and tokens[end - 1].kind is Kind.COLON:
        end -= 1
        separators = (Kind.COMMA, Kind.COLON)
        segment = max((i + 1 for i in range(start, end) if tokens[i].kind in separators), default=start)
        if not any(is_head(tokens, i) for i in range(segment, end)):
            first, last = trim(tokens, segment, end)
            label = 0 < last - first <= _LABEL and written(tokens[first:last]).lower() not in _OPENERS
            return (first, last, True) if label and content(tokens, first, last) else (end, end, False)
    head = _last_head(tokens, start, end)
    if head is not None:
        first, last = trim(tokens, head, end)
        return first, _cut(tokens, first, last), True
    first, last = trim(tokens, start, end)
    for index in range(last - 1, first - 1, -1):
        if tokens[index].kind in (Kind.COMMA, Kind.COLON):
            first, last = trim(tokens, index + 1, last)
            break
    first, last = _after_organisation(tokens, first, last)
    return first, _cut(tokens, first, last), False


def said(tokens: Sequence[Token], colon: int) -> bool:
    """«Bộ trưởng … báo cáo: Có 20 bộ …»: what stands before the colon tells who speaks."""
    words = tokens[colon - 1].low.split() if tokens[colon].kind is Kind.COLON else []
    return bool(words) and words[-1] in {"cáo", "biết", "tin", "thấy", "rõ", "sau"}


def _quoted(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    """The name in quotation marks that ends the phrase: «lĩnh vực "Chính quyền điện tử, chính quyền số" đạt»."""
    close = end - 1
    while close > start and edge(tokens[close]) and tokens[close].text not in {"”", '"'}:
        close -= 1
    if close <= start or tokens[close].text not in {"”", '"'}:
        return None
    opening = next((i for i in range(close - 1, start - 1, -1) if tokens[i].text in {"“", '"'}), None)
    if opening is None or not 2 < close - opening <= _LONGEST:
        return None
    return (opening + 1, close) if content(tokens, opening + 1, close) else None


def _after_bracket(tokens: Sequence[Token], start: int, end: int) -> int:
    """Skip the rest of a bracket that opened before ``start``."""
    depth = 0
    for index in range(start, end):
        depth += {Kind.OPEN: 1, Kind.CLOSE: -1}.get(tokens[index].kind, 0)
        if depth < 0:
            return _after_bracket(tokens, index + 1, end)
    return start


def heading(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    """«Khối sở, ban, ngành: Sở X đạt …»: what stands before the colon names every figure of the list."""
    colon = next((i for i in range(end - 1, start, -1) if tokens[i].kind is Kind.COLON), None)
    if colon is None or not all(edge(token) for token in tokens[colon:end]):
        return None
    head = _last_head(tokens, start, colon)
    first, last = trim(tokens, start if head is None else head, colon)
    return (first, last) if 0 < last - first <= _HEADING and content(tokens, first, last) else None


def _after_organisation(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """A clause that opens with its organisation is named by what follows it."""
    for index in range(first, last):
        if tokens[index].kind is Kind.ORG and index + 1 < last and index - first <= 2 and tokens[index - 1].cue != "of":
            return trim(tokens, index + 1, last)
    return first, last


def _last_head(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Where the nearest measure begins: «giá trị trung bình Chỉ số …» begins at «giá trị»."""
    depth = 0
    for index in range(end - 1, start - 1, -1):
        depth += {Kind.CLOSE: 1, Kind.OPEN: -1}.get(tokens[index].kind, 0)
        if depth < 0:
            return None
        if depth or not is_head(tokens, index) or compared(tokens, start, index):
            continue
        first = _head_start(tokens, start, index)
        if _specific(tokens, first, end):
            shortened = first > start and tokens[first - 1].low in _SHORTENING and tokens[first].kind is Kind.WORD
            return first - 1 if shortened else first
    return None


def _head_start(tokens: Sequence[Token], start: int, index: int) -> int:
    """Neighbouring measure nouns make one: «giá trị», «trung bình», «Chỉ số»."""
    while index > start:
        beside = is_head(tokens, index - 1)
        across = index > start + 1 and is_head(tokens, index - 2) and tokens[index - 1].kind is Kind.WORD
        if not (beside or across):
            break
        index -= 1
    return index


def _specific(tokens: Sequence[Token], first: int, end: int) -> bool:
    """More than a bare «chỉ số», «trung bình», «tỷ lệ»."""
    return any(token.kind in (Kind.WORD, Kind.INDEX) and token.low not in _VAGUE for token in tokens[first:end])


def _cut(tokens: Sequence[Token], first: int, last: int) -> int:
    """End the phrase before a verdict («còn thấp», «chưa cao») and after the abbreviation of an index."""
    for index in range(first + 1, last):
        if tokens[index].kind is Kind.COLON or _next_subject(tokens, index, last) or _moves(tokens, first, index, last):
            return trim(tokens, first, index)[1]
        if tokens[index].low in {"còn", "chưa", "khá", "rất"} and any(
            t.low in _VERDICTS for t in tokens[index + 1 : index + 3]
        ):
            return trim(tokens, first, index)[1]
        closes = tokens[index].kind is Kind.CLOSE and abbreviation(tokens, first, index)
        if closes and any(t.kind is Kind.INDEX for t in tokens[max(first, index - 3) : index]):
            return index + 1
    return last


def _next_subject(tokens: Sequence[Token], index: int, last: int) -> bool:
    """A comma and an organisation end a heading phrase: «DTI cấp tỉnh năm 2022, X đạt …»."""
    after = tokens[index + 1].org if index + 1 < last else None
    return tokens[index].kind is Kind.COMMA and after is not None and after.kind not in (OrgKind.LEVEL, OrgKind.NATION)


def _moves(tokens: Sequence[Token], first: int, index: int, last: int) -> bool:
    """A closing «tăng đáng kể từ» tells how the measure moved, not what it is."""
    return tokens[index].cue == "change" and index >= first + 3 and last - index <= 4


def compared(tokens: Sequence[Token], start: int, index: int) -> bool:
    for token in reversed(tokens[start:index]):
        if token.kind is Kind.COMMA:
            return False
        if token.cue == "compare":
            return True
    return False


def right(tokens: Sequence[Token], start: int, limit: int) -> tuple[int, int]:
    """Phrase from ``start`` up to the next clause, at most ``limit``."""
    last = start
    while last < min(len(tokens), limit, start + _LONGEST) and not _ends(tokens, start, last):
        last = _closing(tokens, last) + 1 if tokens[last].kind is Kind.OPEN else last + 1
    return trim(tokens, start, last)


def _closing(tokens: Sequence[Token], bracket: int) -> int:
    return next(i for i in range(bracket + 1, len(tokens)) if tokens[i].kind is Kind.CLOSE)


def _ends(tokens: Sequence[Token], start: int, index: int) -> bool:
    token = tokens[index]
    if token.boundary or token.kind in (Kind.COLON, Kind.CLOSE, Kind.NUMBER):
        return True
    if token.kind is Kind.COMMA:
        return not _enumerates(tokens, start, index)
    if token.kind is Kind.OPEN:
        close = next((i for i in range(index + 1, min(index + 6, len(tokens))) if tokens[i].kind is Kind.CLOSE), None)
        return close is None or not abbreviation(tokens, index - 1, close)
    if index == start:
        return False
    if token.low == "tổng số" and tokens[index - 1].low in {"trên", "trong"}:
        return True
    if token.low == "với" and any(after.kind is Kind.NUMBER for after in tokens[index + 1 : index + 7]):
        return True
    return token.cue in ("rank", "rank-word", "compare", "surplus") or (
        token.cue == "link" and token.low.startswith(_STOP_LINKS)
    )


def _enumerates(tokens: Sequence[Token], start: int, comma: int) -> bool:
    """A comma inside a noun phrase, between short nouns: «hệ thống thông tin, cơ sở dữ liệu»."""
    after = tokens[comma + 1 : comma + 2]
    plain = (
        bool(after) and after[0].kind is Kind.WORD and after[0].low not in _NOT_LISTED and after[0].text[0].islower()
    )
    verbs = any(token.low in {"được", "đã", "để", "do", "tham"} for token in tokens[start:comma])
    return plain and not verbs and 0 < comma - start <= 4


def content(tokens: Sequence[Token], first: int, last: int) -> int:
    """Words that carry meaning; a stray letter is none."""
    return sum(
        (token.kind in (Kind.WORD, Kind.INDEX) and len(token.text) > 1 and token.low not in _POINTERS)
        or (token.cue == "noun" and token.low not in _HEADS)
        for token in tokens[first:last]
    )
