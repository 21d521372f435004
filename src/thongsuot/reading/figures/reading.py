"""Read the figures of a segmented document, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from thongsuot.kernel.figures import Direction, Figure, Qualifier, Span
from thongsuot.kernel.periods import PeriodKind
from thongsuot.reading.figures.assembling import Assembler
from thongsuot.reading.figures.building import Setting, build
from thongsuot.reading.figures.context import DocumentContext
from thongsuot.reading.figures.frames import Frame
from thongsuot.reading.figures.items import Item, Role, UnitKind
from thongsuot.reading.figures.leads import clause_start
from thongsuot.reading.figures.lexing import Lexer, index_pattern
from thongsuot.reading.figures.lists import distribute
from thongsuot.reading.figures.names import Name, find_name
from thongsuot.reading.figures.repeats import index_code, merge_repeats
from thongsuot.reading.figures.roles import read_items
from thongsuot.reading.figures.subjects import NATION, Scope, find_subject, rank_scopes
from thongsuot.reading.figures.table_figures import read_table
from thongsuot.reading.figures.tables import find_tables
from thongsuot.reading.figures.timing import Clock, compared, find_period
from thongsuot.reading.figures.tokens import Kind, Token
from thongsuot.reading.model import Noise, Passage, PassageKind

_SILENT = frozenset({PassageKind.RECIPIENTS, PassageKind.SIGNATURE})
_GOALS = re.compile(r"[\W\dIVX]*(?:các |một số )?(?:mục tiêu|chỉ tiêu)(?! và (?:nhiệm vụ|giải pháp))", re.IGNORECASE)
_LONGEST_NAME = 90  # characters of a title that may stand for an indicator
_REPEATED = "doubled"  # noise that repeats the text: read for its spans only


def read_figures(
    text: str, passages: Sequence[Passage], noise: Sequence[Noise], context: DocumentContext
) -> list[Figure]:
    """Every figure ``text`` states, in reading order, spans verbatim, repeats merged.

    ``passages`` are those of ``segment``; ``noise`` of kind «doubled» adds ``other_spans``, other noise is skipped.
    """
    reader = _Reader(text, context)
    skipped = [entry.span for entry in noise if entry.kind in ("caption", "furniture", "template_hole", "byline")]
    tables = find_tables(text)
    skipped.extend(table.span for table in tables)
    sentences = [figures for passage in passages for figures in reader.passage(passage, skipped)]
    sentences.extend(read_table(table, text, context) for table in tables)
    stated = [figure for figures in sentences for figure in figures]
    for entry in noise:
        if entry.kind == _REPEATED:
            sentences.append(_again(stated, reader, entry.span))
    return merge_repeats(sentences)


def _again(stated: list[Figure], reader: _Reader, span: Span) -> list[Figure]:
    """Figures of a doubled stretch that the text itself states too."""
    known = {(figure.value, figure.unit, figure.rank) for figure in stated}
    return [
        figure
        for figure in reader.sentence(span, [])
        if (figure.value, figure.unit, figure.rank) in known and not any(figure.span.overlaps(f.span) for f in stated)
    ]


class _Reader:
    def __init__(self, text: str, context: DocumentContext) -> None:
        self.text, self.lexer, self.context = text, Lexer(text, context), context
        self.scope, self.clock = Scope(context), Clock(context)
        self.name = ""  # of the last figure of the passage
        self.org: str | None = None
        self.index = _first_index(context.title)  # the index last spoken of in the document
        self.scopes: frozenset[int] = frozenset()
        self.role: str | None = None  # what the section holds
        self.goals = False  # under a heading «Chỉ tiêu cụ thể»
        self.measure = ""  # the last name that was not of a count

    def passage(self, passage: Passage, skipped: Sequence[Span]) -> Iterator[list[Figure]]:
        if passage.kind in _SILENT:
            return
        self.scope.new_passage()
        titled = passage.kind in (PassageKind.HEADING, PassageKind.TITLE)
        self.clock.new_passage(heading=titled, fresh=passage.kind is not PassageKind.LIST_ITEM)
        spans = [sentence.span for sentence in passage.sentences] or [passage.span]
        self.name, self.role = "", passage.role
        if passage.kind in (PassageKind.HEADING, PassageKind.TITLE) and "%" not in passage.text:
            self.goals = _GOALS.match(passage.text) is not None
        for span in spans:
            yield self.sentence(span, skipped)

    def sentence(self, span: Span, skipped: Sequence[Span]) -> list[Figure]:
        tokens = [
            token
            for token in self.lexer.tokens(span)
            if not any(hole.start <= token.start < hole.end for hole in skipped)
        ]
        frames = distribute(tokens, Assembler(tokens).feed(read_items(tokens)))
        self.scopes = rank_scopes(frames)
        self.scope.read(tokens, self.scopes)
        figures: list[Figure] = []
        floor = 0
        for index, frame in enumerate(frames):
            ceiling = frames[index + 1].first if index + 1 < len(frames) else len(tokens)
            name = find_name(tokens, frame, floor, ceiling)
            figure = self._figure(tokens, frame, name, floor, ceiling)
            if not _qualifies(frame):
                floor = max(frame.last, name.last if name else 0)
            if figure is not None and figures and _base(tokens, frame):
                figures[-1] = replace(figures[-1], previous=figure.value)
            figures.extend([figure] if figure is not None else [])
        self.clock.read(tokens)
        self.index = next((token.text for token in tokens if token.kind is Kind.INDEX), self.index)
        return figures

    def _figure(self, tokens: list[Token], frame: Frame, name: Name | None, floor: int, ceiling: int) -> Figure | None:
        if (name is None and _needs_name(frame) and not self.name) or _population(tokens, frame):
            return None
        setting = Setting(
            self.text,
            tokens,
            self._told(tokens, frame, name),
            self._inherited(tokens, frame, vague=name is not None and name.vague),
            self._subject(tokens, frame, floor),
            find_period(tokens, frame, floor, ceiling, self.clock, indexed=_indexed(frame, name)),
        )
        figure = _aimed(build(frame, setting), self.context)
        if (self.goals or self.role == "goals") and not _reached(tokens, frame):
            figure = _goal(figure)
        self.name, self.org = figure.name or self.name, figure.org
        own = name is not None and not name.vague
        if own and frame.lead.role is not Role.COUNT and frame.parts is None:
            self.measure = figure.name or self.measure
        return figure

    def _subject(self, tokens: list[Token], frame: Frame, floor: int) -> str | None:
        if _base(tokens, frame) or frame.part_of is not None:
            return self.org
        lead = frame.lead
        if lead.role in (Role.COUNT, Role.PARTS) and lead.unit.name in _NATIONAL_UNITS:
            return NATION  # «Có 3 tỉnh giảm điểm là …»: provinces are counted across the nation
        return find_subject(tokens, frame, floor, self.scope, self.scopes)

    def _told(self, tokens: list[Token], frame: Frame, name: Name | None) -> Name | None:
        """The name, or for a vague one that of the measure the text has been speaking of."""
        if name is None or not name.vague:
            return name
        telling = any(word in name.text.lower() for word in ("trung bình", "khối"))
        return replace(name, text=self._inherited(tokens, frame, vague=True) or (name.text if telling else ""))

    def _inherited(self, tokens: list[Token], frame: Frame, *, vague: bool) -> str:
        """A figure without a name of its own speaks of the indicator last named, in this sentence or before it."""
        before = [token.text for token in tokens[: frame.first] if token.kind is Kind.INDEX]
        if (
            (frame.rank is not None or frame.lead.unit.kind is UnitKind.SCORE)
            and before
            and index_code(self.name) is None
        ):
            return before[-1]
        after = [token.text for token in tokens[frame.last : frame.last + 8] if token.kind is Kind.INDEX]
        scored = frame.rank is not None or frame.lead.unit.kind is UnitKind.SCORE or frame.change is not None
        if vague or (scored and frame.lead.role is not Role.COUNT):
            named = self.measure or (after[0] if after else self.index)
            return named if vague else named or self.name or _short(self.context.title)
        return self.name or (after[0] if after else self.index) or _short(self.context.title)


def _indexed(frame: Frame, name: Name | None) -> bool:
    """A result of an index: named after one, or a rank, score or grade, which only indices give."""
    if frame.lead.role in (Role.COUNT, Role.PARTS):
        return False
    graded = frame.rank is not None or frame.rank_change is not None or frame.grade is not None
    return graded or frame.lead.unit.kind is UnitKind.SCORE or name is None or index_code(name.text) is not None


def _aimed(figure: Figure, context: DocumentContext) -> Figure:
    """What is to be so by a year after the document's own is an aim: «Đến năm 2030, 100% …»."""
    year = context.document_date.year if context.document_date else context.default_year
    period = figure.period
    if year is None or period is None or period.end is None or figure.status or figure.value is None:
        return figure
    by_year = period.kind is PeriodKind.AS_OF and (period.end.month, period.end.day) == (12, 31)
    if not by_year or period.end.year <= year:
        return figure
    return replace(figure, status="mục tiêu", target=figure.value, target_direction=Direction.AT_LEAST)


def _goal(figure: Figure) -> Figure:
    """A figure of a section of goals is an aim, whatever its wording."""
    if figure.status or figure.value is None or figure.change is not None or figure.unit == "thứ tự":
        return figure
    below = figure.qualifier in (Qualifier.AT_MOST, Qualifier.LESS) or figure.unit == "hạng"
    direction = Direction.AT_MOST if below else Direction.AT_LEAST
    return replace(figure, status="mục tiêu", target=figure.value, target_direction=direction)


def _reached(tokens: list[Token], frame: Frame) -> bool:
    """«hiện đạt 62%», «đã có 15 xã»: what already is, also among goals."""
    before = tokens[max(clause_start(tokens, frame.first), frame.first - 8) : frame.lead.at]
    return any(
        token.low in {"đã", "hiện", "hiện nay", "đến nay", "đã đạt"} or token.cue == "source" for token in before
    )


def _short(title: str | None) -> str:
    """The title names a figure only while it is short enough to be a name; a long one tells a story."""
    return title if title and len(title) <= _LONGEST_NAME else ""


def _first_index(title: str | None) -> str:
    """The index the title speaks of, in its own wording."""
    found = index_pattern().search(title or "")
    if found is None or title is None:
        return ""
    start = found.start()
    named = title[:start].rstrip().lower().endswith("chỉ số") and not found[0].lower().startswith("chỉ số")
    return title[title[:start].lower().rindex("chỉ số") : found.end()] if named else found[0]


def _base(tokens: list[Token], frame: Frame) -> bool:
    """«cao hơn 1,71% so với năm 2022 (86,62%)»: the earlier value of the same statement."""
    bracket = frame.first - 1
    return (
        bracket > 1
        and tokens[bracket].kind is Kind.OPEN
        and tokens[bracket - 1].kind is Kind.PERIOD
        and compared(tokens, bracket - 1)
    )


def _qualifies(frame: Frame) -> bool:
    """«chỉ số trung bình của 17 bộ là …»: a count inside the name of what follows."""
    return frame.lead.role is Role.COUNT and frame.lead.lead.cue == "of"


_EVERYBODY = frozenset({63, 34})  # provinces before and after 1/7/2025
_NATIONAL_UNITS = frozenset({"tỉnh", "bộ"})
_STRUCTURE = frozenset({"cấp", "trụ cột", "khối"})  # «chính quyền 2 cấp», «cả 3 trụ cột»: how something is built


def _population(tokens: list[Token], frame: Frame) -> bool:
    """A number that says among whom or of what parts, and counts nothing: «63 tỉnh», «2 cấp», «tỉnh nào»."""
    lead = frame.lead
    if lead.role is not Role.COUNT or frame.target or frame.change or frame.equal or lead.sign or lead.wanted:
        return False
    asked = bool(lead.value) and any(token.low == "nào" for token in tokens[lead.last : lead.last + 2])
    whole = lead.lead.cue == "of" or tokens[max(0, lead.at - 1)].low in {"toàn bộ", "cả"}
    everybody = whole and lead.unit.name in {"tỉnh", "địa phương"} and lead.value in _EVERYBODY
    return asked or everybody or lead.unit.name in _STRUCTURE


def _needs_name(frame: Frame) -> bool:
    lead: Item = frame.lead
    return lead.role is Role.LEVEL and lead.unit.kind is UnitKind.NONE
