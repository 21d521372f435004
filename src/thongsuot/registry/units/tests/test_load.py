"""The loader: complete, fast, safe to repeat, and it keeps what people changed."""

from __future__ import annotations

import time
from datetime import date

import pytest

from thongsuot.registry.units.load import load_units
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
from thongsuot.registry.units.timeline.history import Timeline
from thongsuot.registry.units.timeline.model import Kind, Name
from thongsuot.registry.units.timeline.model import Unit as PureUnit

pytestmark = pytest.mark.django_db


def a_unit(key: str, parent: str | None, name: str = "Tỉnh A", end: date | None = None) -> PureUnit:
    return PureUnit(key, Kind.PROVINCE, (Name(name, name.removeprefix("Tỉnh "), "Tỉnh"),), parent, end=end)


def test_everything_is_loaded_quickly_and_a_second_run_writes_nothing() -> None:
    began = time.process_time()
    report = load_units()
    seconds = time.process_time() - began  # our own work: the wall clock of a shared machine says nothing
    assert load_units().nothing_done
    assert seconds < 10
    assert report.added["UnitEventMember"] == UnitEventMember.objects.count()
    assert Unit.objects.filter(kind="commune", valid_to__isnull=True).count() == 3_321
    assert Unit.objects.filter(kind="commune", valid_to=date(2025, 7, 1)).count() == 10_035
    assert UnitEventMember.objects.filter(share__isnull=True, predecessor__kind="commune").count() == 1_033
    assert (Region.objects.count(), RegionMember.objects.count()) == (12, 97)
    assert UnitCode.objects.filter(scheme="dvcqg").count() == 34
    assert UnitAlias.objects.filter(text="Tỉnh Thừa Thiên Huế").get().unit.name == "Thành phố Huế"


def test_what_people_changed_is_kept() -> None:
    load_units(Timeline([a_unit("vn", None), a_unit("tinh-a", "vn")], []))
    unit = Unit.objects.get(key="tinh-a")
    Unit.objects.filter(pk=unit.pk).update(name="Thành phố A", valid_to=date(2027, 1, 1))
    UnitName.objects.filter(unit=unit).update(valid_to=date(2026, 1, 1))
    UnitName.objects.create(unit=unit, name="Thành phố A", short_name="A", valid_from=date(2026, 1, 1))
    assert load_units(Timeline([a_unit("vn", None), a_unit("tinh-a", "vn")], [])).nothing_done
    unit.refresh_from_db()
    assert (unit.name, unit.valid_to) == ("Thành phố A", date(2027, 1, 1))


def test_a_correction_of_the_fixture_reaches_the_rows() -> None:
    load_units(Timeline([a_unit("vn", None), a_unit("tinh-a", "vn")], []))
    corrected = [a_unit("vn", None), a_unit("tinh-a", "vn", "Tỉnh Á", end=date(2025, 7, 1))]
    report = load_units(Timeline(corrected, []))
    assert report.changed["Unit"] == 1
    unit = Unit.objects.get(key="tinh-a")
    assert (unit.name, unit.search_key, unit.valid_to) == ("Tỉnh Á", "a", date(2025, 7, 1))


def test_a_broken_fixture_leaves_nothing_behind() -> None:
    with pytest.raises(ValueError, match="cấp trên không tồn tại"):
        load_units(Timeline([a_unit("vn", None), a_unit("tinh-a", "tinh-khong-co")], []))
    assert not Unit.objects.exists()
    assert not UnitEvent.objects.exists()
