"""All rows of the record, gathered for Django; each subject's own ``models.py`` is the place to read them."""

from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.claims.models import Claim, ClaimCitation, ClaimSpan
from thongsuot.registry.directives.models import Directive, Limitation
from thongsuot.registry.documents.models import CleaningNote, Document, Passage
from thongsuot.registry.findings.models import Finding
from thongsuot.registry.indicators.models import Indicator, IndicatorAlias, IndicatorVersion
from thongsuot.registry.positions.models import Person, Position, PositionHolding
from thongsuot.registry.units.models import (
    Region,
    RegionMember,
    Unit,
    UnitAlias,
    UnitCode,
    UnitEvent,
    UnitEventMember,
    UnitName,
)

__all__ = [
    "Account",
    "Claim",
    "ClaimCitation",
    "ClaimSpan",
    "CleaningNote",
    "Directive",
    "Document",
    "Finding",
    "Indicator",
    "IndicatorAlias",
    "IndicatorVersion",
    "Limitation",
    "Passage",
    "Person",
    "Position",
    "PositionHolding",
    "Region",
    "RegionMember",
    "RoleGrant",
    "Unit",
    "UnitAlias",
    "UnitCode",
    "UnitEvent",
    "UnitEventMember",
    "UnitName",
]
