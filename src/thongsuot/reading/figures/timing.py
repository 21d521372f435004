"""Which period a figure is of, and what its change is measured from."""

from __future__ import annotations

from collections.abc import Sequence

from thongsuot.kernel.periods import Period, PeriodKind
from thongsuot.reading.figures.context import DocumentContext
from thongsuot.reading.figures.frames import Frame
from thongsuot.reading.figures.items import Item
from thongsuot.reading.figures.leads import clause_start
from thongsuot.reading.figures.tokens import Kind, Token

_OPENING = 8  # tokens within which a period opens its sentence


class Clock:
    """The period the text has been speaking of: heading, opening of an earlier sentence, the document."""

    def __init__(self, context: DocumentContext) -> None:
        self.default = context.default_period
        self.lasting: Period | None = None  # of the heading or of the last sentence that opened with one
        self.passing: Period | None = None  # named inside a sentence: holds to the end of its paragraph
        self.indexed: Period | None = None  # of an index result: holds for no other indicator
        self.heading = False
        self.first: Period | None = None  # the first the text names: of use where nothing nearer stands

    def new_passage(self, *, heading: bool, fresh: bool) -> None:
        """``fresh``: no list item, which goes on with what was said before the list."""
        self.heading, self.passing = heading, None
        if fresh:
            self.indexed = None

    def read(self, tokens: Sequence[Token]) -> None:
        """Remember what a sentence says of time for the sentences after it."""
        for index in range(len(tokens)):
            period = tokens[index].period
            if (
                period is None
                or period.kind is PeriodKind.STAGE
                or not _reporting(tokens, index)
                or compared(tokens, index)
            ):
                continue
            if self.current is not None and not self.heading and of_index(tokens, index):
                self.indexed = period
                continue
            if self.first is None and not _aimed(tokens, index) and period.end is not None:
                self.first = period
            if _aimed(tokens, index) or (period.end is None and period.kind is PeriodKind.AS_OF):
                self.passing = self.passing if _aimed(tokens, index) else period
            elif self.heading or index < _OPENING:
                self.lasting = self.passing = period
            else:
                self.passing = period
            return

    @property
    def current(self) -> Period | None:
        return self.passing or self.lasting or self.default or self.first


def _aimed(tokens: Sequence[Token], index: int) -> bool:
    """A period up to which something is wanted is not the one results are of."""
    return any(token.cue == "target" for token in tokens[max(0, index - 4) : index])


def _reporting(tokens: Sequence[Token], index: int) -> bool:
    """A period figures may be of: not the day of a document or of the meeting, nor the name of a stage."""
    period = tokens[index].period
    if period is None or period.kind is PeriodKind.DAY:
        return False
    if index and tokens[index - 1].low == "trước":
        return False  # «từ trước đến nay»
    return not any(token.kind is Kind.MASK for token in tokens[max(0, index - 2) : index])


def compared(tokens: Sequence[Token], index: int) -> bool:
    """The period at ``index`` is what something is compared with."""
    if index and tokens[index - 1].cue == "change" and tokens[index - 1].low.endswith("hơn"):
        return True  # «địa phương có chỉ số cao hơn năm 2022»
    for back, token in enumerate(reversed(tokens[max(0, index - 12) : index])):
        if token.cue == "compare":
            return True
        if (
            token.kind in (Kind.COMMA, Kind.OPEN, Kind.CLOSE)
            or token.boundary
            or (token.kind is Kind.NUMBER and back > 0)
        ):
            return False
    return False


def of_index(tokens: Sequence[Token], index: int) -> bool:
    """The year at ``index`` is that of an index result: «Chỉ số PAR INDEX (của tỉnh) năm 2021»."""
    for token in reversed(tokens[max(0, index - 5) : index]):
        if token.kind is Kind.INDEX:
            return True
        if token.boundary or token.kind in (Kind.COMMA, Kind.NUMBER, Kind.COLON):
            return False
    return False


def find_period(
    tokens: Sequence[Token], frame: Frame, floor: int, ceiling: int, clock: Clock, *, indexed: bool
) -> Period | None:
    """Nearest period in the clause before the value, then after it, then in the sentence, then the text's own."""
    start = max(clause_start(tokens, frame.first), floor)
    main = frame.lead.at
    if frame.period_at is not None:
        return tokens[frame.period_at].period
    beside = _beside(tokens, frame)
    if beside is not None:
        return beside
    spans = (range(main - 1, start - 1, -1), range(main, _clause_end(tokens, main, ceiling)), range(start - 1, -1, -1))
    near = [index for span in spans for index in span if _usable(tokens, index, frame)]
    own = next((index for index in near if indexed or not of_index(tokens, index)), None)
    if own is not None:
        return tokens[own].period
    return (clock.indexed if indexed else None) or clock.current or (tokens[near[0]].period if near else None)


def _usable(tokens: Sequence[Token], index: int, frame: Frame) -> bool:
    if tokens[index].period is None or not _reporting(tokens, index) or _of_earlier(index, frame):
        return False
    return not compared(tokens, index) or _base_of_own(tokens, index, frame)


def _of_earlier(index: int, frame: Frame) -> bool:
    """The period of the value a figure has come from: «tăng từ 82,9 điểm của năm 2022»."""
    return any(
        before is not None and before.last <= index <= before.last + 2 for before in (frame.came_from, frame.rank_from)
    )


def _beside(tokens: Sequence[Token], frame: Frame) -> Period | None:
    """A period that touches the value: «lên 80% năm 2023», «so với năm 2022 (86,62%)»."""
    if frame.main is None and frame.rank is None:
        return None
    last = frame.main.last if frame.main else frame.rank.last if frame.rank else frame.last
    after = [token for token in tokens[last : last + 2] if token.low not in {"vào", "trong", "của", "ở"}][:1]
    if after and after[0].period is not None and after[0].period.kind is not PeriodKind.DAY:
        return after[0].period
    bracket = frame.first - 1
    if bracket > 0 and tokens[bracket].kind is Kind.OPEN:
        return tokens[bracket - 1].period
    return None


def _base_of_own(tokens: Sequence[Token], index: int, frame: Frame) -> bool:
    """«(so với 6 tháng đầu năm 2022, tỷ lệ … chỉ có 0%)»: the compared period is the figure's own."""
    return (
        index < frame.first
        and any(token.kind is Kind.COMMA for token in tokens[index : frame.first])
        and (tokens[max(0, index - 2)].kind is Kind.OPEN or tokens[max(0, index - 1)].kind is Kind.OPEN)
    )


def _clause_end(tokens: Sequence[Token], start: int, ceiling: int) -> int:
    for index in range(start, min(len(tokens), ceiling)):
        if tokens[index].boundary or tokens[index].kind in (Kind.CLOSE, Kind.OPEN):
            return index
    return min(len(tokens), ceiling)


def change_base(tokens: Sequence[Token], change: Item | None) -> str | None:
    """The words after «so với» that follow a change: «năm 2021», «cùng kỳ năm trước»."""
    if change is None:
        return None
    for index in range(change.last, min(len(tokens), change.last + 10)):
        token = tokens[index]
        if token.cue == "compare":
            return _base_words(tokens, index)
        if token.boundary or (token.kind is Kind.NUMBER and index > change.last + 2):
            return None
    return None


def _base_words(tokens: Sequence[Token], index: int) -> str | None:
    opening = tokens[index].text.split(maxsplit=2)[2:] if tokens[index].low.startswith("so với ") else []
    last = index + 1
    while last < len(tokens) and last < index + 14:
        token = tokens[last]
        numbered = token.kind is Kind.NUMBER and tokens[last - 1].low not in {"tuần", "tháng", "kỳ", "quý", "lần"}
        ends = token.boundary or numbered or token.kind in (Kind.COMMA, Kind.CLOSE, Kind.OPEN)
        if ends or token.cue in ("change", "rank") or token.low in {"và", "nhưng", "theo đó"}:
            break
        last += 1
    words = [*opening, *(token.text for token in tokens[index + 1 : last])]
    return " ".join(words) or None
