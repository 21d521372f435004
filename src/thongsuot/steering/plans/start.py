"""What plans join when the app is ready: the search and the imports."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thongsuot.platform.imports import register_family
from thongsuot.platform.search import declare_kind
from thongsuot.steering.permissions import Steering
from thongsuot.steering.plans.importing.family import PlanImporters
from thongsuot.steering.plans.searching import PLAN, TARGET


def start_plans() -> None:
    register_family(PlanImporters())
    declare_kind(PLAN, _("Kế hoạch"), (Steering.READ,))
    declare_kind(TARGET, _("Chỉ tiêu kế hoạch"), (Steering.READ,))
