"""The only ways to fetch packages of cuts, proposals, opinions, and what was measured of them."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from django.db import connection
from django.db.models import Count, Q, QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.claims.queries import of_indicators
from thongsuot.registry.fields import ReviewStatus
from thongsuot.serving.cutting.choices import PUBLIC_STATES, CutStatus, OpinionStatus
from thongsuot.serving.cutting.domain.promise import Worked
from thongsuot.serving.cutting.models import CutOpinion, CutPackage, CutProposal, CutRow, SimplifiedRule
from thongsuot.serving.permissions import Serving

CUT_RATE = "processing-cut-rate"


@access(CutPackage)
def packages_visible_to(actor: Actor) -> QuerySet[CutPackage]:
    """Approved and public from the start."""
    return CutPackage.objects.select_related("home")


@access(CutPackage)
def package_for(actor: Actor, key: str) -> CutPackage:
    return one_of(packages_visible_to(actor), key=key)


@access(CutRow)
def rows_of(actor: Actor, package: CutPackage) -> list[CutRow]:
    return list(CutRow.objects.filter(package=package).order_by("ordinal"))


@access(SimplifiedRule)
def rules_visible_to(actor: Actor) -> QuerySet[SimplifiedRule]:
    return SimplifiedRule.objects.select_related("package").order_by("body", "package", "ordinal")


@access(Claim)
def printed_claim(actor: Actor, package: CutPackage) -> Claim | None:
    """The confirmed figure whose parts are the package's printed totals."""
    if package.printed_cut is None:
        return None
    found = of_indicators(actor, [package.home_id], [CUT_RATE])
    return next(
        (
            one
            for one in reversed(found)
            if one.status == ReviewStatus.CONFIRMED
            and (one.numerator, one.denominator) == (package.printed_cut, package.printed_before)
        ),
        None,
    )


@access(CutProposal)
def proposals_visible_to(actor: Actor) -> QuerySet[CutProposal]:
    """What is out for opinions or later, for everybody; drafts and refusals for those who propose or decide there."""
    inside = (
        within_branches(actor, Serving.CUT_PROPOSE, "home__path")
        | within_branches(actor, Serving.CUT_APPROVE, "home__path")
        if actor.is_authenticated
        else Q(pk__in=[])
    )
    rows = CutProposal.objects.filter(Q(status__in=PUBLIC_STATES) | inside)
    return rows.select_related("home", "procedure__home", "base", "version")


@access(CutProposal)
def proposal_for(actor: Actor, pk: int) -> CutProposal:
    return one_of(proposals_visible_to(actor).select_related("made_by", "submitted_by", "decided_by"), pk=pk)


@access(CutProposal)
def public_proposal_for(actor: Actor, pk: int) -> CutProposal:
    """The public page shows nobody more than the public sees."""
    return one_of(proposals_visible_to(actor).filter(status__in=PUBLIC_STATES), pk=pk)


@access(CutProposal)
def desk(actor: Actor, status: str = "") -> QuerySet[CutProposal]:
    """Proposals of the branches one proposes or decides in, the newest first."""
    rows = proposals_visible_to(actor).filter(
        within_branches(actor, Serving.CUT_PROPOSE, "home__path")
        | within_branches(actor, Serving.CUT_APPROVE, "home__path")
    )
    rows = rows.filter(status=status) if status in CutStatus.values else rows
    said = Count("opinions", filter=Q(opinions__status=OpinionStatus.SHOWN))
    return rows.annotate(said=said).order_by("-pk")


@access(CutProposal)
def announced(actor: Actor) -> list[CutProposal]:
    """Cuts that became versions, the latest first: they carry a promise."""
    rows = proposals_visible_to(actor).filter(status=CutStatus.PUBLISHED)
    return list(rows.order_by("-version__valid_from", "-pk")[:200])


@access(CutOpinion)
def opinions_of(actor: Actor, proposal: CutProposal) -> QuerySet[CutOpinion]:
    """What is shown, agencies first; what waits or was kept back only on the desk of the unit that moderates."""
    return CutOpinion.objects.filter(proposal=proposal, status=OpinionStatus.SHOWN).select_related("unit")


@access(CutOpinion)
def waiting_opinions(actor: Actor) -> QuerySet[CutOpinion]:
    rows = CutOpinion.objects.filter(within_branches(actor, Serving.CUT_PROPOSE, "proposal__home__path"))
    return rows.filter(status=OpinionStatus.PENDING).select_related("proposal__procedure", "proposal__home")


@access(CutOpinion)
def opinion_for(actor: Actor, pk: int) -> CutOpinion:
    return one_of(waiting_opinions(actor), pk=pk)


_WORKED = """
SELECT version_id, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes)
FROM (
    SELECT d.version_id, d.id, sum(s.worked_minutes) AS minutes
    FROM serving_dossier d JOIN serving_dossierstep s ON s.dossier_id = d.id
    WHERE d.procedure_id = ANY(%s) AND d.version_id = ANY(%s) AND s.begun_at < d.finished_at
    GROUP BY d.version_id, d.id
    HAVING bool_and(s.worked_minutes IS NOT NULL)
) AS one
GROUP BY version_id
"""


@access(CutProposal)
def worked_of(actor: Actor, proposals: Collection[CutProposal]) -> dict[int, Worked]:
    """Version → its finished dossiers and the median of their working minutes; one query for any number of them.

    Steps begun before the result was there; waiting for somebody to come and fetch it is not work.
    """
    procedures = [one.procedure_id for one in proposals]
    versions = [pk for one in proposals for pk in (one.base_id, one.version_id) if pk is not None]
    with connection.cursor() as cursor:
        cursor.execute(_WORKED, [procedures, versions])
        return {row[0]: Worked(row[1], Decimal(str(row[2]))) for row in cursor.fetchall()}
