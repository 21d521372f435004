"""Limits, plans, four boxes, inspections: from the desk of Sở Nội vụ, and the visit as its team sees it."""

from __future__ import annotations

from thongsuot.registry.documents.models import Document
from thongsuot.steering.inspections.models import Inspection, InspectionPlan
from thongsuot.steering.remedies.models import Limit, RemedyPlan


def addresses() -> dict[str, list[str]]:
    opened = Limit.objects.filter(status="limit_acting").order_by("pk")[0]
    draft = Limit.objects.filter(status="limit_draft").order_by("pk")[0]
    document = Document.objects.filter(limitations__isnull=False, unit__key="tinh-lang-son")[0]
    plan, year_plan = RemedyPlan.objects.order_by("pk")[0], InspectionPlan.objects.order_by("pk")[0]
    done = Inspection.objects.filter(concluded_on__isnull=False).order_by("-pk")[0]
    coming = Inspection.objects.filter(concluded_on__isnull=True).order_by("-pk")[0]
    root, visits = "/lam-viec/han-che", "/lam-viec/kiem-tra"
    office = [
        *(root, f"{root}?qua-han=1&tim=khong+co", f"{root}/them", f"{root}/lap-lai", f"{root}/ke-hoach"),
        *(f"{root}/tu-van-ban/{document.key}", f"{root}/{opened.pk}", f"{root}/{draft.pk}"),
        *(f"{root}/ke-hoach/{plan.key}", f"{root}/bon-o/so-noi-vu--lang-son/{plan.year}"),
        *(visits, f"{visits}/lap", f"{visits}/ke-hoach/{year_plan.pk}", f"{visits}/{done.pk}"),
    ]
    return {"so-noi-vu": office, "tham-dinh": [f"{visits}/{coming.pk}", f"{visits}/{coming.pk}/tai-cho"]}
