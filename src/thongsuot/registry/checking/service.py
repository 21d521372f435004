"""Reads a pasted text and holds each of its figures against the record. Keeps nothing of the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thongsuot.kernel.consistency.model import Finding, Severity
from thongsuot.kernel.figures import Figure
from thongsuot.platform.access.actors import Actor
from thongsuot.reading.check import check_reading
from thongsuot.reading.model import Reading
from thongsuot.reading.reader import read_text
from thongsuot.registry.checking.domain import Candidate, Judgement, Verdict, judge
from thongsuot.registry.claims import queries as claims
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.claims.shape import figure_of
from thongsuot.registry.documents.domain import Mark, MarkKind, Piece, pieces
from thongsuot.registry.indicators.queries import matcher
from thongsuot.registry.units.resolving import SubjectResolver


@dataclass(frozen=True, slots=True)
class CheckedFigure:
    number: int  # its place in the text, from 1; the page links by it
    figure: Figure
    verdict: Verdict
    claim: Claim | None
    doubts: list[Finding]


@dataclass(frozen=True, slots=True)
class CheckedText:
    paragraphs: list[list[tuple[Piece, CheckedFigure | None]]]
    figures: list[CheckedFigure]
    findings: list[Finding]

    def count(self, verdict: Verdict) -> int:
        return sum(one.verdict is verdict for one in self.figures)

    @property
    def counts(self) -> list[tuple[Verdict, int]]:
        return [(verdict, self.count(verdict)) for verdict in Verdict if self.count(verdict)]


def check_against_record(actor: Actor, text: str) -> CheckedText:
    reading = read_text(text)
    findings = check_reading(reading)
    judge_one = _Judge(actor, reading, findings)
    ordered = sorted(reading.figures, key=lambda one: one.span.start)
    checked = [judge_one(number, figure) for number, figure in enumerate(ordered, 1)]
    return CheckedText(_paragraphs(reading, checked), checked, findings)


class _Judge:
    def __init__(self, actor: Actor, reading: Reading, findings: Iterable[Finding]) -> None:
        self._actor = actor
        self._subjects = SubjectResolver()
        self._indicators = matcher()
        self._place = self._subjects.resolve(reading.place, reading.meeting.date)
        self._doubts = [one for one in findings if one.severity is not Severity.NOTE]
        self._cells: dict[tuple[int, date], list[Claim]] = {}

    def __call__(self, number: int, figure: Figure) -> CheckedFigure:
        doubts = [one for one in self._doubts if one.span.overlaps(figure.value_span or figure.span)]
        kept = self._same_cell(figure)
        candidates = [Candidate(one.pk, one.indicator_id, figure_of(one)) for one in kept]
        found: Judgement = judge(
            figure, self._indicators.match(figure.name, figure.unit), candidates, doubted=bool(doubts)
        )
        claim = next((one for one in kept if one.pk == found.claim), None)
        return CheckedFigure(number, figure, found.verdict, claim, doubts)

    def _same_cell(self, figure: Figure) -> list[Claim]:
        end = figure.period.end if figure.period else None
        subject = self._subjects.resolve(figure.org, end, within=self._place)
        if subject is None or end is None:
            return []
        if (subject, end) not in self._cells:
            self._cells[subject, end] = claims.of_cell(self._actor, subject, end)
        return self._cells[subject, end]


def _paragraphs(reading: Reading, checked: list[CheckedFigure]) -> list[list[tuple[Piece, CheckedFigure | None]]]:
    by_number = {one.number: one for one in checked}
    marks = [
        Mark(MarkKind.CLAIM, span.start, span.end, one.number)
        for one in checked
        for span in (one.figure.value_span or one.figure.span, *one.figure.other_spans)
    ]
    return [
        [(piece, by_number.get(piece.claim or 0)) for piece in pieces(reading.text, p.span.start, p.span.end, marks)]
        for p in reading.passages
    ]
