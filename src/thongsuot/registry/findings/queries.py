"""The only ways to fetch findings."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from thongsuot.kernel.consistency.model import Severity
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.findings.models import Finding

_GRAVEST_FIRST = Case(
    *(When(severity=severity.value, then=Value(place)) for place, severity in enumerate(Severity)),
    output_field=IntegerField(),
)


@access(Finding)
def visible_to(actor: Actor) -> QuerySet[Finding]:
    """Findings about public documents for everybody, about drafts within one's branches."""
    drafts = within_branches(actor, Permission.DOCUMENT_READ_DRAFT, "document__unit__path")
    return Finding.objects.filter(Q(document__is_public=True) | drafts).select_related("document", "dismissed_by")


@access(Finding)
def get_for(actor: Actor, pk: int) -> Finding:
    return one_of(visible_to(actor), pk=pk)


@access(Finding)
def desk(actor: Actor, *, answered: bool) -> QuerySet[Finding]:
    """Open findings one may answer, the gravest first; or those already answered, the latest first."""
    mine = within_branches(actor, Permission.FINDING_DISMISS, "document__unit__path")
    findings = visible_to(actor).filter(mine).prefetch_related("claims")
    if answered:
        return findings.filter(dismissed_at__isnull=False).order_by("-dismissed_at")
    return findings.filter(dismissed_at__isnull=True).order_by(_GRAVEST_FIRST, "-pk")
