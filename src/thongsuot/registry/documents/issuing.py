"""A paper of our own, kept as everybody will read it: the printed text, its passages, orders, limits and figures.

Nothing is read here: who made the paper knows each stretch. Orders and limits are confirmed by whoever issues it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from thongsuot.registry.claims.models import ClaimCitation
from thongsuot.registry.directives.models import Directive, Limitation
from thongsuot.registry.documents.models import Document, DocumentKind, DocumentStatus, Passage
from thongsuot.registry.documents.searching import index_document
from thongsuot.registry.fields import ReviewStatus


@dataclass(frozen=True, slots=True)
class IssuedPassage:
    kind: str
    anchor: str
    start: int
    end: int
    section: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class IssuedDirective:
    """``text[start:end]`` is the order; ``kind`` of ``DirectiveKind``; ``parent`` counts in the same list."""

    start: int
    end: int
    kind: str
    section: str = ""
    assignee_id: int | None = None
    assignee_text: str = ""
    coordinating: tuple[str, ...] = ()
    deadline: date | None = None
    deadline_text: str = ""
    speaker: str = ""
    quantity: str = ""
    note: str = ""
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class IssuedLimitation:
    start: int
    end: int
    unit_id: int | None = None
    unit_text: str = ""


@dataclass(frozen=True, slots=True)
class IssuedFigure:
    """``text[start:end]`` prints the claim."""

    claim_id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    key: str
    title: str
    number: str
    dated: date
    unit_id: int
    source_name: str
    text: str
    passages: tuple[IssuedPassage, ...]
    directives: tuple[IssuedDirective, ...] = ()
    limitations: tuple[IssuedLimitation, ...] = ()
    figures: tuple[IssuedFigure, ...] = ()
    meeting: dict[str, Any] | None = None
    is_sample: bool = False
    file_name: str = ""
    file_digest: str = ""


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """Numbers of the rows; ``directive_ids`` in the order given."""

    document_id: int
    key: str
    directive_ids: tuple[int, ...]


def keep_issued(paper: IssuedPaper, by: int | None, at: datetime) -> KeptPaper:
    """The paper as a public notice of conclusion, everything in it confirmed. Caller's transaction and event."""
    document = Document.objects.create(
        key=paper.key,
        title=paper.title[:500],
        kind=DocumentKind.NOTICE,
        number=paper.number[:80],
        dated=paper.dated,
        unit_id=paper.unit_id,
        source_name=paper.source_name[:255],
        text=paper.text,
        digest=hashlib.sha256(paper.text.encode()).hexdigest(),
        file_name=paper.file_name[:255],
        file_digest=paper.file_digest,
        meeting=paper.meeting,
        status=DocumentStatus.REVIEWED,
        is_public=True,
        is_sample=paper.is_sample,
        added_by_id=by,
    )
    Passage.objects.bulk_create(
        Passage(
            document=document,
            kind=one.kind,
            anchor=one.anchor,
            start=one.start,
            end=one.end,
            section=one.section[:40],
            role=one.role,
        )
        for one in paper.passages
    )
    confirmed = {"status": ReviewStatus.CONFIRMED, "reviewed_by_id": by, "reviewed_at": at}
    directives = Directive.objects.bulk_create([_directive(document, one, confirmed) for one in paper.directives])
    _tie_children(paper, directives)
    Limitation.objects.bulk_create([_limitation(document, one, confirmed) for one in paper.limitations])
    ClaimCitation.objects.bulk_create(
        ClaimCitation(document=document, claim_id=one.claim_id, start=one.start, end=one.end) for one in paper.figures
    )
    index_document(document)
    return KeptPaper(document.pk, document.key, tuple(one.pk for one in directives))


def _tie_children(paper: IssuedPaper, rows: list[Directive]) -> None:
    children = []
    for one, row in zip(paper.directives, rows, strict=True):
        if one.parent is not None:
            row.parent = rows[one.parent]
            children.append(row)
    Directive.objects.bulk_update(children, ["parent"])


def _directive(document: Document, one: IssuedDirective, confirmed: dict[str, Any]) -> Directive:
    words = document.text[one.start : one.end]
    return Directive(
        document=document,
        start=one.start,
        end=one.end,
        quote=words,
        text=words,
        kind=one.kind,
        section=one.section[:40],
        assignee_id=one.assignee_id,
        assignee_text=one.assignee_text[:500],
        coordinating=list(one.coordinating),
        deadline=one.deadline,
        deadline_text=one.deadline_text[:160],
        speaker=one.speaker[:255],
        quantity=one.quantity[:80],
        note=one.note[:255],
        confidence=1,
        **confirmed,
    )


def _limitation(document: Document, one: IssuedLimitation, confirmed: dict[str, Any]) -> Limitation:
    words = document.text[one.start : one.end]
    return Limitation(
        document=document,
        start=one.start,
        end=one.end,
        quote=words,
        text=words,
        unit_id=one.unit_id,
        unit_text=one.unit_text[:255],
        **confirmed,
    )
