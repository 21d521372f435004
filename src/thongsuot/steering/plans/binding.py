"""Figures of the record that are results of a target: offered, so that nothing is typed twice (promise 5)."""

from __future__ import annotations

import re

from django.db.models import Q

from thongsuot.kernel.abbreviations import expansions
from thongsuot.kernel.text import fold
from thongsuot.platform.access.actors import Actor
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.claims.queries import visible_to as claims_visible_to
from thongsuot.registry.fields import ReviewStatus
from thongsuot.steering.plans.models import Target, ValueKind

AN_AIM = "mục tiêu"  # how the record marks a figure that states what is to be reached, not what was
_GONE = (ReviewStatus.SUPERSEDED, ReviewStatus.REJECTED)
_LOOKED_AT = 300
_ALIKE = 0.7  # share of the target's words that a figure's own name must hold where no indicator ties them
_WORD = re.compile(r"[^\W_]+")


def matching_claims(actor: Actor, target: Target) -> list[Claim]:
    """Claims of the plan's unit for the same indicator, unit of measure and years, not yet bound; newest period first.

    Where target or claim names no indicator of the dictionary, the claim's own name must hold most of its words.
    """
    plan = target.plan
    bound = target.values.filter(kind=ValueKind.ACTUAL).values_list("claim_id", flat=True)
    claims = (
        claims_visible_to(actor)
        .filter(subject_id=plan.unit_id, value__isnull=False, period_end__isnull=False)
        .filter(period_end__year__gte=plan.year_from, period_end__year__lte=plan.year_to)
        .filter(Q(unit_of_measure=target.unit_of_measure) | Q(unit_of_measure=""))
        .exclude(status__in=_GONE)
        .exclude(outcome=AN_AIM)
        .exclude(pk__in=[pk for pk in bound if pk])
        .select_related("document")
        .defer("document__text")
        .order_by("-period_end", "status", "pk")
    )
    if target.indicator_id is not None:
        claims = claims.filter(Q(indicator_id=target.indicator_id) | Q(indicator__isnull=True))
    found = claims[:_LOOKED_AT]
    return [one for one in found if _same_indicator(one, target) or alike(target.name, one.name)]


def _same_indicator(claim: Claim, target: Target) -> bool:
    return target.indicator_id is not None and claim.indicator_id == target.indicator_id


def alike(name: str, other: str) -> bool:
    """Whether ``other`` holds most words of ``name``; marks, case and abbreviations (ĐVSNCL) aside."""
    wanted, held = _words(name), _words(other)
    return bool(wanted) and len(wanted & held) >= _ALIKE * len(wanted)


def _words(name: str) -> set[str]:
    whole = (next(iter(expansions(word)), word) if word.isupper() else word for word in _WORD.findall(name))
    return {word for part in whole for word in _WORD.findall(fold(part))}
