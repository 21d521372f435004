"""Whose figure it is: the organisation named in the clause, else the one the text has been speaking of (T20)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from thongsuot.reading.figures.comparisons import nation_of, yardstick
from thongsuot.reading.figures.context import DocumentContext
from thongsuot.reading.figures.frames import Frame
from thongsuot.reading.figures.items import Role
from thongsuot.reading.figures.leads import clause_start
from thongsuot.reading.figures.names import listed
from thongsuot.reading.figures.tokens import Kind, OrgKind, Token
from thongsuot.reading.letters import UPPER

NATION = "Cả nước"
_NATIONAL = re.compile(
    r"(?:(?:các|với)\s+)?bộ\s?,\s+(?:cơ quan ngang bộ|ngành)(?!\s+tỉnh)"
    r"|các\s+tỉnh\s?,\s?thành"
    r"|(?<!của )(?<!do )(?<!và )(?<!theo )Thủ tướng Chính phủ"
    r"|(?<!/)(?<!thứ )\b(?:63|34)(?:/(?:63|34))?\s+(?:tỉnh|địa phương)|cấp bộ"
)
_CENTRAL = re.compile(
    rf"Thủ tướng (?:Chính phủ )?[{UPPER}]|[UỦ][ỷy] ban Quốc gia về|Ban Chỉ đạo [^,.;]{{0,40}}của Chính phủ"
)  # who speaks for the whole country, where no province is named
_TITLES = frozenset(["tịch", "đốc", "trưởng", "thư", "lãnh_đạo", "viên", "diện", "phòng", "bí", "đạo"])
_PUBLISHING = frozenset(
    [
        "công",
        "ban",
        "tổ",
        "phê",
        "tham",
        "phối",
        "chủ",
        "vừa",
        "giao",
        "trao",
        "thông",
        "hướng",
        "xây",
        "đề",
        "kiểm",
        "báo",
        "tổng",
    ]
)
_BEFORE_SOURCE = frozenset(
    {
        "theo",
        "nguồn",
        "do",
        "theo thống kê của",
        "theo báo cáo của",
        "theo số liệu của",
        "theo đánh giá của",
        "theo công bố của",
        "bởi",
    }
)
_LOOSE = frozenset({OrgKind.PROVINCE, OrgKind.NATION, OrgKind.SELF})  # hold for a whole sentence
_LASTING = frozenset(OrgKind) - {OrgKind.LEVEL, OrgKind.REGION}  # hold to the end of their clause
_ALL = frozenset(OrgKind)
_BODIES = frozenset({OrgKind.MINISTRY, OrgKind.DEPARTMENT, OrgKind.DISTRICT})
_HEAD_OF_BODY = re.compile(r"\b(?:bộ|sở|huyện|quận|thị xã|xã|phường)\b")
_SENTENCE_OPENING = 12
_COMMUNES = ("xã ", "phường ", "thị trấn ", "đặc khu ")


class Scope:
    """What the text is speaking of, carried from sentence to sentence."""

    def __init__(self, context: DocumentContext) -> None:
        self.place = context.place
        self.national = context.national
        self.current = NATION if context.national else context.place
        self.province: str | None = None  # the last one named
        self.bodies: dict[str, str] = {}  # «bộ» → the ministry last spoken of, for «Bộ đã …», «toàn huyện»

    def new_passage(self) -> None:
        """Another province named in passing does not outlive its paragraph; the nation does."""
        if self.current != NATION and self.place is not None:
            self.current = self.place

    def resolve(self, token: Token) -> str | None:
        org = token.org
        if org is None:
            return None
        if org.kind is not OrgKind.SELF:
            return org.name
        head = re.sub(r"^(?:toàn|của)\s+", "", org.name.lower())
        return self.bodies.get(head) or self.place or self.province

    def read(self, tokens: Sequence[Token], scopes: frozenset[int]) -> None:
        """Update from one sentence before its figures are given subjects."""
        self._remember(tokens, scopes)
        named = [t for i, t in enumerate(tokens) if t.org and t.org.kind in _LOOSE and usable(tokens, i, scopes)]
        local = [token for token in named if token.org and token.org.kind is not OrgKind.NATION]
        if local:
            self.current = self.resolve(local[0])
        elif named or self._central(tokens, scopes):
            self.current = NATION
        elif self.place is None and not self.national:
            self.current = self._opening(tokens, scopes) or self.current

    def _central(self, tokens: Sequence[Token], scopes: frozenset[int]) -> bool:
        words = " ".join(token.text for index, token in enumerate(tokens) if index not in scopes)
        return bool(_NATIONAL.search(words) or (self.place is None and _CENTRAL.search(words)))

    def _remember(self, tokens: Sequence[Token], scopes: frozenset[int]) -> None:
        for index, token in enumerate(tokens):
            if token.org is None or index in scopes or _in_comparison(tokens, index):
                continue
            if token.org.kind is OrgKind.PROVINCE:
                self.province = token.org.name if usable(tokens, index, scopes) else self.province
            elif token.org.kind in _BODIES:
                head = _HEAD_OF_BODY.search(token.org.name.lower())
                if head is not None and (index < _SENTENCE_OPENING or head[0] not in self.bodies):
                    self.bodies[head[0]] = token.org.name

    def _opening(self, tokens: Sequence[Token], scopes: frozenset[int]) -> str | None:
        """The one body a sentence of a text without a province opens with: what follows goes on about it."""
        found = [i for i, t in enumerate(tokens) if t.org and t.org.kind in _BODIES and usable(tokens, i, scopes)]
        return self.resolve(tokens[found[0]]) if len(found) == 1 and found[0] < _SENTENCE_OPENING else None


def usable(tokens: Sequence[Token], index: int, scopes: frozenset[int] = frozenset()) -> bool:
    """The organisation at ``index`` can be a subject: no source, no title, no comparison, no population of a rank."""
    org = tokens[index].org
    if org is None or index in scopes or _in_comparison(tokens, index) or _quoted_source(tokens, index):
        return False
    if _titled(tokens, index, org.kind) or _parent(tokens, index) or yardstick(tokens, index):
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if org.kind in (OrgKind.MINISTRY, OrgKind.DEPARTMENT):
        return after is None or not (after.kind is Kind.WORD and after.low in _PUBLISHING)
    if org.kind is OrgKind.REGION:
        return _predicated(tokens, index)
    return org.kind is not OrgKind.LEVEL or _stands_alone(tokens, index)


def _parent(tokens: Sequence[Token], index: int) -> bool:
    """«phường A, thành phố B», «xã C (huyện D)»: the place a commune lies in."""
    org, before = tokens[index].org, tokens[index - 2].org if index > 1 else None
    if org is None or before is None or before.kind is not OrgKind.DISTRICT:
        return False
    joined = tokens[index - 1].kind in (Kind.COMMA, Kind.OPEN) or tokens[index - 1].text in "-–"
    lower = re.sub(r"^(?:ubnd|ủy ban nhân dân)\s+", "", before.name.lower()).startswith(_COMMUNES)
    higher = org.kind is OrgKind.PROVINCE or not org.name.lower().startswith(_COMMUNES)
    return joined and (lower or org.kind is OrgKind.PROVINCE) and higher


def _titled(tokens: Sequence[Token], index: int, kind: OrgKind) -> bool:
    """«Giám đốc Sở X», «theo Bộ Y», «cao nhất cả nước» name no subject."""
    before = tokens[index - 1].low if index else ""
    if kind is OrgKind.NATION and before.endswith(("nhất", "đầu")):
        return True
    return before in _BEFORE_SOURCE or (kind not in _LOOSE and before in _TITLES)


def _predicated(tokens: Sequence[Token], index: int) -> bool:
    """A region is a subject only with its own predicate: «vùng X đạt …», «đứng thứ hai là vùng Y»."""
    if index and tokens[index - 1].low == "là":
        return True
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return after is not None and (after.cue in ("link", "rank", "rank-word", "change") or after.kind is Kind.OPEN)


def _in_comparison(tokens: Sequence[Token], index: int) -> bool:
    for token in reversed(tokens[max(0, index - 10) : index]):
        if token.kind in (Kind.COMMA, Kind.OPEN, Kind.CLOSE) or token.boundary:
            return False
        if token.cue == "compare":
            return True
    return False


def _quoted_source(tokens: Sequence[Token], index: int) -> bool:
    """«Theo bảng công bố của Bộ X, …»: the body that says it, not the one it is said of."""
    org = tokens[index].org
    if org is None or org.kind not in (OrgKind.MINISTRY, OrgKind.DEPARTMENT):
        return False
    for token in reversed(tokens[max(0, index - 8) : index]):
        if token.kind in (Kind.COMMA, Kind.COLON) or token.boundary:
            return False
        if token.cue == "source":
            return True
    return False


def _stands_alone(tokens: Sequence[Token], index: int) -> bool:
    """A level is the subject when its clause begins with it or it follows «của», not inside «Một cửa cấp huyện»."""
    before = tokens[index - 1] if index else None
    if before is None or before.kind in (Kind.COMMA, Kind.SEMICOLON, Kind.COLON, Kind.OPEN, Kind.STOP):
        return True
    stray = before.kind is Kind.OTHER or len(before.text) == 1  # a slip of typing before the level
    if stray or before.low in {"của", "tại", "ở", "riêng", "trong đó", "đối với", "và", "với"}:
        return True
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return after is not None and after.cue == "link" and after.low.startswith("đạt")


def rank_scopes(frames: Sequence[Frame]) -> frozenset[int]:
    """Token indices that only say among whom something is ranked."""
    items = [item for frame in frames for item in frame.items if item.role is Role.RANK]
    return frozenset(index for item in items for index in range(item.first, item.last))


def find_subject(tokens: Sequence[Token], frame: Frame, floor: int, scope: Scope, scopes: frozenset[int]) -> str | None:
    """Nearest usable organisation: the bracket's owner, the clause, the figure's own words, the sentence, the text."""
    if frame.subjects:
        return "; ".join(name for i in frame.subjects if (name := scope.resolve(tokens[i])))
    presented = _presented(tokens, frame)
    if presented is not None:
        return scope.resolve(tokens[presented])
    if listed(tokens, frame):
        return scope.resolve(tokens[frame.first - 2])
    if nation_of(tokens, frame.first) is not None:
        return NATION
    start = clause_start(tokens, frame.first)
    for low, high, kinds in (
        (max(start, floor), frame.first, _ALL),
        (frame.first, frame.last, _ALL),
        (start, frame.first, _LASTING),
    ):
        found = _nearest(tokens, scopes, low, high, kinds)
        if found is not None:
            return _together(tokens, found, scope)
    found = _owner_after(tokens, frame, scopes)
    if found is None and start > 1 and tokens[start - 1].kind is Kind.OPEN:
        found = _nearest(tokens, scopes, clause_start(tokens, start - 1), start - 1, _LASTING)
    if found is None:
        found = _nearest(tokens, scopes, 0, frame.first, _LOOSE if scope.current else _LASTING)
    return scope.resolve(tokens[found]) if found is not None else scope.current


def _presented(tokens: Sequence[Token], frame: Frame) -> int | None:
    """«đứng thứ hai là X», «vị trí thứ 7 thuộc về Y»: who holds a rank may stand after it."""
    rank = frame.rank
    if rank is None or rank.first != frame.first:
        return None
    after = range(rank.last, min(rank.last + 4, len(tokens)))
    if not any(tokens[index].low in {"là", "thuộc"} for index in after):
        return None
    found = (i for i in after if tokens[i].org is not None)
    blocked = next((i for i in after if tokens[i].boundary or tokens[i].kind is Kind.COMMA), len(tokens))
    return next((i for i in found if i < blocked), None)


def _together(tokens: Sequence[Token], found: int, scope: Scope) -> str | None:
    """«Xã A và phường B đạt 92 điểm» is said of both."""
    names = [scope.resolve(tokens[found])]
    org, index = tokens[found].org, found - 1
    after = tokens[found + 1 : found + 2]
    predicate = bool(after) and (after[0].cue in ("link", "rank", "rank-word", "adverb") or after[0].low == "cùng")
    while predicate and index > 0 and (tokens[index].low == "và" or tokens[index].kind is Kind.COMMA):
        other = tokens[index - 1].org
        if other is None or org is None or other.kind is not org.kind or tokens[index - 2].low in {"là", "về"}:
            break
        names.insert(0, scope.resolve(tokens[index - 1]))
        index -= 2
    return ", ".join(name for name in names if name) or None


def _nearest(
    tokens: Sequence[Token], scopes: frozenset[int], low: int, high: int, kinds: frozenset[OrgKind]
) -> int | None:
    for index in range(high - 1, low - 1, -1):
        org = tokens[index].org
        if org is not None and org.kind in kinds and usable(tokens, index, scopes):
            return index
    return None


def _owner_after(tokens: Sequence[Token], frame: Frame, scopes: frozenset[int]) -> int | None:
    """«99% hồ sơ của Sở Y tế …»: the owner named in the words after the number."""
    for index in range(frame.last, min(len(tokens), frame.last + 14)):
        token = tokens[index]
        if token.boundary or token.kind in (Kind.COMMA, Kind.NUMBER, Kind.OPEN):
            return None
        if token.org is not None and usable(tokens, index, scopes):
            near = tokens[index - 1].cue == "of" or token.org.kind is OrgKind.SELF
            return index if near else None
    return None
