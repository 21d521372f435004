"""What the record says today of the figures bound in a notice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from thongsuot.registry.claims.models import Claim
from thongsuot.registry.fields import ReviewStatus
from thongsuot.steering.notices.building import stated
from thongsuot.steering.notices.domain.figures import Bound, has_moved
from thongsuot.steering.notices.models import Notice, NoticeFigure


@dataclass(frozen=True, slots=True)
class Live:
    """``claim`` is the version that stands now, ``None`` when the figure was set aside altogether."""

    figure: NoticeFigure
    claim: Claim | None
    stated: str
    since: datetime | None
    has_moved: bool


def live_of(figures: Iterable[NoticeFigure]) -> dict[int, Live]:
    """Each figure with the version of its claim that stands now; a fixed number of queries for a revision chain."""
    figures = list(figures)
    newest = _newest({one.claim_id for one in figures})
    return {one.pk: _live(one, newest.get(one.claim_id)) for one in figures}


def _newest(ids: set[int]) -> dict[int, Claim | None]:
    """Claim number → its newest confirmed version. Revisions of revisions are followed to the end."""
    current = {one.pk: one for one in Claim.objects.filter(pk__in=ids)}
    standing: dict[int, Claim | None] = dict(current)
    while True:
        wanted = {claim.pk: pk for pk, claim in standing.items() if claim and claim.status == ReviewStatus.SUPERSEDED}
        if not wanted:
            break
        later = Claim.objects.filter(supersedes__in=list(wanted), status__in=_STANDING)
        heirs = {one.supersedes_id: one for one in later}
        for old, pk in wanted.items():
            standing[pk] = heirs.get(old)
    return {pk: None if claim and claim.status == ReviewStatus.REJECTED else claim for pk, claim in standing.items()}


_STANDING = (ReviewStatus.CONFIRMED, ReviewStatus.SUPERSEDED)


def _live(figure: NoticeFigure, claim: Claim | None) -> Live:
    now = stated(claim) if claim else ""
    bound = Bound(figure.stated, figure.value, now or None, claim.value if claim else None, figure.kept_against)
    since = claim.reviewed_at if claim and claim.pk != figure.claim_id else None
    return Live(figure, claim, now, since, has_moved(bound))


def moved(notice: Notice) -> list[Live]:
    """The figures whose claims say something else now, in reading order; what every page of the paper warns of."""
    figures = NoticeFigure.objects.filter(paragraph__notice=notice).select_related("paragraph", "claim")
    found = live_of(figures.order_by("paragraph__order", "pk"))
    return [one for one in found.values() if one.has_moved]
