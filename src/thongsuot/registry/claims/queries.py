"""The only ways to fetch claims: one figure, the series it belongs to, what else was said of the same thing."""

from __future__ import annotations

from datetime import date

from django.db.models import Min, Prefetch, Q, QuerySet, prefetch_related_objects

from thongsuot.kernel.periods import Period, PeriodKind
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.claims.models import Claim, ClaimSpan
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.indicators.models import Indicator

SPANS = Prefetch("spans", queryset=ClaimSpan.objects.order_by("-is_primary", "start"))


@access(Claim)
def visible_to(actor: Actor) -> QuerySet[Claim]:
    """Public claims not set aside for everybody; in one's branches also drafts and those set aside."""
    public = Q(is_public=True) & ~Q(status=ReviewStatus.REJECTED)
    own = Q(document__added_by=actor.id) if actor.id else Q(pk__in=[])
    return Claim.objects.filter(
        public | own | within_branches(actor, Permission.DOCUMENT_READ_DRAFT, "document__unit__path")
    )


def _shown(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """With everything a figure on screen needs, in one query; not the text of its document, which may be a book."""
    return claims.select_related("subject", "indicator", "document", "reviewed_by").defer("document__text")


@access(Claim)
def get_for(actor: Actor, pk: int) -> Claim:
    """With its spans, findings and the text they stand in."""
    whole = visible_to(actor).select_related("subject", "indicator", "document__unit", "reviewed_by")
    return one_of(whole.prefetch_related(SPANS, "findings"), pk=pk)


def with_spans(claims: list[Claim]) -> list[Claim]:
    """The same rows with their spans, for what quotes them."""
    prefetch_related_objects(claims, SPANS)
    return claims


@access(Claim)
def series_of(actor: Actor, claim: Claim) -> list[Claim]:
    """The same indicator of the same unit over time: one claim a period, itself for its own, oldest first."""
    if claim.subject_id is None or claim.indicator_id is None:
        return []
    rows = _shown(visible_to(actor)).filter(subject=claim.subject_id, indicator=claim.indicator_id)
    dated = rows.exclude(status__in=_GONE).filter(period_end__isnull=False).order_by("period_end", "status", "pk")
    by_period = {
        (one.period_start, one.period_end): one for one in reversed(dated)
    }  # «confirmed» sorts before «proposed»
    if (claim.period_start, claim.period_end) in by_period:
        by_period[claim.period_start, claim.period_end] = claim
    return sorted(by_period.values(), key=lambda one: (str(one.period_end), one.pk))


@access(Claim)
def other_sources(actor: Actor, claim: Claim) -> list[Claim]:
    """What other documents say of the same indicator, unit and period: kept side by side, never merged (D05)."""
    if claim.subject_id is None or claim.indicator_id is None or claim.period_end is None:
        return []
    rows = _shown(visible_to(actor)).filter(
        subject=claim.subject_id,
        indicator=claim.indicator_id,
        period_start=claim.period_start,
        period_end=claim.period_end,
    )
    return list(rows.exclude(pk=claim.pk).exclude(status__in=_GONE).order_by("pk"))


@access(Claim)
def versions_of(actor: Actor, claim: Claim) -> list[Claim]:
    """The chain of revisions this claim belongs to, oldest first."""
    oldest = claim
    while oldest.supersedes is not None:
        oldest = oldest.supersedes
    chain = [oldest]
    living = Claim.objects.exclude(status=ReviewStatus.REJECTED)
    while (newer := living.filter(supersedes=chain[-1]).first()) is not None:
        chain.append(newer)
    allowed = set(visible_to(actor).filter(pk__in=[one.pk for one in chain]).values_list("pk", flat=True))
    return [one for one in chain if one.pk in allowed]


@access(Claim)
def desk(actor: Actor, *, status: str = "", doubtful: bool = False, text: str = "") -> QuerySet[Claim]:
    """Claims of one's branches, newest document first; ``doubtful`` keeps those with an unanswered finding."""
    mine = within_branches(actor, Permission.DOCUMENT_READ_DRAFT, "document__unit__path")
    own = Q(document__added_by=actor.id) if actor.id else Q(pk__in=[])
    claims = _shown(Claim.objects.filter(mine | own)).prefetch_related("findings")
    if status:
        claims = claims.filter(status=status)
    if doubtful:
        claims = claims.filter(findings__dismissed_at__isnull=True, findings__isnull=False).distinct()
    if text:
        claims = claims.filter(name__icontains=text)
    return claims.order_by("-pk")


@access(Claim)
def of_unit(actor: Actor, unit_ids: list[int]) -> QuerySet[Claim]:
    """Every present claim about the units given, newest period first; a province has thousands, so take a page."""
    rows = _shown(visible_to(actor)).filter(subject__in=unit_ids).exclude(status__in=_GONE)
    return rows.order_by("-period_end", "name", "pk")


_GONE = (ReviewStatus.SUPERSEDED, ReviewStatus.REJECTED)


@access(Claim)
def of_indicator(actor: Actor, indicator: Indicator, start: date | None, end: date) -> list[Claim]:
    """What is said of one indicator in one period, present versions only: the raw rows of a league table."""
    rows = _shown(visible_to(actor)).filter(indicator=indicator, period_end=end, subject__isnull=False)
    rows = rows.filter(period_start=start) if start else rows.filter(period_start__isnull=True)
    return list(rows.exclude(status__in=_GONE).order_by("rank", "pk"))


@access(Claim)
def of_indicators(actor: Actor, unit_ids: list[int], indicator_keys: list[str]) -> list[Claim]:
    """All present claims of the units for the indicators named, oldest period first."""
    rows = _shown(visible_to(actor)).filter(subject__in=unit_ids, indicator__key__in=indicator_keys)
    return list(rows.exclude(status__in=_GONE).filter(period_end__isnull=False).order_by("period_end", "pk"))


@access(Claim)
def ends_of(actor: Actor, unit_ids: list[int], indicator_keys: list[str]) -> list[date]:
    """The last days of the periods for which the units have a result in any of the indicators, newest first."""
    rows = visible_to(actor).filter(subject__in=unit_ids, indicator__key__in=indicator_keys, period_end__isnull=False)
    ends = rows.exclude(status__in=_GONE).order_by("-period_end").values_list("period_end", flat=True).distinct()
    return [end for end in ends if end is not None]


@access(Claim)
def newest_ends(actor: Actor, limit: int) -> list[date]:
    """The latest days on which a period ended for which some unit has an indicator's figure, newest first."""
    rows = visible_to(actor).filter(indicator__isnull=False, subject__isnull=False, period_end__isnull=False)
    ends = rows.order_by("-period_end").values_list("period_end", flat=True).distinct()
    return [end for end in ends[:limit] if end is not None]


@access(Claim)
def periods_of(actor: Actor, indicator: Indicator) -> list[Period]:
    """Periods for which units have results, newest first."""
    rows = visible_to(actor).filter(indicator=indicator, subject__isnull=False, period_end__isnull=False)
    counted = (
        rows.exclude(status__in=_GONE)
        .values_list("period_kind", "period_start", "period_end")
        .annotate(text=Min("period_text"))
    )
    return [
        Period(PeriodKind(kind), start, end, text)
        for kind, start, end, text in counted.order_by("-period_end", "period_kind")
    ]


@access(Claim)
def of_cell(actor: Actor, subject: int, end: date) -> list[Claim]:
    """Everything said of one unit for periods ending that day; what a pasted figure is held against."""
    rows = _shown(visible_to(actor)).filter(subject=subject, period_end=end).exclude(status__in=_GONE)
    return list(rows.order_by("-status", "pk")[:500])
