"""What rules/units holds, against the counts the law gives and against the published lists."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from thongsuot.kernel.rules import RuleFileError
from thongsuot.registry.units.domain import Kind, UnitHistory
from thongsuot.registry.units.fixture import load_timeline
from thongsuot.registry.units.timeline.keys import slug
from thongsuot.registry.units.timeline.model import Basis, EventKind

FACTS = Path(__file__).resolve().parents[5].parent / "shared" / "domain" / "data"
LAST_DAY, FIRST_DAY = date(2025, 6, 30), date(2025, 7, 1)


def forms(history: UnitHistory, on: date, kind: Kind) -> Counter[str]:
    return Counter(unit.name_on(on).form for unit in history.timeline.alive(on, kind))


@pytest.mark.parametrize(
    ("on", "kind", "count"),
    [
        (LAST_DAY, Kind.PROVINCE, 63),
        (FIRST_DAY, Kind.PROVINCE, 34),
        (date(2023, 12, 31), Kind.DISTRICT, 705),
        (date(2024, 9, 1), Kind.DISTRICT, 704),
        (date(2025, 1, 1), Kind.DISTRICT, 696),
        (LAST_DAY, Kind.DISTRICT, 696),
        (FIRST_DAY, Kind.DISTRICT, 0),
        (LAST_DAY, Kind.COMMUNE, 10_035),
        (FIRST_DAY, Kind.COMMUNE, 3_321),
    ],
)
def test_counts_on_both_sides_of_the_first_of_july(history: UnitHistory, on: date, kind: Kind, count: int) -> None:
    assert len(history.timeline.alive(on, kind)) == count


@pytest.mark.parametrize(
    ("on", "cities"),
    [
        (date(2024, 12, 31), 5),
        (date(2025, 1, 1), 6),
        (FIRST_DAY, 6),
        (date(2026, 4, 30), 7),
        (date(2026, 9, 1), 8),
        (date(2026, 9, 20), 9),
    ],
)
def test_cities_under_the_centre(history: UnitHistory, on: date, cities: int) -> None:
    assert forms(history, on, Kind.PROVINCE)["Thành phố"] == cities


@pytest.mark.parametrize(
    ("on", "wards", "communes"),
    [(FIRST_DAY, 687, 2_621), (date(2026, 4, 30), 697, 2_611), (date(2026, 9, 20), 709, 2_599)],
)
def test_communes_wards_and_special_zones(history: UnitHistory, on: date, wards: int, communes: int) -> None:
    assert forms(history, on, Kind.COMMUNE) == {"Phường": wards, "Xã": communes, "Đặc khu": 13}


@pytest.mark.parametrize(
    ("province", "communes", "wards", "zones"),
    [("tinh-lao-cai-2025", 89, 10, 0), ("tinh-quang-ninh", 22, 30, 2), ("tinh-dong-nai-2025", 72, 23, 0)],
)
def test_a_province_has_the_communes_its_resolution_gives(
    history: UnitHistory, province: str, communes: int, wards: int, zones: int
) -> None:
    found = Counter(unit.name_on(FIRST_DAY).form for unit in history.children(province, FIRST_DAY))
    assert (found["Xã"], found["Phường"], found["Đặc khu"]) == (communes, wards, zones)


# Read in Resolution 1673/NQ-UBTVQH15 itself (Article 1, clauses 1, 3, 8, 13, 42, 65, 67, 86, 88, 90).
LAO_CAI = {
    "xa-khao-mang": {"Hồ Bốn", "Khao Mang"},
    "xa-pung-luong": {"Nậm Khắt", "La Pán Tẩn", "Dế Xu Phình", "Púng Luông"},
    "xa-lien-son": {"Nông trường Liên Sơn", "Sơn A", "Nghĩa Phúc"},
    "xa-chan-thinh": {"Tân Thịnh", "Đại Lịch", "Chấn Thịnh"},
    "xa-xuan-quang": {"Phong Niên", "Trì Quang", "Xuân Quang"},
    "xa-bao-ha": {"Kim Sơn", "Cam Cọn", "Tân An", "Tân Thượng", "Bảo Hà"},
    "xa-ban-ho": {"Thanh Bình", "Bản Hồ"},
    "phuong-yen-bai": {"Đồng Tâm", "Yên Ninh", "Minh Tân", "Nguyễn Thái Học", "Hồng Hà"},
    "phuong-au-lau": {"Hợp Minh", "Giới Phiên", "Minh Quân", "Âu Lâu"},
    "phuong-lao-cai": {"Duyên Hải", "Cốc Lếu", "Kim Tân", "Lào Cai", "Vạn Hòa", "Bản Phiệt"},
}


@pytest.mark.parametrize("commune", sorted(LAO_CAI))
def test_communes_of_a_province_hold_what_its_resolution_says(history: UnitHistory, commune: str) -> None:
    sources = history.predecessors(f"{commune}--lao-cai", LAST_DAY)
    assert {unit.names[0].short for unit in sources} == LAO_CAI[commune]
    (event,) = history.history_lines(f"{commune}--lao-cai")
    assert event.citation.startswith("Nghị quyết 1673/NQ-UBTVQH15 ngày 16/6/2025")


def test_communes_a_resolution_leaves_alone(history: UnitHistory) -> None:
    kept = {
        history.timeline.unit(str(event.members[0].successor)).names[0].short
        for event in history.timeline.events
        if event.note.startswith("Không sắp xếp") and event.citation.startswith("Nghị quyết 1673/")
    }
    named = {"Nậm Xé", "Ngũ Chỉ Sơn", "Chế Tạo", "Lao Chải", "Nậm Có", "Tà Xi Láng", "Cát Thịnh", "Phong Dụ Thượng"}
    assert kept == named - {"Tà Xi Láng"}  # the old list writes it «Tà Si Láng»: kept as a renaming


def test_every_unit_that_ended_has_an_event_and_every_event_a_law(history: UnitHistory) -> None:
    timeline = history.timeline
    for unit in timeline.units.values():
        if unit.end is not None:
            assert any(event.effective_on == unit.end for event in timeline.events_of(unit.key)), unit.key
    for event in timeline.events:
        assert event.citation.startswith("Nghị quyết")
        assert event.source
        assert event.certainty in {"secondary", "to-verify"}
        assert "{" not in event.citation + event.source


def test_every_old_commune_lands_in_full_and_every_new_one_came_from_somewhere(history: UnitHistory) -> None:
    timeline = history.timeline
    for unit in timeline.alive(LAST_DAY, Kind.COMMUNE):
        landings = timeline.become(unit.key, FIRST_DAY)
        assert sum(landing.share or 0 for landing in landings) == 1
        assert {timeline.unit(landing.unit).kind for landing in landings} == {Kind.COMMUNE}
    for unit in timeline.alive(FIRST_DAY, Kind.COMMUNE):
        assert unit.key not in timeline.came_from(unit.key, LAST_DAY) != ()


def test_communes_stay_inside_the_province_their_old_province_joined(history: UnitHistory) -> None:
    timeline = history.timeline
    for unit in (*timeline.alive(LAST_DAY, Kind.COMMUNE), *timeline.alive(LAST_DAY, Kind.DISTRICT)):
        old = timeline.ancestor(unit.key, Kind.PROVINCE)
        (new,) = timeline.become(str(old), FIRST_DAY)
        assert {landing.unit for landing in timeline.become(unit.key, FIRST_DAY, kind=Kind.PROVINCE)} == {new.unit}


def test_divided_communes_have_one_main_part_and_no_invented_weight(history: UnitHistory) -> None:
    heirs = [history.timeline.heirs(unit.key) for unit in history.timeline.alive(LAST_DAY, Kind.COMMUNE)]
    divided = [edges for edges in heirs if len(edges) > 1]
    assert (len(divided), sum(map(len, divided))) == (471, 1_033)
    for edges in divided:
        assert Counter(edge.basis for edge in edges)[Basis.MAIN_PART] == 1
        assert all(edge.share is None for edge in edges)


def test_each_of_the_34_has_its_own_resolution(history: UnitHistory) -> None:
    cited = {
        (history.timeline.unit(str(event.members[0].successor)).parent, event.citation)
        for event in history.timeline.events
        if event.key.startswith("sap-xep-")
    }
    assert len(cited) == len({province for province, _ in cited}) == len({citation for _, citation in cited}) == 34


def test_regions_hold_every_province_once(history: UnitHistory) -> None:
    for on, count in ((date(2021, 12, 31), 63), (date(2026, 1, 1), 34)):
        provinces = history.timeline.alive(on, Kind.PROVINCE)
        regions = Counter(history.region_of(unit.key, on) for unit in provinces)
        assert None not in regions
        assert (len(regions), sum(regions.values())) == (6, count)


def test_14_ministries_3_agencies_of_their_rank_since_march_2025(history: UnitHistory) -> None:
    before, after = (forms(history, on, Kind.MINISTRY) for on in (date(2025, 2, 28), date(2025, 3, 1)))
    assert (before["Bộ"], before["Cơ quan ngang bộ"]) == (18, 4)
    assert (after["Bộ"], after["Cơ quan ngang bộ"], after["Cơ quan thuộc Chính phủ"]) == (14, 3, 5)


def test_kinds_of_the_commune_events(history: UnitHistory) -> None:
    kinds = Counter(event.kind for event in history.timeline.events if event.key.startswith("sap-xep-"))
    assert kinds.total() == 3_321
    assert kinds[EventKind.ESTABLISHED] == 5  # five island districts had no communes
    kept = [event for event in history.timeline.events if event.note.startswith("Không sắp xếp")]
    assert len(kept) == 121


def test_keys_fit_the_columns_and_name_no_official_code(history: UnitHistory) -> None:
    for unit in history.timeline.units.values():
        assert len(unit.key) <= 120
        assert all(slug(part) == part for part in unit.key.split("--"))


@pytest.mark.skipif(not FACTS.is_dir(), reason="cần ../shared/domain/data")
def test_mergers_agree_with_the_published_list(history: UnitHistory) -> None:
    with (FACTS / "province_merge.csv").open(encoding="utf-8", newline="") as lines:
        listed = list(csv.DictReader(lines))
    assert len(listed) == 63
    for line in listed:
        old = history.resolve(line["old_unit"], date(2024, 12, 31), kind=Kind.PROVINCE).unit
        new = history.resolve(line["new_unit"], FIRST_DAY, kind=Kind.PROVINCE).unit
        assert [landing.unit for landing in history.present_of(old, FIRST_DAY)] == [new]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match=r"events\.yaml"):
        load_timeline(tmp_path)
