"""A claim for other people's use: a citation line, plain JSON, CSV. What is missing stays empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from thongsuot.kernel.formatting import format_date
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.claims.wording import rank_text, value_text

COLUMNS = (
    "id",
    "subject",
    "indicator",
    "name",
    "period",
    "period_start",
    "period_end",
    "value",
    "unit",
    "qualifier",
    "value_min",
    "value_max",
    "numerator",
    "denominator",
    "rank",
    "out_of",
    "rank_change",
    "change",
    "change_unit",
    "target",
    "grade",
    "status",
    "sample",
    "source",
    "source_url",
    "quote",
)


def plain(claim: Claim) -> dict[str, Any]:
    """Exact values as text, so that no reader turns «33,80» into a float; ``None`` where the source does not say."""
    primary = next(iter(claim.spans.all()), None)
    return {
        "id": claim.pk,
        "subject": claim.subject.key if claim.subject else claim.subject_text or None,
        "indicator": claim.indicator.key if claim.indicator else None,
        "name": claim.name,
        "period": claim.period_text or None,
        "period_start": claim.period_start.isoformat() if claim.period_start else None,
        "period_end": claim.period_end.isoformat() if claim.period_end else None,
        "value": _text(claim.value),
        "unit": claim.unit_of_measure or None,
        "qualifier": claim.qualifier,
        "value_min": _text(claim.value_min),
        "value_max": _text(claim.value_max),
        "numerator": _text(claim.numerator),
        "denominator": _text(claim.denominator),
        "rank": claim.rank,
        "out_of": claim.out_of,
        "rank_change": claim.rank_change,
        "change": _text(claim.change),
        "change_unit": claim.change_unit or None,
        "target": _text(claim.target),
        "grade": claim.grade or None,
        "status": claim.status,
        "sample": claim.is_sample,
        "source": claim.document.title,
        "source_url": claim.document.source_url or None,
        "quote": (primary.quote or primary.locator) if primary else None,
    }


def csv_rows(claims: Iterable[Claim]) -> Iterator[list[str]]:
    """One row a claim under ``COLUMNS``."""
    for claim in claims:
        yield ["" if value is None else str(value) for value in plain(claim).values()]


def citation(claim: Claim, url: str) -> str:
    """One line fit for a footnote."""
    shown = " ".join(part for part in (value_text(claim), rank_text(claim)) if part).replace("\u00a0", " ")
    dated = f", {format_date(claim.document.dated)}" if claim.document.dated else ""
    subject = claim.subject.name if claim.subject else claim.subject_text
    period = f" ({claim.period_text})" if claim.period_text else ""
    return f"{subject or 'Chưa rõ đơn vị'}, {claim.name}{period}: {shown}. Nguồn: {claim.document.title}{dated}. {url}"


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
