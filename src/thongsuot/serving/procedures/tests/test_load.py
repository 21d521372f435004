"""The files under ``rules/serving/procedures`` become procedures, any number of times."""

from __future__ import annotations

from datetime import date

import pytest

from thongsuot.registry.conftest import Small
from thongsuot.serving.procedures.load import load_procedures
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion
from thongsuot.serving.procedures.queries import content_of, version_on

pytestmark = pytest.mark.django_db


def test_all_files_load_and_load_again(small: Small) -> None:
    count = load_procedures()
    assert Procedure.objects.count() == count
    versions = set(ProcedureVersion.objects.values_list("procedure__code", "number", "digest"))
    load_procedures()
    assert set(ProcedureVersion.objects.values_list("procedure__code", "number", "digest")) == versions
    assert not Procedure.objects.exclude(is_sample=True).exists()


def test_the_shares_of_the_steps_are_the_whole_limit(small: Small) -> None:
    load_procedures()
    for version in ProcedureVersion.objects.all():
        content = content_of(version)
        assert sum(step.share for step in content.steps) == content.limit.value, version


def test_the_version_of_the_day_is_found(small: Small) -> None:
    load_procedures()
    birth = Procedure.objects.get(code="1.001193")
    assert version_on(birth, date(2025, 6, 30)).number == 1
    assert version_on(birth, date(2025, 7, 1)).number == 2
