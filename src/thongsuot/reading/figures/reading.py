"""Read the figures of a segmented document, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from thongsuot.kernel.figures import Figure, Span
from thongsuot.reading.figures.building import Setting, build
from thongsuot.reading.figures.context import DocumentContext
from thongsuot.reading.figures.frames import Assembler, Frame
from thongsuot.reading.figures.items import Item, Role, UnitKind
from thongsuot.reading.figures.lexing import tokenize
from thongsuot.reading.figures.names import find_name
from thongsuot.reading.figures.repeats import index_code, merge_repeats
from thongsuot.reading.figures.roles import read_items
from thongsuot.reading.figures.subjects import Scope, find_subject
from thongsuot.reading.figures.timing import Clock, find_period
from thongsuot.reading.figures.tokens import Kind, Token
from thongsuot.reading.model import Noise, Passage, PassageKind

_SILENT = frozenset({PassageKind.RECIPIENTS, PassageKind.SIGNATURE})
_REPEATED = "doubled"  # noise that repeats the text: read for its spans only


def read_figures(
    text: str, passages: Sequence[Passage], noise: Sequence[Noise], context: DocumentContext
) -> list[Figure]:
    """Every figure ``text`` states, in reading order, spans verbatim, repeats merged.

    ``passages`` are those of ``segment``; ``noise`` of kind «doubled» adds ``other_spans``, other noise is skipped.
    """
    reader = _Reader(text, context)
    skipped = [entry.span for entry in noise if entry.kind in ("caption", "furniture", "template_hole", "byline")]
    figures = [figure for passage in passages for figure in reader.passage(passage, skipped)]
    repeated = [entry.span for entry in noise if entry.kind == _REPEATED]
    for span in repeated:
        figures.extend(_again(figures, reader, span))
    return merge_repeats(figures)


def _again(figures: list[Figure], reader: _Reader, span: Span) -> Iterator[Figure]:
    known = {(figure.value, figure.unit, figure.rank) for figure in figures}
    for figure in reader.sentence(span, []):
        if (figure.value, figure.unit, figure.rank) in known and not any(figure.span.overlaps(f.span) for f in figures):
            yield figure


class _Reader:
    def __init__(self, text: str, context: DocumentContext) -> None:
        self.text, self.context = text, context
        self.scope, self.clock = Scope(context), Clock(context)
        self.name = ""

    def passage(self, passage: Passage, skipped: Sequence[Span]) -> Iterator[Figure]:
        if passage.kind in _SILENT:
            return
        self.scope.new_passage()
        if passage.kind is PassageKind.HEADING:
            self.clock.new_section()
        spans = [sentence.span for sentence in passage.sentences] or [passage.span]
        self.name = ""
        for span in spans:
            yield from self.sentence(span, skipped)

    def sentence(self, span: Span, skipped: Sequence[Span]) -> list[Figure]:
        text = self.text[span.start : span.end]
        tokens = [
            token
            for token in tokenize(text, span.start, self.context)
            if not any(hole.start <= token.start < hole.end for hole in skipped)
        ]
        self.scope.read(tokens, text)
        frames = Assembler(tokens).feed(read_items(tokens))
        figures = [self._figure(tokens, frames, index) for index in range(len(frames))]
        self.clock.read(tokens)
        return [figure for figure in figures if figure is not None]

    def _figure(self, tokens: list[Token], frames: list[Frame], index: int) -> Figure | None:
        frame = frames[index]
        floor = frames[index - 1].last if index else 0
        ceiling = frames[index + 1].first if index + 1 < len(frames) else len(tokens)
        name = find_name(tokens, frame, floor, ceiling)
        if name is None and _needs_name(frame) and not self.name:
            return None
        setting = Setting(
            self.text,
            tokens,
            name,
            self._inherited(tokens, frame),
            find_subject(tokens, frame, floor, self.scope),
            find_period(tokens, frame, floor, ceiling, self.clock),
        )
        figure = build(frame, setting)
        self.name = figure.name or self.name
        return figure

    def _inherited(self, tokens: list[Token], frame: Frame) -> str:
        """A figure without a name of its own speaks of the indicator last named, in this sentence or before it."""
        if frame.rank is not None or frame.lead.unit.kind is UnitKind.SCORE:
            before = [token.text for token in tokens[: frame.first] if token.kind is Kind.INDEX]
            if before and index_code(self.name) is None:
                return before[-1]
        return self.name


def _needs_name(frame: Frame) -> bool:
    lead: Item = frame.lead
    return lead.role is Role.LEVEL and lead.unit.kind is UnitKind.NONE
