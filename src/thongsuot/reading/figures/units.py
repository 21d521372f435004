"""The unit that follows a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from thongsuot.reading import gazetteer
from thongsuot.reading.figures.items import Unit, UnitKind
from thongsuot.reading.figures.tokens import Kind, Number, Org, OrgKind, Token

_LONGEST = 6  # words of the longest unit phrase
_EACH = frozenset({"quý", "tháng", "năm", "tuần", "ngày", "người", "hộ", "xã", "đơn vị", "lượt", "ha", "hồ sơ"})
# Words a unit noun never begins with: they go on with the sentence.
_NOT_NOUNS = frozenset(
    [
        "đã",
        "được",
        "đang",
        "sẽ",
        "là",
        "có",
        "không",
        "chưa",
        "so",
        "với",
        "và",
        "của",
        "cho",
        "trong",
        "trên",
        "tại",
        "về",
        "theo",
        "do",
        "bởi",
        "từ",
        "đến",
        "tới",
        "cũng",
        "còn",
        "nhưng",
        "mà",
        "thì",
        "cao",
        "thấp",
        "tốt",
        "nhất",
        "hơn",
        "kém",
        "tăng",
        "giảm",
        "đạt",
        "vượt",
        "xếp",
        "đứng",
        "chiếm",
        "bằng",
        "này",
        "đó",
        "trở",
        "lên",
        "xuống",
        "nữa",
        "rồi",
        "vào",
        "ra",
        "qua",
        "sau",
        "trước",
        "gồm",
        "cùng",
        "hay",
        "hoặc",
        "để",
        "khi",
        "nếu",
        "vì",
        "nhờ",
        "lần",
        "mỗi",
        "đều",
        "vẫn",
        "liên",
        "liên_tiếp",
    ]
)


def words_after(tokens: Sequence[Token], at: int) -> Iterator[tuple[str, int]]:
    """(lower-cased word, index of the token after it) for the words that follow token ``at`` without punctuation."""
    for index in range(at + 1, min(at + 1 + _LONGEST, len(tokens))):
        token = tokens[index]
        if token.kind not in (Kind.WORD, Kind.CUE, Kind.INDEX) and not _generic(token.org):
            return
        for word in token.low.split():
            yield word, index + 1


def _generic(org: Org | None) -> bool:
    return org is not None and org.kind in (OrgKind.LEVEL, OrgKind.SELF)


def read_unit(tokens: Sequence[Token], at: int, number: Number) -> Unit:
    """Unit of the number at ``at``; ``UnitKind.NONE`` where the text forgot it (T4)."""
    words = list(words_after(tokens, at))[:_LONGEST]
    if number.percent:
        points = bool(words) and words[0][0] == "điểm"
        return Unit(UnitKind.PERCENT_POINTS, "điểm %", words[0][1]) if points else Unit(UnitKind.PERCENT, "%", at + 1)
    if words[:1] and words[0][0] == "điểm" and [t.text for t in tokens[words[0][1] : words[0][1] + 1]] == ["%"]:
        return Unit(UnitKind.PERCENT_POINTS, "điểm %", words[0][1] + 1)
    for size in range(len(words), 0, -1):
        phrase = " ".join(word for word, _ in words[:size])
        unit = _known(phrase, words[size - 1][1])
        if unit is not None:
            return _per(tokens, unit)
    return _guess(tokens, at, words)


def _known(phrase: str, end: int) -> Unit | None:
    table = gazetteer.unit_words()
    if phrase in table.counted:
        return Unit(UnitKind.COUNT, table.counted[phrase], end)
    if phrase in table.percent_points:
        return Unit(UnitKind.PERCENT_POINTS, "điểm %", end)
    if phrase in table.score:
        return Unit(UnitKind.SCORE, "điểm", end)
    if phrase in table.rank:
        return Unit(UnitKind.RANK, "bậc", end)
    if phrase in table.money:
        return Unit(UnitKind.MONEY, "đồng" if phrase in {"đ", "vnđ", "vnd", "đồng"} else phrase.upper(), end)
    if phrase in table.processing_time:
        return Unit(UnitKind.TIME, phrase, end)
    if phrase in table.calendar:
        return Unit(UnitKind.CALENDAR, phrase, end)
    return Unit(UnitKind.TIMES, "lần", end) if phrase == "lần" else None


def _per(tokens: Sequence[Token], unit: Unit) -> Unit:
    """«01 lần/quý», «2,5 triệu đồng/người»: so many for each."""
    after = tokens[unit.end : unit.end + 2]
    if len(after) < 2 or after[1].low not in _EACH or unit.kind not in (UnitKind.TIMES, UnitKind.MONEY, UnitKind.COUNT):
        return unit
    spelled = after[0].text in {"một", "mỗi"} and unit.kind is UnitKind.TIMES
    if after[0].text != "/" and not spelled:
        return unit
    kind = UnitKind.COUNT if unit.kind is UnitKind.TIMES else unit.kind
    return _per(tokens, Unit(kind, f"{unit.name}/{after[1].low}", unit.end + 2, unit.known))


def _guess(tokens: Sequence[Token], at: int, words: list[tuple[str, int]]) -> Unit:
    """A noun the gazetteer lacks: one or two syllables as written."""
    if not words or words[0][0] in _NOT_NOUNS or tokens[at + 1].kind is not Kind.WORD:
        return Unit(UnitKind.NONE, None, at + 1)
    second = words[1] if len(words) > 1 else None
    if second and second[0] not in _NOT_NOUNS and tokens[second[1] - 1].kind is Kind.WORD:
        return Unit(UnitKind.COUNT, f"{words[0][0]} {second[0]}", second[1], known=False)
    return Unit(UnitKind.COUNT, words[0][0], words[0][1], known=False)
