"""Between a ``Figure`` as read and a ``Claim`` as kept; the two say the same thing in both directions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from thongsuot.kernel.figures import Direction, Figure, Qualifier, Span
from thongsuot.kernel.periods import Period, PeriodKind
from thongsuot.registry.claims.models import Claim, ClaimSpan

UNNAMED = "chưa rõ chỉ tiêu"  # shown until a person says what the figure measures
_SAME_NAME = (
    "value_min",
    "value_max",
    "numerator",
    "denominator",
    "rank",
    "rank_max",
    "out_of",
    "region_rank",
    "region_out_of",
    "rank_change",
    "change",
    "change_equivalent",
    "equivalent",
    "target",
    "target_surplus",
)
_TEXT_OR_NONE = {
    "unit": "unit_of_measure",
    "rank_scope": "rank_scope",
    "change_unit": "change_unit",
    "change_base": "change_base",
    "equivalent_unit": "equivalent_unit",
    "status": "outcome",
    "grade": "grade",
    "source_body": "source_body",
    "org": "subject_text",
}


def claim_fields(figure: Figure) -> dict[str, Any]:
    """Column values of a claim for a figure; the caller adds document, origin, subject and indicator."""
    fields: dict[str, Any] = {name: getattr(figure, name) for name in _SAME_NAME}
    fields |= {column: _fit(column, getattr(figure, name) or "") for name, column in _TEXT_OR_NONE.items()}
    fields |= {
        "name": _fit("name", figure.name or UNNAMED),
        "value": figure.value,
        "value_exponent": exponent_of(figure.value),
        "qualifier": figure.qualifier.value,
        "target_direction": figure.target_direction.value if figure.target_direction else "",
        "cue": _fit("cue", figure.cue),
    }
    return fields | period_fields(figure.period)


def period_fields(period: Period | None) -> dict[str, Any]:
    if period is None:
        return {"period_kind": "", "period_start": None, "period_end": None, "period_text": ""}
    return {
        "period_kind": period.kind.value,
        "period_start": period.start,
        "period_end": period.end,
        "period_text": _fit("period_text", period.text),
    }


def spans_of(figure: Figure) -> list[ClaimSpan]:
    """The primary span first, then the repeats of the same statement (T3)."""
    primary = ClaimSpan(start=figure.span.start, end=figure.span.end, quote=figure.quote, is_primary=True)
    if figure.value_span:
        primary.value_start, primary.value_end = figure.value_span.start, figure.value_span.end
    repeats = [ClaimSpan(start=span.start, end=span.end, is_primary=False) for span in figure.other_spans]
    return [primary, *repeats]


def figure_of(claim: Claim, span: ClaimSpan | None = None) -> Figure:
    """The claim as the engine reads it; precision as printed comes back from ``value_exponent``."""
    figure = Figure(
        name=claim.name,
        quote=span.quote if span else "",
        span=Span(span.start or 0, span.end or 0) if span else Span(0, 0),
        value=printed(claim.value, claim.value_exponent),
        qualifier=Qualifier(claim.qualifier),
        period=period_of(claim),
        target_direction=Direction(claim.target_direction) if claim.target_direction else None,
        cue=claim.cue,
    )
    same: dict[str, Any] = {name: getattr(claim, name) for name in _SAME_NAME}
    text: dict[str, Any] = {name: getattr(claim, column) or None for name, column in _TEXT_OR_NONE.items()}
    return replace(figure, **same, **text)


def period_of(claim: Claim) -> Period | None:
    if not claim.period_text:
        return None
    kind = PeriodKind(claim.period_kind or PeriodKind.OTHER)
    return Period(kind, claim.period_start, claim.period_end, claim.period_text)


def exponent_of(value: Decimal | None) -> int | None:
    """Decimal exponent of the printed digits: −1 for «33,8», 5 for «12,5 triệu»."""
    if value is None:
        return None
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else None


def printed(value: Decimal | None, exponent: int | None) -> Decimal | None:
    """``value`` with the printed precision; a numeric column forgets positive exponents."""
    if value is None or exponent is None:
        return value
    return value.quantize(Decimal(1).scaleb(exponent))


def _fit(column: str, text: str) -> str:
    limit = Claim._meta.get_field(column).max_length
    return text if limit is None or len(text) <= limit else f"{text[: limit - 1]}…"
