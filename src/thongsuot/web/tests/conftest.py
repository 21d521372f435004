"""A small record for pages to show: the nation, two provinces, a document, figures in several states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache

from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.claims.models import Claim, ClaimOrigin, ClaimSpan
from thongsuot.registry.documents.models import Document, DocumentKind
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.indicators.models import Indicator
from thongsuot.registry.units.models import Unit, UnitKind


@dataclass(frozen=True, slots=True)
class Record:
    nation: Unit
    province: Unit
    indicator: Indicator
    document: Document
    claim: Claim


def make_unit(key: str, name: str, kind: UnitKind, path: str, parent: Unit | None = None) -> Unit:
    return Unit.objects.create(
        key=key, name=name, short_name=name.removeprefix("Tỉnh "), kind=kind, path=path, parent=parent,
        sort_key=key, search_key=key,
    )  # fmt: skip


def make_claim(record: Record, value: str, year: int, **more: Any) -> Claim:
    fields: dict[str, Any] = {
        "document": record.document,
        "origin": ClaimOrigin.READING,
        "subject": record.province,
        "subject_text": record.province.name,
        "indicator": record.indicator,
        "name": record.indicator.name,
        "period_kind": "year",
        "period_start": date(year, 1, 1),
        "period_end": date(year, 12, 31),
        "period_text": f"năm {year}",
        "value": Decimal(value),
        "value_exponent": Decimal(value).as_tuple().exponent,
        "unit_of_measure": "điểm",
        "status": ReviewStatus.CONFIRMED,
        "is_public": True,
    }
    claim = Claim.objects.create(**fields | more)
    ClaimSpan.objects.create(claim=claim, start=0, end=7, quote="đạt 80,5")
    return claim


@pytest.fixture
def record(db: None) -> Record:
    cache.clear()
    nation = Unit.objects.filter(kind=UnitKind.NATION).first() or make_unit("vn", "Cả nước", UnitKind.NATION, "vn")
    province = make_unit("tinh-thu", "Tỉnh Thử", UnitKind.PROVINCE, "vn/tinh-thu", nation)
    indicator = Indicator.objects.create(key="chi-so-thu", name="Chỉ số thử", sort_key="chi so thu")
    document = Document.objects.create(
        key="thong-bao-thu", title="Thông báo kết luận thử", kind=DocumentKind.NOTICE, unit=province,
        text="Tỉnh Thử đạt 80,5 điểm.", digest="0" * 64, is_public=True, dated=date(2024, 10, 9),
    )  # fmt: skip
    made = Record(nation, province, indicator, document, None)  # type: ignore[arg-type]
    return Record(nation, province, indicator, document, make_claim(made, "80.5", 2023))


@pytest.fixture
def officer(record: Record) -> Account:
    """Sở Nội vụ: sees every block of the first screen."""
    account = Account.objects.create_account("so-noi-vu", "mat-khau-thu-nghiem", "Trần Thị Thử")
    RoleGrant.objects.create(account=account, role=Role.HOME_AFFAIRS)
    return account
