"""Which importer fills which plan: kind «ke-hoach-17»."""

from __future__ import annotations

from thongsuot.steering.plans.models import Plan

PREFIX = "ke-hoach"


def kind_for(plan: Plan) -> str:
    return f"{PREFIX}-{plan.pk}"
