"""Everything on one unit on one printable page (V13)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thongsuot.measuring.analysis import queries
from thongsuot.measuring.analysis.profile import round_groups
from thongsuot.measuring.analysis.views.unit_page import FIELD_NAMES
from thongsuot.measuring.leagues import queries as leagues
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.units import queries as units


@require_GET
def unit_profile(request: HttpRequest, key: str) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    unit = units.get_for(actor, key)
    rounds = queries.rounds_of(actor, unit)
    years = leagues.years_of(actor, unit)
    groups = round_groups(rounds)
    panels = leagues.four_indices(actor, unit, years[0]) if years else []
    context = {
        "unit": unit,
        "label": units.label_for(actor, unit, unit.valid_to or today),
        "above": units.above(actor, unit),
        "today": today,
        "groups": groups,
        "panels": panels,
        "newest": [
            {"name": one.indicator.name, "claim": one.newest, "stretches": one.stretches}
            for one in panels
            if one.newest
        ],
        "field_names": FIELD_NAMES,
        "limits": queries.limits_of(actor, unit),
        "sample_data": any(one.publication.round.is_sample for one in rounds),
    }
    return render(request, "measuring/analysis/profile.html", context)
