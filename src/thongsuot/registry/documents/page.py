"""What a document page shows: passages cut into pieces, each piece with the row behind it."""

from __future__ import annotations

from dataclasses import dataclass

from thongsuot.platform.access.actors import Actor
from thongsuot.registry.claims.models import Claim, ClaimCitation
from thongsuot.registry.directives.following import FollowUp, follow_ups
from thongsuot.registry.directives.models import Directive, Limitation
from thongsuot.registry.documents import queries
from thongsuot.registry.documents.domain import Mark, MarkKind, Piece, pieces
from thongsuot.registry.documents.models import Document, Passage
from thongsuot.registry.findings.models import Finding


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """``noise`` is the reason when the piece was set aside."""

    text: str
    claim: Claim | None
    statement: Claim | None
    directive: Directive | None
    limitation: Limitation | None
    noise: str | None
    last_of_directive: bool
    follow_up: FollowUp | None


@dataclass(frozen=True, slots=True)
class ShownPassage:
    kind: str
    anchor: str
    speaker: str
    pieces: list[ShownPiece]

    @property
    def is_noise(self) -> bool:
        """Nothing but set-aside text, which the page folds away and the cleaning log lists."""
        return all(piece.noise is not None or not piece.text.strip() for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class DocumentPage:
    document: Document
    passages: list[ShownPassage]
    claims: list[Claim]
    directives: list[Directive]
    limitations: list[Limitation]
    findings: list[Finding]
    follow_ups: dict[int, FollowUp]

    @property
    def open_findings(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.dismissed_at is None]


def document_page(actor: Actor, document: Document) -> DocumentPage:
    claims = queries.claims_of(actor, document)
    directives = queries.directives_of(actor, document)
    limitations = queries.limitations_of(actor, document)
    chips = follow_ups(actor, [one.pk for one in directives])
    citations = queries.citations_of(actor, document)
    painter = _Painter(document, claims, directives, limitations, chips, citations)
    passages = [painter.passage(one) for one in document.passages.order_by("start")]
    findings = queries.findings_of(actor, document)
    return DocumentPage(document, passages, claims, directives, limitations, findings, chips)


class _Painter:
    def __init__(
        self,
        document: Document,
        claims: list[Claim],
        directives: list[Directive],
        limitations: list[Limitation],
        chips: dict[int, FollowUp],
        citations: list[ClaimCitation],
    ) -> None:
        self._text = document.text
        self._chips = chips
        self._claims = {one.pk: one for one in (*claims, *(cited.claim for cited in citations))}
        self._directives = {one.pk: one for one in directives}
        self._limitations = {one.pk: one for one in limitations}
        self._marks = [
            *(mark for one in claims for mark in _claim_marks(one)),
            *(Mark(MarkKind.CLAIM, one.start, one.end, one.claim.pk) for one in citations),
            *(Mark(MarkKind.DIRECTIVE, one.start, one.end, one.pk) for one in directives),
            *(Mark(MarkKind.LIMITATION, one.start, one.end, one.pk) for one in limitations),
            *(Mark(MarkKind.NOISE, one.start, one.end, one.reason) for one in document.noise.all()),
        ]

    def passage(self, passage: Passage) -> ShownPassage:
        cut = pieces(self._text, passage.start, passage.end, self._marks)
        return ShownPassage(passage.kind, passage.anchor, passage.speaker, [self._shown(piece) for piece in cut])

    def _shown(self, piece: Piece) -> ShownPiece:
        return ShownPiece(
            piece.text,
            self._claims.get(piece.claim) if piece.claim else None,
            self._claims.get(piece.statement) if piece.statement else None,
            self._directives.get(piece.directive) if piece.directive else None,
            self._limitations.get(piece.limitation) if piece.limitation else None,
            piece.noise,
            piece.last_of_directive,
            self._chips.get(piece.directive) if piece.directive else None,
        )


def _claim_marks(claim: Claim) -> list[Mark]:
    """The number where it is known, else the whole stretch; repeats of the statement are marked too (T3)."""
    marks = []
    for span in claim.spans.all():
        start = span.start if span.value_start is None else span.value_start
        end = span.end if span.value_end is None else span.value_end
        if start is not None and end is not None:
            marks.append(Mark(MarkKind.CLAIM, start, end, claim.pk))
        if span.start is not None and span.end is not None:
            marks.append(Mark(MarkKind.STATEMENT, span.start, span.end, claim.pk))
    return marks
