"""The indicator of a statement, in the text's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thongsuot.reading.figures import phrases, wording
from thongsuot.reading.figures.frames import Frame
from thongsuot.reading.figures.items import Item, Role, UnitKind
from thongsuot.reading.figures.leads import clause_start
from thongsuot.reading.figures.tokens import Kind, OrgKind, Token

_PLANS = frozenset({"kế hoạch", "dự toán", "chỉ tiêu", "mục tiêu", "dự"})
_OPENING = frozenset({Kind.COMMA, Kind.CLOSE, Kind.COLON})
_TEMPO = frozenset({"tiến độ", "nhanh", "mạnh", "khẩn trương"})  # «đẩy nhanh tiến độ»: how fast, not what
_SHORT = 3  # a phrase of fewer words is a verb, not the name of a measure


@dataclass(frozen=True, slots=True)
class Name:
    """``text`` and the token range the quotation must cover."""

    text: str
    first: int
    last: int
    vague: bool = False  # «nơi giảm nhiều nhất», «địa phương này»: what was named before names it better


def find_name(tokens: Sequence[Token], frame: Frame, floor: int, ceiling: int) -> Name | None:
    """Name of the statement between ``floor`` (end of the one before) and ``ceiling`` (start of the next)."""
    found = _find(tokens, frame, floor, ceiling)
    if found is None or frame.lead.role is Role.ORDINAL:
        return found
    measured = frame.lead.role in (Role.LEVEL, Role.CHANGE, Role.RANK, Role.RANK_CHANGE, Role.GRADE)
    text = wording.shortened(found.text, measured=measured)
    whose = [token.text for token in tokens[found.first : found.last] if token.org is not None]
    vague = measured and frame.lead.unit.kind is not UnitKind.MONEY and wording.vague(text, whose)
    return Name(text, found.first, found.last, vague) if text else None


def _find(tokens: Sequence[Token], frame: Frame, floor: int, ceiling: int) -> Name | None:
    lead = frame.lead
    start = max(clause_start(tokens, frame.first), floor)
    if lead.role is Role.ORDINAL:
        return _session(tokens, frame, ceiling)
    if listed(tokens, frame):
        return _listed(tokens, frame)
    if lead.unit.kind is UnitKind.MONEY:
        return _money(tokens, frame, start, ceiling)
    counted = frame.parts or (frame.main if lead.role is Role.COUNT else None)
    if counted is not None and counted.unit.kind is not UnitKind.SCORE:
        return _count(tokens, frame, counted, start, ceiling)
    return _inner(tokens, frame) or _measure(tokens, frame, start, ceiling) or _outside(tokens, frame, floor)


def listed(tokens: Sequence[Token], frame: Frame) -> bool:
    """«huyện A (27 trường hợp), huyện B (04 trường hợp)»: the figure stands in brackets after its organisation."""
    bracket = frame.first - 1
    owner = tokens[bracket - 1].org if bracket > 0 and tokens[bracket].kind is Kind.OPEN else None
    if owner is None:
        return False
    qualifying = bracket > 1 and tokens[bracket - 2].kind in (Kind.WORD, Kind.INDEX)  # «Chỉ số … cấp tỉnh (xếp thứ 9)»
    return owner.kind is not OrgKind.LEVEL or not qualifying


def _name(tokens: Sequence[Token], first: int, last: int) -> Name | None:
    return Name(phrases.written(tokens[first:last]), first, last) if phrases.content(tokens, first, last) else None


def _session(tokens: Sequence[Token], frame: Frame, ceiling: int) -> Name:
    first, last = phrases.right(tokens, frame.last, min(ceiling, frame.last + 14))
    words = [tokens[frame.first].text.removesuffix(" thứ").removesuffix(" lần"), phrases.written(tokens[first:last])]
    return Name(" ".join(word for word in words if word), frame.first, frame.last)


def _listed(tokens: Sequence[Token], frame: Frame) -> Name | None:
    bracket = frame.first - 1
    start = clause_start(tokens, bracket)
    end = next((i for i in range(start, bracket) if _named_body(tokens[i])), bracket)
    titled = phrases.heading(tokens, start, end)
    if titled is not None:
        return Name(phrases.written(tokens[titled[0] : titled[1]]), bracket - 1, frame.last)
    while end > start and (phrases.edge(tokens[end - 1]) or tokens[end - 1].low in {"như", "gồm"}):
        end -= 1
    first, last, _ = phrases.left(tokens, start, end)
    if not phrases.content(tokens, first, last):
        return None
    return Name(phrases.written(tokens[first:last]), bracket - 1, frame.last)


def _named_body(token: Token) -> bool:
    return token.org is not None and token.org.kind not in (OrgKind.SELF, OrgKind.LEVEL)


def _money(tokens: Sequence[Token], frame: Frame, start: int, ceiling: int) -> Name | None:
    first, last, _ = phrases.left(tokens, start, frame.first)
    return _name(tokens, first, last) or _name(tokens, *phrases.right(tokens, frame.last, ceiling))


def _measure(tokens: Sequence[Token], frame: Frame, start: int, ceiling: int) -> Name | None:
    """A rate or score: its measure stands before it («tỷ lệ … đạt 70%») or is what it counts («97,9% hồ sơ …»)."""
    first, last, headed = phrases.left(tokens, start, frame.first)
    before = phrases.content(tokens, first, last)
    if headed and before:
        return _name(tokens, first, last)
    after_first, after_last = phrases.right(tokens, _after_value(frame), ceiling)
    named = next((i for i in range(after_first, after_last) if tokens[i].kind is Kind.INDEX), None)
    if named is not None and frame.lead.unit.kind is UnitKind.SCORE:
        return _name(tokens, named, after_last)
    after = phrases.content(tokens, after_first, after_last)
    if after and tokens[after_first].low == "thang":
        after = 0  # «70,7 trên thang điểm 100»
    owned = (
        start < first and all(phrases.edge(token) for token in tokens[start:first]) and tokens[first - 1].cue == "of"
    )
    if owned and frame.lead.unit.kind is UnitKind.PERCENT and start > 0:
        return None  # «…; của địa phương đạt 51,5%»: the measure is the one before
    if frame.part_of is not None and after and tokens[after_first].low in _PLANS:
        return None  # «535 tỷ đồng, đạt 24% kế hoạch»: the rate of what was just stated
    if after and frame.lead.lead.text.startswith("với") and frame.lead.unit.kind is UnitKind.PERCENT:
        return _name(tokens, after_first, after_last)
    attained = frame.lead.lead.text.startswith(("đạt", "là", "chiếm", "bằng", "với", "ở mức", "còn"))
    if after and (not before or not attained or before < _SHORT) and frame.lead.unit.kind is UnitKind.PERCENT:
        return _joined(tokens, (first, last) if before else (after_first, after_first), (after_first, after_last))
    return _name(tokens, first, last) or _name(tokens, after_first, after_last) or _wished(tokens, frame, start)


def _wished(tokens: Sequence[Token], frame: Frame, start: int) -> Name | None:
    """«Đẩy nhanh tiến độ cấp tài khoản …, phấn đấu đến 31/12 đạt 100% chỉ tiêu»: the aim is of what is to be done."""
    aim = next((i for i in range(frame.first - 1, start, -1) if tokens[i].cue == "target"), None)
    if aim is None or tokens[aim - 1].kind is not Kind.COMMA:
        return None
    opening = next((i + 1 for i in range(aim - 2, start - 1, -1) if tokens[i].kind in _OPENING), start)
    tempo = next((i + 1 for i in range(aim - 2, opening - 1, -1) if tokens[i].low in _TEMPO), opening)
    first, last = phrases.trim(tokens, tempo, aim - 1)
    return _name(tokens, first, last)


def _joined(tokens: Sequence[Token], left: tuple[int, int], right: tuple[int, int]) -> Name:
    """«tiếp nhận … hồ sơ trực tuyến»: what was done and to what, around the number."""
    pieces = [phrases.written(tokens[a:b]) for a, b in (left, right) if b > a]
    if len(pieces) == 2 and pieces[1].lower() in pieces[0].lower():
        pieces.pop()  # «tỷ lệ hồ sơ nộp trực tuyến 1.180 hồ sơ»
    if len(pieces) == 2 and wording.manner(pieces[0]):
        pieces.reverse()  # «trước hạn 120.117 hồ sơ»
    return Name(" ".join(pieces), left[0] if left[1] > left[0] else right[0], max(left[1], right[1]))


def _after_value(frame: Frame) -> int:
    return frame.main.last if frame.main else frame.last


def _inner(tokens: Sequence[Token], frame: Frame) -> Name | None:
    """A name inside the statement: «xếp thứ 3 cả nước về Chỉ số …»."""
    ranked = frame.rank
    if ranked is None or ranked.first != frame.first:
        return None
    limit = frame.main.first if frame.main is not None and frame.main.first > ranked.last else len(tokens)
    for index in range(ranked.last, min(limit, ranked.last + 6)):
        if tokens[index].boundary or tokens[index].kind is Kind.COMMA:
            break
        if tokens[index].low in {"về", "trong", "ở", "bảng", "theo"} or phrases.is_head(tokens, index):
            return _name(tokens, *_phrase(tokens, index, limit))
    return None


def _phrase(tokens: Sequence[Token], start: int, limit: int) -> tuple[int, int]:
    """Noun phrase that may hold commas up to ``limit``, or up to the first comma where nothing bounds it."""
    last = start
    while last < limit and not tokens[last].boundary:
        token = tokens[last]
        moves = token.cue == "change" and any(t.kind is Kind.NUMBER for t in tokens[last + 1 : last + 4])
        ends = token.cue == "link" and token.low.startswith(("là", "đạt", "còn")) and limit == len(tokens)
        opens = (
            token.kind is Kind.OPEN and tokens[last + 1 : last + 2] and tokens[last + 1].kind in (Kind.CUE, Kind.NUMBER)
        )
        loose = token.kind is Kind.COMMA and limit == len(tokens)
        if opens or loose or ends or moves or token.cue in ("rank", "rank-word"):
            break
        last += 1
    return phrases.trim(tokens, start, last)


def _outside(tokens: Sequence[Token], frame: Frame, floor: int) -> Name | None:
    """A bracket that holds only figures takes its name from before it."""
    bracket = clause_start(tokens, frame.first) - 1
    if bracket <= 0 or tokens[bracket].kind is not Kind.OPEN:
        return None
    first, last, _ = phrases.left(tokens, max(clause_start(tokens, bracket), floor), bracket)
    return _name(tokens, first, last)


def _count(tokens: Sequence[Token], frame: Frame, item: Item, start: int, ceiling: int) -> Name | None:
    if frame.came_from is not None:
        return _measure(tokens, frame, start, ceiling)
    start = max(start if item is frame.main else clause_start(tokens, item.first), 0)
    after = item.first + 1 if item.lead.cue == "none" else item.at + 1
    rated = frame.main is not None and frame.main is not item and frame.main.first > after
    if item.unit.kind is UnitKind.TIME:
        after, ceiling = item.last, item.last
    first, last = phrases.right(tokens, after, frame.main.first if rated and frame.main else ceiling)
    if (
        rated and last <= first and item.unit.kind is not UnitKind.TIME
    ):  # «809/809 (tỷ lệ 100%) Đề án …»: what is counted follows the bracket
        first, last = phrases.right(tokens, frame.last + 1, ceiling)
    if item.lead.cue in ("of", "none") and last > first:
        return Name(phrases.written(tokens[first:last]), first, last)
    verb = _verb(tokens, start, min(item.at, frame.first if item.lead.cue == "none" else item.at))
    if verb[1] <= verb[0] and last <= first:
        return None
    return _joined(tokens, verb, (first, last))


def _verb(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The words just before a count that say what was done: «cắt giảm, đơn giản hóa»."""
    near = end
    while near > start and phrases.edge(tokens[near - 1]):
        near -= 1
        if tokens[near].kind is Kind.COMMA or (near and phrases.said(tokens, near)):
            return end, end
    first, last, _ = phrases.left(tokens, start, end)
    if any(token.kind is Kind.INDEX for token in tokens[first:last]):
        return end, end  # «chỉ số … có 5 đơn vị đạt trên 90%»
    for index in range(last - 1, first - 1, -1):
        if tokens[index].kind in (Kind.ORG, Kind.PERIOD, Kind.NUMBER, Kind.OPEN, Kind.CLOSE):
            first = index + 1
            break
    while first < last and phrases.edge(tokens[first]):
        first += 1
    return (first, last) if last - first <= 10 else (last, last)
