"""Fetching units: on a day, under a unit, by name, with their history."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thongsuot.platform.access.actors import ANONYMOUS
from thongsuot.platform.access.errors import Hidden
from thongsuot.registry.units import queries
from thongsuot.registry.units.domain import UnitHistory
from thongsuot.registry.units.models import Unit, UnitEvent, UnitEventMember, UnitKind, UnitName
from thongsuot.registry.units.tests.conftest import AFTER, BEFORE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_units")]


def unit(key: str) -> Unit:
    return queries.get_for(ANONYMOUS, key)


def test_provinces_on_a_day() -> None:
    assert queries.alive_on(ANONYMOUS, date(2025, 6, 30), UnitKind.PROVINCE).count() == 63
    assert queries.alive_on(ANONYMOUS, date(2025, 7, 1), UnitKind.PROVINCE).count() == 34
    assert queries.alive_on(ANONYMOUS, date(2025, 6, 30), UnitKind.DISTRICT).count() == 696
    assert not queries.alive_on(ANONYMOUS, date(2025, 7, 1), UnitKind.DISTRICT).exists()


def test_an_unknown_key_is_hidden() -> None:
    with pytest.raises(Hidden):
        unit("tinh-khong-co")


def test_children_of_a_province_change_tier_with_the_date() -> None:
    province = unit("tinh-lang-son")
    assert {child.kind for child in queries.children_on(ANONYMOUS, province, BEFORE)} == {UnitKind.DISTRICT}
    communes = queries.children_on(ANONYMOUS, province, AFTER)
    assert communes.count() == 65
    assert {child.kind for child in communes} == {UnitKind.COMMUNE}


def test_crumbs_go_from_the_nation_down() -> None:
    commune = unit("xa-khanh-khe--huyen-van-quan--lang-son")
    assert [one.name for one in queries.above(ANONYMOUS, commune)][1:] == ["Tỉnh Lạng Sơn", "Huyện Văn Quan"]


@pytest.mark.parametrize(
    ("key", "on", "expected"),
    [
        ("tinh-ha-giang", AFTER, {"tinh-tuyen-quang-2025"}),
        ("tinh-tuyen-quang-2025", BEFORE, {"tinh-ha-giang", "tinh-tuyen-quang"}),
        ("tinh-lang-son", BEFORE, {"tinh-lang-son"}),
        ("thanh-pho-can-tho-2025", BEFORE, {"thanh-pho-can-tho", "tinh-hau-giang", "tinh-soc-trang"}),
    ],
)
def test_the_same_place_on_another_day(key: str, on: date, expected: set[str]) -> None:
    assert {one.key for one in queries.same_place_on(ANONYMOUS, unit(key), on)} == expected


def test_history_of_one_unit_needs_few_queries_and_says_what_the_whole_says(history: UnitHistory) -> None:
    keys = ["tinh-ha-giang", "thanh-pho-hue", "huyen-van-quan--lang-son", "xa-van-quan--lang-son", "tinh-dong-nai-2025"]
    for key in keys:
        one = unit(key)
        with CaptureQueriesContext(connection) as asked:
            lines = queries.history_lines(ANONYMOUS, one)
        assert lines == history.history_lines(key)
        assert len(asked) <= 20
    assert queries.label_for(ANONYMOUS, unit("tinh-ha-giang"), BEFORE) == "Hà Giang (nay thuộc Tuyên Quang)"


def test_labels_of_all_provinces_cost_as_many_queries_as_one() -> None:
    provinces = list(queries.alive_on(ANONYMOUS, BEFORE, UnitKind.PROVINCE))
    with CaptureQueriesContext(connection) as asked:
        labels = queries.labels_for(ANONYMOUS, provinces, BEFORE)
    assert len(asked) <= 20
    assert len(labels) == 63
    assert labels[unit("thanh-pho-hue").pk] == "Thừa Thiên Huế (nay là thành phố Huế)"
    assert labels[unit("tinh-hau-giang").pk] == "Hậu Giang (nay thuộc Cần Thơ)"


@pytest.mark.parametrize(
    ("key", "on", "members"),
    [("tinh-hau-giang", date(2021, 12, 31), 13), ("xa-khanh-khe--lang-son", AFTER, 9), ("vn", AFTER, None)],
)
def test_region_of_a_unit_on_a_day(key: str, on: date, members: int | None) -> None:
    region = queries.region_on(ANONYMOUS, unit(key), on)
    assert (region.members.count() if region else None) == members


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("lang son", "tinh-lang-son"),
        ("Tuyên Quang", "tinh-tuyen-quang-2025"),
        ("ha giang", "tinh-ha-giang"),
        ("huyện Văn Quan", "huyen-van-quan--lang-son"),
        ("TP.HCM", "thanh-pho-ho-chi-minh-2025"),
        ("Thừa Thiên Huế", "thanh-pho-hue"),
        ("bo tt&tt", "bo-thong-tin-va-truyen-thong"),
        ("Đắc Lắc", "tinh-dak-lak-2025"),
        ("tỉnh Hoà Bình", "tinh-hoa-binh"),
    ],
)
def test_search_finds_first(text: str, key: str) -> None:
    assert queries.search(ANONYMOUS, text)[0].key == key


def test_search_on_an_earlier_day_prefers_who_was_alive_then() -> None:
    assert queries.search(ANONYMOUS, "Tuyên Quang", on=BEFORE)[0].key == "tinh-tuyen-quang"


def test_search_for_nothing_finds_nothing() -> None:
    assert queries.search(ANONYMOUS, "   ") == []
    assert queries.search(ANONYMOUS, "không có đơn vị này") == []


def test_the_history_of_the_rows_is_the_history_of_the_fixture(history: UnitHistory) -> None:
    stored = queries.history(ANONYMOUS)
    assert stored.timeline.units.keys() == history.timeline.units.keys()
    assert {event.key for event in stored.timeline.events} == {event.key for event in history.timeline.events}
    values = {"tinh-ha-giang": Decimal("1.5"), "tinh-tuyen-quang": Decimal("2.25")}
    assert stored.aggregate(values, as_of=BEFORE, to=AFTER) == history.aggregate(values, as_of=BEFORE, to=AFTER)
    assert stored.region_of("tinh-lang-son", AFTER) == history.region_of("tinh-lang-son", AFTER)
    assert queries.history(ANONYMOUS) is stored


def test_an_event_recorded_by_people_is_seen_at_once() -> None:
    before = queries.history(ANONYMOUS)
    old, new = unit("xa-na-sam--lang-son"), unit("xa-van-lang--lang-son")
    event = UnitEvent.objects.create(
        key="nhap-thu", kind="merged", effective_on=date(2026, 12, 1), citation="Quyết định thử", certainty="sample"
    )
    UnitEventMember.objects.create(event=event, predecessor=old, successor=new, share=1, share_basis="toàn bộ")
    Unit.objects.filter(pk=old.pk).update(valid_to=date(2026, 12, 1))
    after = queries.history(ANONYMOUS)
    assert after is not before
    assert [one.unit for one in after.present_of(old.key, date(2027, 1, 1))] == [new.key]
    assert UnitName.objects.filter(unit=old).count() == 1
