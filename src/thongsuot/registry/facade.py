"""What the loops and the joints may use of the record: functions and frozen dataclasses, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from thongsuot.kernel.periods import Period
from thongsuot.registry.claims.models import Claim, ClaimOrigin, ClaimSpan
from thongsuot.registry.claims.searching import index_claims
from thongsuot.registry.claims.shape import exponent_of, period_fields
from thongsuot.registry.documents.issuing import (
    IssuedDirective,
    IssuedFigure,
    IssuedLimitation,
    IssuedPaper,
    IssuedPassage,
    KeptPaper,
    keep_issued,
)
from thongsuot.registry.documents.models import Document, DocumentKind, DocumentStatus
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.indicators.models import Indicator
from thongsuot.registry.units.resolving import SubjectResolver

__all__ = [
    "IssuedDirective",
    "IssuedFigure",
    "IssuedLimitation",
    "IssuedPaper",
    "IssuedPassage",
    "KeptPaper",
    "TableClaim",
    "TableDocument",
    "add_table",
    "indicator_names",
    "keep_issued",
    "subject_resolver",
]


@dataclass(frozen=True, slots=True)
class TableDocument:
    """A published table as a source. ``digest`` identifies its content."""

    key: str
    title: str
    digest: str
    source_name: str
    source_url: str


@dataclass(frozen=True, slots=True)
class TableClaim:
    """One row of a published table. ``indicator`` is a key of the dictionary or ``None`` (averages of populations)."""

    indicator: str | None
    name: str
    subject: str
    period: Period
    value: Decimal | None
    grade: str
    unit_of_measure: str
    rank: int | None
    out_of: int | None
    rank_change: int | None
    change: Decimal | None
    region_rank: int | None
    region_out_of: int | None
    equivalent: Decimal | None
    equivalent_unit: str
    rank_scope: str
    note: str
    derived: bool
    doubtful: bool
    locator: str


def subject_resolver() -> SubjectResolver:
    """From names to units; build one for a whole load."""
    return SubjectResolver()


def indicator_names() -> dict[str, str]:
    """Key → name of every indicator."""
    return dict(Indicator.objects.values_list("key", "name"))


def add_table(document: TableDocument, rows: list[TableClaim], subjects: SubjectResolver) -> bool:
    """Keep a published table and its rows as claims; ``False`` when it was there already. Caller's transaction.

    Rows printed by their source count as confirmed by that publication; doubtful ones wait for a person.
    """
    if Document.objects.filter(digest=document.digest).exists():
        return False
    kept = Document.objects.create(
        key=document.key,
        title=document.title[:500],
        kind=DocumentKind.RESULT_TABLE,
        source_name=document.source_name[:255],
        source_url=document.source_url,
        digest=document.digest,
        status=DocumentStatus.REVIEWED,
        is_public=True,
    )
    indicators = dict(Indicator.objects.values_list("key", "id"))
    claims = Claim.objects.bulk_create([_claim(kept, row, subjects, indicators) for row in rows])
    ClaimSpan.objects.bulk_create(
        ClaimSpan(claim=claim, locator=row.locator) for claim, row in zip(claims, rows, strict=True)
    )
    index_claims(claim.pk for claim in claims)
    return True


def _points(unit_of_measure: str) -> str:
    """Percentages differ by points: «tăng 2,26 điểm %» (product §3.5)."""
    return "điểm %" if unit_of_measure == "%" else unit_of_measure


def _claim(document: Document, row: TableClaim, subjects: SubjectResolver, indicators: dict[str, int]) -> Claim:
    return Claim(
        document=document,
        origin=ClaimOrigin.DERIVED if row.derived else ClaimOrigin.TABLE,
        subject_id=subjects.resolve(row.subject, row.period.end),
        subject_text=row.subject,
        indicator_id=indicators[row.indicator] if row.indicator else None,
        name=row.name,
        value=row.value,
        value_exponent=exponent_of(row.value),
        grade=row.grade,
        unit_of_measure=row.unit_of_measure,
        rank=row.rank,
        out_of=row.out_of,
        rank_change=row.rank_change,
        change=row.change,
        change_unit=_points(row.unit_of_measure) if row.change is not None else "",
        region_rank=row.region_rank,
        region_out_of=row.region_out_of,
        equivalent=row.equivalent,
        equivalent_unit=row.equivalent_unit,
        rank_scope=row.rank_scope,
        note=row.note,
        status=ReviewStatus.PROPOSED if row.doubtful else ReviewStatus.CONFIRMED,
        is_public=True,
        **period_fields(row.period),
    )
