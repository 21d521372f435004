"""Decide what each number of a sentence is: a level, a count, a rank, a change, a target — or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thongsuot.kernel.figures import Qualifier
from thongsuot.reading import gazetteer
from thongsuot.reading.figures import lists, ranks, zero
from thongsuot.reading.figures.items import Item, Lead, Role, Unit, UnitKind
from thongsuot.reading.figures.leads import clause_start, read_lead
from thongsuot.reading.figures.tokens import Kind, Number, Token
from thongsuot.reading.figures.units import read_unit

_TO_VALUE = frozenset(
    {
        "lên",
        "xuống",
        "tăng lên",
        "giảm xuống",
        "giảm còn",
        "tăng tới",
        "tăng đến",
        "lên tới",
        "lên đến",
        "tụt xuống",
        "lùi xuống",
        "rơi xuống",
        "nhích lên",
    }
)
_TIME_WORDS = frozenset(
    {"thời gian giải quyết", "thời hạn giải quyết", "rút ngắn", "cắt giảm", "tiết kiệm", "chậm", "trễ", "bình quân"}
)
_OPENING_AIMS = frozenset({"phấn đấu", "mục tiêu", "đặt mục tiêu", "quyết tâm", "phấn đấu đạt"})
_WHOLE_LINE = 3
_THOUSANDTHS = -3
_MEASURED = frozenset({UnitKind.PERCENT, UnitKind.PERCENT_POINTS, UnitKind.SCORE})


def read_items(tokens: Sequence[Token]) -> list[Item]:
    """Every number, spelled rank and grade of one sentence that states something, in reading order."""
    items: list[Item] = []
    used = 0
    for at, token in enumerate(tokens):
        if at < used:
            continue
        item = None
        if token.kind is Kind.NUMBER and token.number is not None:
            item = _classify(tokens, at, token.number)
        elif token.low in ranks.WORDS:
            item = ranks.spelled_number(tokens, at)
        elif token.cue == "rank-word":
            item = ranks.spelled(tokens, at)
        elif token.cue == "rank" and token.low.endswith("thứ"):
            item = ranks.worded(tokens, at)
        elif token.cue == "grade" or token.low in ranks.GRADING:
            item = ranks.grade(tokens, at)
        elif token.cue == "none":
            item = zero.counted_none(tokens, at)
        elif token.cue == "session" or token.low == "thứ":
            item = ranks.session(tokens, at)
        if item is not None:
            items.append(item)
            items.extend(_following_ranks(tokens, item) if item.role is Role.RANK else [])
            used = items[-1].last
    return items


def _following_ranks(tokens: Sequence[Token], item: Item) -> list[Item]:
    """Ranks that a first one leads: «xếp thứ 2 và 3», «từ vị trí 53 lên 46»."""
    if item.first and tokens[item.first - 1].low.endswith("từ"):
        return lists.moved_rank(tokens, item)
    return (lists.more_ranks(tokens, item) or ranks.more_spelled(tokens, item)) if item.out_of is None else []


def _classify(tokens: Sequence[Token], at: int, number: Number) -> Item | None:
    if at > 1 and tokens[at - 1].text == "/" and tokens[at - 2].kind is Kind.WORD:
        return None  # «2,3 doanh nghiệp/1.000 dân»: for how many, not how many
    lead, unit = read_lead(tokens, at), read_unit(tokens, at, number)
    if unit.kind is UnitKind.NONE and lead.cue != "rank":
        shared = lists.shared_unit(tokens, at, lambda index: _listed(tokens, index))
        if shared is not None:
            return replace(shared, lead=lead, first=lead.start)
    if unit.end < len(tokens) and tokens[unit.end].cue == "after":
        lead, unit = replace(lead, qualifier=Qualifier(tokens[unit.end].payload)), replace(unit, end=unit.end + 1)
    if unit.kind is UnitKind.NONE and lead.cue == "link" and "điểm" in lead.text:
        unit = replace(unit, kind=UnitKind.SCORE, name="điểm")
    if unit.kind is UnitKind.CALENDAR:
        return None
    bottom = lead.payload == "last" and number.denominator is not None  # «đứng cuối bảng xếp hạng 63/63»
    if lead.cue == "rank" or bottom or (lead.cue == "thứ" and ranks.ranked_before(tokens, lead.start)):
        ranked = ranks.rank(tokens, at, number, lead, unit)
        if ranked is not None:
            ranked.wanted = _wanted(tokens, lead.start, counted=True)
        return ranked
    if lead.cue == "thứ":
        return ranks.session(tokens, lead.start)
    if unit.kind is UnitKind.RANK:
        return _rank_change(tokens, at, number, lead, unit)
    item = Item(Role.LEVEL, at, lead.start, unit.end, number, unit, lead)
    item.parenthesised = _opens_bracket(tokens, lead.start)
    item.wanted = _wanted(tokens, lead.start, counted=unit.kind not in _MEASURED)
    return _measured(tokens, item)


def _listed(tokens: Sequence[Token], at: int) -> Item | None:
    number = tokens[at].number
    return _classify(tokens, at, number) if number is not None else None


def _opens_bracket(tokens: Sequence[Token], first: int) -> bool:
    return first > 0 and tokens[first - 1].kind is Kind.OPEN


def _wanted(tokens: Sequence[Token], first: int, *, counted: bool) -> bool:
    """The nearest words of the clause speak of an aim: «phấn đấu», «đặt mục tiêu», «bảo đảm»."""
    start = clause_start(tokens, first)
    window = tokens[max(start, first - 25) : first]
    if any(token.low in _OPENING_AIMS for token in tokens[:4]):
        return True
    comma = max((i for i, token in enumerate(window) if token.kind is Kind.COMMA), default=-1)
    if not counted and any(token.low in {"để", "nhằm"} for token in window[comma + 1 :]):
        return True
    return any(
        token.low in gazetteer.wanted_words() and token.low not in {"đề ra", "chỉ tiêu", "cần"} for token in window[-4:]
    ) or any(
        token.low in {"phấn đấu", "đặt mục tiêu", "mục tiêu", "quyết tâm", "phấn đấu đạt", "dự kiến"}
        for token in window
    )


def _rank_change(tokens: Sequence[Token], at: int, number: Number, lead: Lead, unit: Unit) -> Item | None:
    found = _change_lead(tokens, at, lead)
    if found is None:
        if number.upper is not None and "nhóm" in " ".join(token.low for token in tokens[max(0, at - 4) : at]):
            return ranks.rank(tokens, at, number, lead, unit)
        return None
    sign = -1 if found.payload == "-" else 1
    return Item(Role.RANK_CHANGE, at, found.start, unit.end, number, unit, found, sign=sign)


def _change_lead(tokens: Sequence[Token], at: int, lead: Lead) -> Lead | None:
    """The change word that governs a number, up to four tokens away: «cải thiện mạnh về thứ hạng, tăng tới 12 bậc»."""
    if lead.cue == "change":
        return lead
    joined = at > 1 and tokens[at - 1].low == "và"  # «tăng 2,86 điểm và 10 bậc»
    for index in range(lead.start - 1, max(-1, lead.start - 6), -1):
        token = tokens[index]
        if joined and token.kind is Kind.NUMBER:
            joined = False
            continue
        if token.boundary or token.kind in (Kind.COMMA, Kind.OPEN, Kind.CLOSE, Kind.NUMBER):
            return None
        if token.cue == "change":
            return Lead(index, "change", token.low, token.payload, lead.qualifier)
    return None


def _measured(tokens: Sequence[Token], item: Item) -> Item | None:
    lead, unit = item.lead, item.unit
    role = _aim_role(tokens, item)
    if role is not None:
        item.role = role
        return item
    if lead.cue == "target":
        return None  # «thấp hơn mục tiêu 3,4 điểm %»: how far it is, not what it is
    if unit.kind is UnitKind.TIMES:
        return _times(tokens, item)
    if lead.cue == "change" and unit.kind in _MEASURED:
        return _moved(item)
    return item if unit.kind in _MEASURED else _counted(tokens, item)


def _aim_role(tokens: Sequence[Token], item: Item) -> Role | None:
    """An aim, what exceeds it, or the same value on another scale."""
    lead = item.lead
    if item.at > 1 and tokens[item.at - 1].text == "/" and _percent(tokens[item.at - 2]):
        return Role.TARGET  # «52,3%/60%»
    if item.parenthesised and not lead.cue and item.unit.kind in _MEASURED and _aim_before(tokens, lead.start - 1):
        return Role.TARGET  # «vượt chỉ tiêu HĐND tỉnh giao (98%)»
    if lead.cue == "target" and lead.start > 0 and tokens[lead.start - 1].low in {"cao hơn", "thấp hơn"}:
        return Role.SURPLUS if tokens[lead.start - 1].payload == "+" else None
    said = lead.cue == "link" and lead.start > 0 and tokens[lead.start - 1].cue == "target"
    if lead.cue == "target" or (said and not lead.text.startswith("đạt")):
        return Role.TARGET
    return {"surplus": Role.SURPLUS, "equal": Role.EQUAL}.get(lead.cue)


def _times(tokens: Sequence[Token], item: Item) -> Item | None:
    """«tăng 5 lần» is a change, «huyện A (3 lần)» a count, any other «lần» says how often something came about."""
    before = item.lead.start - 2
    if item.parenthesised and before >= 0 and tokens[before].org is not None:
        item.role = Role.COUNT
        return item
    return _change(item) if item.lead.cue == "change" else None


def _moved(item: Item) -> Item:
    lead = item.lead
    if lead.text.startswith("vượt") and lead.text != "vượt lên":
        item.role = Role.SURPLUS
        return item
    return item if lead.text in _TO_VALUE else _change(item)


def _aim_before(tokens: Sequence[Token], bracket: int) -> bool:
    """The bracket closes a mention of an aim: «chỉ tiêu … giao (», «kế hoạch năm 2024 (»."""
    before = tokens[max(0, bracket - 8) : bracket]
    comma = max((i for i, token in enumerate(before) if token.kind is Kind.COMMA or token.boundary), default=-1)
    before = before[comma + 1 :]
    if not any(token.cue in ("target", "surplus") for token in before):
        return False
    last = before[-1]
    return last.low.endswith(("giao", "ra", "kế hoạch", "chỉ tiêu", "mục tiêu")) or last.kind is Kind.PERIOD


def _percent(token: Token) -> bool:
    return token.number is not None and token.number.percent


def _change(item: Item) -> Item:
    item.role = Role.CHANGE
    item.sign = -1 if item.lead.payload == "-" else 1
    return item


def _counted(tokens: Sequence[Token], item: Item) -> Item | None:
    number, unit = item.number, item.unit
    if number is None:
        return None
    if unit.kind is UnitKind.NONE:
        return _unitless(tokens, item)
    if unit.kind is UnitKind.TIME and not _about_time(tokens, item):
        return None
    if unit.kind is UnitKind.COUNT and not _countable(tokens, item):
        return None
    if item.lead.cue == "change":
        item.sign = -1 if item.lead.payload == "-" else 1
    item.role = Role.PARTS if number.denominator is not None else Role.COUNT
    return item


def _countable(tokens: Sequence[Token], item: Item) -> bool:
    number = item.number
    if number is None:
        return False
    per = [token.text for token in tokens[item.unit.end : item.unit.end + 1]] == ["/"]
    if number.value != number.value.to_integral_value() and not number.multiplied and not per:
        if not item.unit.known or number.value.as_tuple().exponent != _THOUSANDTHS or number.denominator is not None:
            return False
        item.number = replace(number, value=number.value.scaleb(3))  # «15,234 hồ sơ»: nothing else can be meant
    following = tokens[item.at + 1].low if item.at + 1 < len(tokens) else ""
    if number.denominator is not None and following in {"số", "tổng số"}:
        return False  # «2/3 số xã» is a share, not two communes of three
    if not item.unit.known and len(tokens) <= _WHOLE_LINE:
        return False  # «0 bình luận»: a counter of the page
    if not item.unit.known and (tokens[item.at + 1].text[0].isupper() or _quoted(tokens, item.at)):
        return False  # «1 Nâng cao …», «0 Trả lời», “5 rõ”: the number of a line, of the page, of a slogan
    if item.at > 1 and tokens[item.at - 1].low == "trong" and tokens[item.at - 2].low == "một":
        return False  # «một trong 3 tỉnh»
    before = tokens[item.at - 1] if item.at else None
    if before is not None and before.kind is Kind.WORD and not item.unit.known:
        return not before.text[0].isupper()
    return True


def _quoted(tokens: Sequence[Token], at: int) -> bool:
    marks = "".join(token.text for token in tokens[:at] if token.text in {"“", "”", '"'})
    return marks.count("“") > marks.count("”") or marks.count('"') % 2 == 1


def _about_time(tokens: Sequence[Token], item: Item) -> bool:
    if item.number is not None and item.number.denominator is not None:
        return True
    start = clause_start(tokens, item.at)
    clause = " ".join(token.low for token in tokens[start : item.at])
    return item.lead.cue == "change" or any(word in clause for word in _TIME_WORDS)


def _after_index(tokens: Sequence[Token], first: int) -> bool:
    """«DTI: 0,7215»."""
    return first > 1 and tokens[first - 1].kind is Kind.COLON and tokens[first - 2].kind in (Kind.INDEX, Kind.CLOSE)


def _after_rate(tokens: Sequence[Token], item: Item) -> bool:
    """«86,67% (52/60)»: the parts in brackets after their rate."""
    return item.parenthesised and item.lead.start > 1 and _percent(tokens[item.lead.start - 2])


def _rate_in_bracket(tokens: Sequence[Token], index: int) -> bool:
    """«809/809 (tỷ lệ 100%) …»: the rate in brackets shows that these are parts of a whole."""
    inside = tokens[index : index + 4]
    return (
        bool(inside) and inside[0].kind is Kind.OPEN and any(token.number and token.number.percent for token in inside)
    )


def _unitless(tokens: Sequence[Token], item: Item) -> Item | None:
    """A bare number is a figure only after a word of reaching: «đạt tỷ lệ 81», «DTI đạt 0,7123»."""
    number = item.number
    if number is None:
        return None
    if number.denominator is not None and (_rate_in_bracket(tokens, item.last) or _after_rate(tokens, item)):
        item.role = Role.PARTS
        return item
    decimal = number.value != number.value.to_integral_value()
    indexed = any(token.kind is Kind.INDEX or token.low == "chỉ số" for token in tokens[: item.at])
    if decimal and any(token.low in {"điểm số", "mức điểm"} for token in tokens[: item.at]):
        item.unit = replace(item.unit, kind=UnitKind.SCORE, name="điểm")  # «Điểm số … từ 40,14 lên 40,87»
    if decimal and indexed and item.lead.cue == "change" and item.lead.text not in _TO_VALUE:
        return _change(item)  # «đạt 0,5863, tăng 0,1204 so với năm 2021»
    if item.lead.cue != "link":
        moved = indexed and (item.lead.text in _TO_VALUE or tokens[item.lead.start - 1].low.endswith("từ"))
        return item if decimal and (moved or _after_index(tokens, item.lead.start)) else None
    if "lệ" in item.lead.text:
        return item
    attained = item.lead.text.startswith(("đạt", "là", "với"))
    if number.denominator is not None and attained:
        item.role = Role.PARTS
        return item
    return item if indexed and attained and decimal else None
