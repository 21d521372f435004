"""Figures in the search box: «lang son 33,8» finds the claim first (product §4.7)."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from thongsuot.kernel.formatting import format_number
from thongsuot.platform.search import Entry, index, remove
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.claims.wording import rank_text, value_text
from thongsuot.registry.fields import ReviewStatus

KIND = "claim"
_CONFIRMED_FIRST = {ReviewStatus.CONFIRMED: 20, ReviewStatus.PROPOSED: 10}


def index_claims(ids: Iterable[int]) -> None:
    """Bring the entries of these claims up to date; those set aside or superseded leave the index."""
    wanted = list(ids)
    claims = Claim.objects.filter(pk__in=wanted).select_related("subject", "indicator", "document__unit")
    shown = [claim for claim in claims.prefetch_related("spans") if claim.status in _CONFIRMED_FIRST]
    gone = set(wanted) - {claim.pk for claim in shown}
    if gone:
        remove(KIND, [str(pk) for pk in gone])
    index(entry_of(claim) for claim in shown)


def entry_of(claim: Claim) -> Entry:
    subject = claim.subject.short_name if claim.subject else claim.subject_text
    spans = list(claim.spans.all())
    unit = claim.document.unit
    figure = " ".join(part for part in (value_text(claim), rank_text(claim)) if part)
    return Entry(
        kind=KIND,
        key=str(claim.pk),
        title=" · ".join(part for part in (subject, claim.name, value_text(claim)) if part),
        subtitle=" · ".join(part for part in (claim.period_text, claim.document.title) if part),
        body=" ".join([figure, *(_parts(claim)), *(span.quote for span in spans)]),
        url=reverse("claim", args=[claim.pk]),
        updated_at=claim.reviewed_at or claim.created_at,
        unit_path=unit.path if unit else "",
        permission="" if claim.is_public else Permission.DOCUMENT_READ_DRAFT,
        weight=_CONFIRMED_FIRST[ReviewStatus(claim.status)],
        extra_words=tuple(_other_names(claim)),
    )


def _parts(claim: Claim) -> list[str]:
    """Every number of the claim, so that any of them finds it."""
    numbers = (claim.numerator, claim.denominator, claim.target, claim.change, claim.equivalent)
    return [format_number(number) for number in numbers if number is not None]


def _other_names(claim: Claim) -> list[str]:
    names = [claim.subject.name] if claim.subject else []
    return [*names, claim.indicator.name] if claim.indicator else names
