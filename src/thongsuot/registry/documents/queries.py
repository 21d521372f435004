"""The only ways to fetch documents and what hangs on them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thongsuot.kernel.consistency.model import Severity
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.claims.models import Claim, ClaimCitation, ClaimSpan
from thongsuot.registry.claims.queries import visible_to as claims_visible_to
from thongsuot.registry.directives.models import Directive, Limitation
from thongsuot.registry.documents.models import Document, DocumentKind, DocumentStatus
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.findings.models import Finding

NEWEST_FIRST = (F("dated").desc(nulls_last=True), "-id")


@access(Document)
def visible_to(actor: Actor) -> QuerySet[Document]:
    """Public documents for everybody; drafts within the branches where the actor may read drafts, and one's own."""
    own = Q(added_by=actor.id) if actor.id else Q(pk__in=[])
    drafts = within_branches(actor, Permission.DOCUMENT_READ_DRAFT, "unit__path")
    return Document.objects.filter(Q(is_public=True) | own | drafts)


@access(Document)
def get_for(actor: Actor, key: str) -> Document:
    return one_of(visible_to(actor).select_related("unit", "added_by"), key=key)


@access(Document)
def latest(actor: Actor, limit: int) -> list[Document]:
    """The newest papers to read; published tables are found under the results."""
    papers = visible_to(actor).exclude(kind=DocumentKind.RESULT_TABLE).select_related("unit").defer("text")
    return list(papers.order_by(*NEWEST_FIRST)[:limit])


def with_counts(documents: QuerySet[Document]) -> QuerySet[Document]:
    """Adds how many figures and orders each document holds, counted for the rows of the page alone."""
    figures = Claim.objects.exclude(status__in=(ReviewStatus.REJECTED, ReviewStatus.SUPERSEDED))
    orders = Directive.objects.exclude(status=ReviewStatus.REJECTED)
    return documents.defer("text").annotate(claim_count=_count(figures), directive_count=_count(orders))


def _count(rows: QuerySet[Any]) -> Coalesce:
    """A count of its own for each document: joined counts would multiply claims by orders over the whole table."""
    own = rows.filter(document=OuterRef("pk")).order_by().values("document")
    return Coalesce(Subquery(own.annotate(count=Count("pk")).values("count")), 0, output_field=IntegerField())


@access(Document)
def waiting(actor: Actor) -> QuerySet[Document]:
    """Documents this person may confirm and that still wait, newest first, with the counts of what waits."""
    mine = Q(added_by=actor.id) if actor.id else Q(pk__in=[])
    for permission in (Permission.CLAIM_CONFIRM, Permission.DIRECTIVE_CONFIRM):
        mine |= within_branches(actor, permission, "unit__path")
    proposed = {"status": ReviewStatus.PROPOSED}
    serious = Finding.objects.filter(dismissed_at__isnull=True).exclude(severity=Severity.NOTE)
    return (
        visible_to(actor)
        .filter(mine, status=DocumentStatus.IN_REVIEW)
        .select_related("unit")
        .defer("text")
        .annotate(
            claims_waiting=_count(Claim.objects.filter(**proposed)),
            directives_waiting=_count(Directive.objects.filter(**proposed)),
            findings_open=_count(serious),
        )
        .order_by("-added_at", "-id")
    )


@access(Claim)
def claims_of(actor: Actor, document: Document) -> list[Claim]:
    """Claims of a document in reading order, with their spans; rejected ones only for those who may confirm."""
    claims = document.claims.exclude(status=ReviewStatus.SUPERSEDED)
    if not actor.can(Permission.CLAIM_CONFIRM):
        claims = claims.exclude(status=ReviewStatus.REJECTED)
    spans = Prefetch("spans", queryset=ClaimSpan.objects.order_by("-is_primary", "start"))
    rows = claims.select_related("subject", "indicator", "reviewed_by").prefetch_related(spans, "findings")
    return sorted(rows, key=_first_start)


@access(ClaimCitation)
def citations_of(actor: Actor, document: Document) -> list[ClaimCitation]:
    """Figures of other documents printed again in this one, as far as the actor may open them."""
    rows = document.citations.filter(claim__in=claims_visible_to(actor)).order_by("start")
    return list(rows.select_related("claim__subject", "claim__indicator"))


def _first_start(claim: Claim) -> tuple[int, int]:
    starts = [span.start for span in claim.spans.all() if span.start is not None]
    return (min(starts, default=0), claim.pk)


@access(Directive)
def directives_of(actor: Actor, document: Document) -> list[Directive]:
    directives = document.directives.select_related("assignee", "reviewed_by", "parent")
    if not actor.can(Permission.DIRECTIVE_CONFIRM):
        directives = directives.exclude(status=ReviewStatus.REJECTED)
    return list(directives.order_by("start"))


@access(Limitation)
def limitations_of(actor: Actor, document: Document) -> list[Limitation]:
    return list(document.limitations.exclude(status=ReviewStatus.REJECTED).select_related("unit").order_by("start"))


@access(Finding)
def findings_of(actor: Actor, document: Document) -> list[Finding]:
    return list(document.findings.prefetch_related("claims").select_related("dismissed_by").order_by("start", "pk"))
