"""Writes a reading into the record: passages, noise, proposed claims, directives, limitations — all or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.kernel.figures import Figure
from thongsuot.reading.model import Directive as ReadDirective
from thongsuot.reading.model import Reading
from thongsuot.registry.claims.models import Claim, ClaimOrigin, ClaimSpan
from thongsuot.registry.claims.shape import claim_fields, spans_of
from thongsuot.registry.directives.models import Directive, Limitation
from thongsuot.registry.documents.models import CleaningNote, Document, Passage
from thongsuot.registry.indicators.matching import IndicatorMatcher
from thongsuot.registry.units.resolving import SubjectResolver


@dataclass(frozen=True, slots=True)
class Written:
    """How much a reading brought, for the log and the screen."""

    claims: list[Claim]
    directives: int
    limitations: int
    noise: int


@dataclass(frozen=True, slots=True)
class Recorder:
    """Holds the look-ups that one import builds once and every document of it uses."""

    subjects: SubjectResolver
    indicators: IndicatorMatcher

    def write(self, document: Document, reading: Reading) -> Written:
        """Rows of one document. The caller holds the transaction."""
        Passage.objects.bulk_create(_passages(document, reading))
        CleaningNote.objects.bulk_create(_notes(document, reading))
        claims = self._write_claims(document, reading.figures)
        directives = self._write_directives(document, reading.directives)
        limitations = Limitation.objects.bulk_create(self._limitations(document, reading))
        return Written(claims, directives, len(limitations), len(reading.noise))

    def _write_claims(self, document: Document, figures: Iterable[Figure]) -> list[Claim]:
        figures = list(figures)
        claims = Claim.objects.bulk_create([self._claim(document, figure) for figure in figures])
        spans = []
        for claim, figure in zip(claims, figures, strict=True):
            for span in spans_of(figure):
                span.claim = claim
                span.quote = span.quote or document.text[span.start : span.end]
                spans.append(span)
        ClaimSpan.objects.bulk_create(spans)
        return claims

    def _claim(self, document: Document, figure: Figure) -> Claim:
        ends = figure.period.end if figure.period else None
        # A goal for 2025 told in 2022 is about the unit of 2022, whatever became of it since.
        on = min(filter(None, (ends, document.dated)), default=None)
        return Claim(
            document=document,
            origin=ClaimOrigin.READING,
            subject_id=self.subjects.resolve(figure.org, on, within=document.unit_id),
            indicator_id=self.indicators.match(figure.name, figure.unit),
            is_public=document.is_public,
            is_sample=document.is_sample,
            **claim_fields(figure),
        )

    def _write_directives(self, document: Document, directives: Iterable[ReadDirective]) -> int:
        """Parents before children, since a child points at its parent's row."""
        by_start: dict[int, Directive] = {}
        ordered = sorted(directives, key=lambda one: (one.parent_start is not None, one.span.start))
        for read in ordered:
            row = self._directive(document, read)
            row.parent = by_start.get(read.parent_start) if read.parent_start is not None else None
            row.save()
            if read.parent_start is None:
                by_start[read.span.start] = row
        return len(ordered)

    def _directive(self, document: Document, read: ReadDirective) -> Directive:
        return Directive(
            document=document,
            start=read.span.start,
            end=read.span.end,
            quote=read.quote,
            text=read.text,
            kind=read.kind.value,
            assignee_text=(read.assignee or "")[:500],
            assignee_id=self.subjects.resolve(read.assignee, document.dated, within=document.unit_id),
            coordinating=list(read.coordinating),
            deadline=read.deadline,
            deadline_text=(read.deadline_text or "")[:160],
            speaker=(read.speaker or "")[:255],
            section=(read.section or "")[:40],
            cue=read.cue[:255],
            confidence=Decimal(str(round(read.confidence, 2))),
            quantity=(read.quantity or "")[:80],
            note=(read.note or "")[:255],
        )

    def _limitations(self, document: Document, reading: Reading) -> list[Limitation]:
        return [
            Limitation(
                document=document,
                start=read.span.start,
                end=read.span.end,
                quote=read.quote,
                text=read.text,
                unit_text=(read.org or "")[:255],
                unit_id=self.subjects.resolve(read.org, document.dated, within=document.unit_id),
                cue=read.cue[:255],
            )
            for read in reading.limitations
        ]


def _passages(document: Document, reading: Reading) -> list[Passage]:
    return [
        Passage(
            document=document,
            kind=passage.kind.value,
            anchor=passage.anchor,
            section=passage.section or "",
            role=passage.role or "",
            speaker=(passage.speaker or "")[:255],
            start=passage.span.start,
            end=passage.span.end,
        )
        for passage in reading.passages
    ]


def _notes(document: Document, reading: Reading) -> list[CleaningNote]:
    return [
        CleaningNote(
            document=document, kind=noise.kind, start=noise.span.start, end=noise.span.end, reason=noise.reason
        )
        for noise in reading.noise
    ]
