"""What digitising hangs on a dossier's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template

from thongsuot.platform.access.requests import actor_of
from thongsuot.serving.digitising.domain.completeness import Completeness
from thongsuot.serving.digitising.figures import completeness_of
from thongsuot.serving.digitising.models import Result, Scan
from thongsuot.serving.digitising.queries import scans_on
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.permissions import Serving

register = template.Library()


@dataclass(frozen=True, slots=True)
class OnDossier:
    scans: list[Scan]
    results: list[Result]
    completeness: Completeness
    may_scan: bool


@register.simple_tag(takes_context=True)
def digitised_on(context: dict[str, Any], dossier: Dossier) -> OnDossier:
    """``{% digitised_on dossier as here %}``."""
    actor = actor_of(context["request"])
    results = list(dossier.results.all())
    return OnDossier(
        scans=scans_on(dossier),
        results=results,
        completeness=completeness_of(list(dossier.parts.all()), results),
        may_scan=actor.can(Serving.PART_SCAN, dossier.holder_unit.path) and dossier.closed_at is None,
    )
