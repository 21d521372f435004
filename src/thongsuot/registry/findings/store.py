"""Runs the consistency engine over a document and keeps what it doubts; answered doubts stay answered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.db.models import Q

from thongsuot.kernel.consistency.contradictions import contradiction
from thongsuot.kernel.consistency.model import Finding as Doubt
from thongsuot.reading.check import check_reading
from thongsuot.reading.model import Reading
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.claims.shape import figure_of
from thongsuot.registry.documents.models import Document
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.findings.models import Finding

_GONE = (ReviewStatus.REJECTED, ReviewStatus.SUPERSEDED)


def examine(document: Document, reading: Reading) -> int:
    """Keep what the engine doubts of a document just read; how many findings. The caller holds the transaction."""
    claims = list(document.claims.prefetch_related("spans"))
    for doubt in check_reading(reading):
        row, created = Finding.objects.get_or_create(document=document, digest=_digest(doubt), defaults=_columns(doubt))
        if created:
            row.claims.set(_touched(claims, doubt))
    for claim in claims:
        compare(claim)
    return document.findings.count()


ACROSS = "contradiction_across"


def compare(claim: Claim) -> None:
    """The same indicator, unit and period in two documents must not say two things (J12, §5.4).

    Run again whenever a person changes what a claim says or whether it counts.
    """
    claim.findings.filter(dismissed_at__isnull=True, kind=ACROSS).delete()
    if claim.status in _GONE:
        return
    for other in _same_cell(claim):
        for doubt in contradiction([figure_of(claim), figure_of(other)]):
            _keep_across(claim, other, doubt)


def _same_cell(claim: Claim) -> Iterable[Claim]:
    if claim.subject_id is None or claim.indicator_id is None or claim.period_end is None:
        return []
    same = Q(
        subject=claim.subject_id,
        indicator=claim.indicator_id,
        period_start=claim.period_start,
        period_end=claim.period_end,
    )
    return Claim.objects.filter(same).exclude(document=claim.document_id).exclude(status__in=_GONE)[:20]


def _keep_across(claim: Claim, other: Claim, doubt: Doubt) -> None:
    span = claim.spans.first()
    columns = _columns(doubt) | {
        "kind": ACROSS,
        "quote": span.quote if span else "",
        "start": span.start if span else None,
        "end": span.end if span else None,
    }
    digest = hashlib.sha256(f"{ACROSS}:{claim.pk}:{other.pk}".encode()).hexdigest()
    row, created = Finding.objects.get_or_create(document=claim.document, digest=digest, defaults=columns)
    if created:
        row.claims.set([claim, other])


def _columns(doubt: Doubt) -> dict[str, object]:
    return {
        "kind": str(doubt.kind),
        "severity": str(doubt.severity),
        "start": doubt.span.start,
        "end": doubt.span.end,
        "quote": doubt.quote,
        "message": doubt.message,
        "question": doubt.question,
    }


def _digest(doubt: Doubt) -> str:
    return hashlib.sha256(f"{doubt.kind}:{doubt.span.start}:{doubt.quote}".encode()).hexdigest()


def _touched(claims: Iterable[Claim], doubt: Doubt) -> list[Claim]:
    """Claims whose number stands inside the doubted words."""
    return [claim for claim in claims if any(_inside(span, doubt) for span in claim.spans.all())]


def _inside(span: object, doubt: Doubt) -> bool:
    start = getattr(span, "value_start", None)
    start = getattr(span, "start", None) if start is None else start
    return start is not None and doubt.span.start <= start < doubt.span.end
