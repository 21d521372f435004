"""The loader: complete, fast, safe to repeat, and it keeps what people changed."""

from __future__ import annotations

import time
from datetime import date

import pytest

from thongsuot.registry.units import models as rows
from thongsuot.registry.units.load import load_units

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    del django_db_setup, django_db_blocker


def test_everything_is_loaded_quickly_and_a_second_run_writes_nothing() -> None:
    began = time.monotonic()
    report = load_units()
    seconds = time.monotonic() - began
    print(report, seconds)
    began = time.monotonic()
    again = load_units()
    print(again, time.monotonic() - began)
    assert again.nothing_done
    assert seconds < 10
    assert rows.Unit.objects.filter(kind="commune", valid_to__isnull=True).count() == 3_321
