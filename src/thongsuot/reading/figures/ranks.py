"""Ranks, spelled or in digits, their population and scope; grades; ordinals of sessions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from thongsuot.reading.figures.items import Item, Lead, Role, Unit, UnitKind
from thongsuot.reading.figures.tokens import Kind, Number, OrgKind, Token
from thongsuot.reading.figures.units import read_unit

_ORDINALS = {
    "nhất": 1, "đầu": 1, "hai": 2, "nhì": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5,
    "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_GRADES = ("xuất sắc", "tốt", "khá", "trung bình khá", "trung bình", "yếu", "kém", "giỏi", "rất tốt")
_TOP = frozenset(
    {"top", "tốp", "lọt top", "lọt tốp", "nằm trong top", "trong top", "thuộc top", "thuộc tốp", "lọt vào top"}
)
_TOP |= {"lọt vào tốp", "nằm trong tốp", "trong tốp"}
_BAND = frozenset({"nhóm", "nằm trong nhóm", "xếp trong nhóm", "thuộc nhóm", "trong nhóm"})
_BAND |= {"xếp hạng trong nhóm", "lọt vào nhóm"}
_LEADERS = re.compile(r"(?:đứng đầu|dẫn đầu|cao nhất|tốt nhất)")
_POPULATION = frozenset(
    [
        "tỉnh",
        "thành",
        "phố",
        "địa",
        "phương",
        "sở",
        "bộ",
        "ban",
        "ngành",
        "huyện",
        "xã",
        "thị",
        "quận",
        "phường",
        "đơn",
        "vị",
        "cơ",
        "quan",
        "trực",
        "thuộc",
        "trung",
        "ương",
        "và",
        "cả",
        "trong",
        "của",
        "ngang",
        "có",
        "các",
        "toàn",
    ]
)
_INTRODUCING = frozenset(
    {"trong", "trên", "của", "toàn", "số", "tổng số", "trong tổng số", "trong số", "bảng xếp hạng", "có"}
)
_NO_UNIT = Unit(UnitKind.RANK, "hạng", 0)


GRADING = frozenset({"xếp hạng", "xếp", "đạt mức", "mức", "mức điểm", "đạt mức điểm", "ở mức"})


def ranked_before(tokens: Sequence[Token], index: int) -> bool:
    """A «thứ» that belongs to a rank: the verb of ranking stands within three tokens."""
    opens = (
        index == 0
        or tokens[index - 1].boundary
        or tokens[index - 1].kind is Kind.COMMA
        or tokens[index - 1].low == "và"
    )
    if opens and any(token.cue in ("rank", "rank-word") for token in tokens[:index]):
        return True  # «đứng thứ 2 …; thứ 3 …»
    for token in reversed(tokens[max(0, index - 4) : index]):
        if token.cue == "rank":
            return True
        if token.boundary or token.kind in (Kind.NUMBER, Kind.COMMA):
            return False
    return False


def _after(tokens: Sequence[Token], index: int) -> tuple[int, int | None, str | None, bool]:
    """Read «/63 tỉnh, thành phố trong cả nước» after a rank: (end, out_of, scope, regional)."""
    end, out_of, scope, regional = index, None, None, False
    before = tokens[index - 1].number if index else None
    counted = before is not None and before.denominator is not None
    position = index
    while position < len(tokens) and position < index + 16:
        token = tokens[position]
        words = token.low.split()
        if token.kind is Kind.NUMBER and out_of is None and token.number and _introduces_total(tokens, position):
            out_of = int(token.number.value)
        elif token.org is not None and token.org.kind in (OrgKind.NATION, OrgKind.REGION):
            scope, regional = token.text, token.org.kind is OrgKind.REGION
            return position + 1, out_of, scope, regional
        elif token.org is not None and token.org.kind is OrgKind.SELF and scope is None:
            return position + 1, out_of, token.text, False
        elif (not counted and out_of is None and token.low not in _INTRODUCING) or (
            not (
                token.kind in (Kind.WORD, Kind.CUE)
                and all(word in _POPULATION or word in {"tổng", "số", "trên"} for word in words)
            )
            and not (
                token.kind is Kind.COMMA
                and position + 1 < len(tokens)
                and tokens[position + 1].low in {"thành", "thành phố", "ngành", "ban", "thị"}
            )
        ):
            break
        position += 1
        if token.kind is not Kind.COMMA and token.low not in {"trong", "của", "có", "và", "các", "cả", "toàn"}:
            end = position
    return end, out_of, scope, regional


def _introduces_total(tokens: Sequence[Token], position: int) -> bool:
    return tokens[position - 1].low in {
        "bảng xếp hạng",
        "trong",
        "số",
        "trên",
        "tổng số",
        "trong tổng số",
        "trong số",
        "có",
        "của",
    }


def rank(tokens: Sequence[Token], at: int, number: Number, lead: Lead, unit: Unit) -> Item | None:
    """«xếp thứ 9/13 tỉnh, thành khu vực …», «hạng 12», «nhóm xếp hạng từ 50 - 52», «Top 10»."""
    value = number.value
    if number.percent or value != value.to_integral_value() or unit.kind in (UnitKind.SCORE, UnitKind.MONEY):
        return None
    if lead.text in {"xếp", "đứng"} and number.denominator is None and unit.kind is not UnitKind.RANK:
        return None
    end, out_of, scope, regional = _after(tokens, at + 1)
    item = Item(Role.RANK, at, lead.start, max(end, at + 1), number, _NO_UNIT, lead)
    item.out_of, item.scope, item.regional = out_of, scope, regional
    if number.denominator is not None:
        item.out_of = int(number.denominator)
        if item.out_of < value and item.out_of < 20:
            return None
    if lead.text in _TOP or (lead.text in _BAND and number.upper is None):
        if lead.text in _BAND and not _LEADERS.search(" ".join(token.low for token in tokens[at : at + 9])):
            return None
        item.rank_max = int(value)
        return item
    item.rank = int(value)
    item.rank_max = int(number.upper) if number.upper is not None else None
    return item


def spelled(tokens: Sequence[Token], at: int) -> Item | None:
    """«đứng đầu cả nước», «xếp thứ hai»: a rank in words. Needs something ranked, so a leader of people is no rank."""
    token = tokens[at]
    if token.payload == "last":
        return None
    if _about_people(tokens, at):
        return None
    end, out_of, scope, regional = _after(tokens, at + 1)
    if token.low.endswith("nhất") and token.low.startswith("cao") and scope is None and out_of is None:
        return None
    lead = Lead(at, "rank-word", token.low, token.payload)
    item = Item(Role.RANK, at, at, max(end, at + 1), None, _NO_UNIT, lead)
    item.rank, item.out_of, item.scope, item.regional = int(token.payload), out_of, scope, regional
    return item


def worded(tokens: Sequence[Token], at: int) -> Item | None:
    """«ở vị trí thứ tư», «giữ vị trí thứ hai»: the ordinal in words after a verb of ranking."""
    value = _ORDINALS.get(tokens[at + 1].low) if at + 1 < len(tokens) else None
    if value is None:
        return None
    end, out_of, scope, regional = _after(tokens, at + 2)
    lead = Lead(at, "rank-word", f"{tokens[at].low} {tokens[at + 1].low}")
    item = Item(Role.RANK, at, at, max(end, at + 2), None, _NO_UNIT, lead)
    item.rank, item.out_of, item.scope, item.regional = value, out_of, scope, regional
    return item


def more_spelled(tokens: Sequence[Token], first: Item) -> list[Item]:
    """The «thứ năm» of «ở vị trí thứ tư và thứ năm»."""
    words = [token.low for token in tokens[first.last : first.last + 3]]
    if len(words) < 3 or words[0] not in {"và", ","} or words[1] != "thứ" or words[2] not in _ORDINALS:
        return []
    at = first.last + 1
    item = Item(Role.RANK, at, at, at + 2, None, _NO_UNIT, Lead(at, "rank-word", f"thứ {words[2]}"))
    item.rank, item.scope = _ORDINALS[words[2]], first.scope
    return [item]


_LEADING_NOUNS = frozenset({"tỉnh", "phố", "phương", "vị", "bộ", "sở", "quan", "huyện", "xã", "nhóm"})


WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}


def spelled_number(tokens: Sequence[Token], at: int) -> Item | None:
    """«tăng một bậc», «sáu địa phương»: a small number in words before a unit that is known to be counted."""
    before = tokens[at - 1] if at else None
    if before is not None and (before.low.endswith(("thứ", "ngày", "lớp")) or before.cue == "rank"):
        return None
    number = Number(Decimal(WORDS[tokens[at].low]))
    unit = read_unit(tokens, at, number)
    moved = before is not None and before.cue == "change"
    if unit.kind is UnitKind.RANK and moved and before is not None:
        lead = Lead(at - 1, "change", before.low, before.payload)
        sign = -1 if before.payload == "-" else 1
        return Item(Role.RANK_CHANGE, at, at - 1, unit.end, number, unit, lead, sign=sign)
    if unit.kind is not UnitKind.COUNT or not unit.known or tokens[at].low == "một":
        return None
    return Item(Role.COUNT, at, at, unit.end, number, unit, Lead(at, "", "", ""))


def _about_people(tokens: Sequence[Token], at: int) -> bool:
    """«người đứng đầu», «đơn vị dẫn đầu», «6 lần đứng đầu» rank nobody; «là tỉnh đứng đầu …» does."""
    before = [token.low for token in tokens[max(0, at - 4) : at]]
    last = before[-1].split()[-1] if before and before[-1].split() else ""
    if last in {"người", "nhiệm", "trò", "lần", "cấp", "để", "sẽ", "các", "top", "tốp"}:
        return True
    if any(word in {"các", "những", "top", "tốp", "một trong những"} for word in before) or _of_band(tokens, at):
        return True
    if last in _LEADING_NOUNS and not any(word in {"là", "thành"} for word in before):
        return True
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return after in {"cấp", "các", "cơ", "đơn", "phong", "một", "mỗi", "đoàn", "chính", "địa", "các cơ quan"}


def _of_band(tokens: Sequence[Token], at: int) -> bool:
    """«thuộc nhóm 15 tỉnh, thành phố dẫn đầu cả nước»: those who lead are a group."""
    for index in range(at - 1, max(-1, at - 10), -1):
        if tokens[index].kind is Kind.NUMBER:
            return index > 0 and tokens[index - 1].low in _TOP | _BAND
        if tokens[index].boundary:
            return False
    return False


def _grade_ends(tokens: Sequence[Token], index: int) -> bool:
    if index >= len(tokens):
        return True
    token = tokens[index]
    closes = token.boundary or token.kind in (Kind.COMMA, Kind.CLOSE, Kind.OPEN)
    return closes or token.cue in ("rank", "rank-word", "change") or token.low in {"và", "trong đó", "về"}


def grade(tokens: Sequence[Token], at: int) -> Item | None:
    """«xếp loại Tốt», «mức độ C»."""
    words = [
        token.text
        for token in tokens[at + 1 : at + 4]
        if token.kind is Kind.WORD or token.cue == "average" or token.low in _GRADES
    ]
    if not words:
        return None
    phrase = " ".join(words).lower()
    name = next((mark for mark in _GRADES if re.match(rf"{mark}(?!\w)", phrase)), None)
    letter = words[0] if re.fullmatch(r"[A-E]", words[0]) else None
    if letter is None and (name is None or (tokens[at].low in {"mức độ", "loại"} and words[0][0].islower())):
        return None
    after = phrase.removeprefix(name).split() if name else []
    if after and after[0] in {"cao", "thấp", "nhiều", "lớn", "tốt"}:
        return None  # «ở mức khá cao» grades nothing
    size = 1 if letter else len((name or "").split())
    written = letter or " ".join(" ".join(words).split()[:size])
    last = at + 1
    while last < len(tokens) and tokens[last].end - tokens[at + 1].start < len(written):
        last += 1
    if tokens[at].cue == "link" and not _grade_ends(tokens, last + 1):
        return None  # «mức trung bình của cả nước» grades nothing
    lead = Lead(at, "grade", tokens[at].low)
    return Item(
        Role.GRADE, at, at, last + 1, None, Unit(UnitKind.NONE, "mức", at), lead, grade=written[0].upper() + written[1:]
    )


def session(tokens: Sequence[Token], at: int) -> Item | None:
    """«phiên họp thứ tư», «Phiên họp lần thứ 8»: the ordinal of a session, in words or digits."""
    token = tokens[at]
    first = at
    if token.low == "thứ":
        first = next((i for i in range(at - 1, max(-1, at - 4), -1) if tokens[i].cue == "session"), -1)
        if first < 0:
            return None
        index = at + 1
    elif token.low.endswith("thứ"):
        index = at + 1
    else:
        return None
    if index >= len(tokens):
        return None
    target = tokens[index]
    value = int(target.number.value) if target.number and not target.number.percent else _ORDINALS.get(target.low)
    value = int(target.text) if target.kind is Kind.MASK and target.text.isdigit() else value
    if value is None:
        return None
    lead = Lead(first, "session", tokens[first].low)
    item = Item(Role.ORDINAL, index, first, index + 1, target.number, Unit(UnitKind.NONE, "thứ tự", index + 1), lead)
    item.rank = value
    return item
