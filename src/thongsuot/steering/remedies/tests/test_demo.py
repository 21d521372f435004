"""The sample limits and inspections load through the actions, and loading again changes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from thongsuot.registry.demo.load import load_accounts, load_documents, load_offices
from thongsuot.registry.units.load import load_units
from thongsuot.steering.inspections import demo as inspections
from thongsuot.steering.inspections.models import Inspection, InspectionFinding, PlannedUnit, VisitRecord
from thongsuot.steering.remedies import demo as remedies
from thongsuot.steering.remedies.choices import OPEN_LIMITS, LimitStatus
from thongsuot.steering.remedies.models import FourBox, Limit, RemedyPlan

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_sample_limits_and_inspections() -> None:
    load_units()
    load_offices()
    load_accounts()
    load_documents()
    for _again in range(2):
        remedies.load()
        inspections.load()
    of_notice = Limit.objects.filter(limitation__isnull=False)
    read = of_notice.get(text__contains="thanh toán trực tuyến toàn tỉnh").limitation.document.limitations.count()
    assert of_notice.count() == read, "every limitation the reader found, none typed by hand"
    assert of_notice.filter(status=LimitStatus.DRAFT).exists() and of_notice.filter(status=LimitStatus.CLOSED).exists()
    assert Limit.objects.filter(recurs__isnull=False).count() == 2
    plan = RemedyPlan.objects.get()
    assert plan.number and plan.limits.filter(status__in=OPEN_LIMITS).count() == 6 < plan.limits.count() == 10
    assert not Limit.objects.filter(status=LimitStatus.CLOSED, closed_on__lt=F("opened_on")).exists()
    assert FourBox.objects.get().year == timezone.localdate().year
    found = InspectionFinding.objects.filter(inspection__concluded_on__isnull=False)
    assert found.count() == 5 == found.filter(limit__actions__isnull=False).count()
    assert VisitRecord.objects.count() == 7 and PlannedUnit.objects.filter(is_chosen=True).count() == 3
    coming = Inspection.objects.get(starts__gt=timezone.localdate())
    assert coming.starts - timezone.localdate() == timedelta(days=5)
