"""The time machine on the real units: names on a day, what became of whom, sums old → new and back."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from thongsuot.registry.units.domain import (
    AmbiguousNameError,
    Kind,
    Measure,
    NotMappableError,
    Standing,
    UnitHistory,
    UnitHistoryError,
    UnknownUnitError,
    percentile,
)
from thongsuot.registry.units.tests.conftest import AFTER, BEFORE

LAST_DAY, FIRST_DAY = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("name", "on", "key", "standing"),
    [
        ("Hà Giang", BEFORE, "tinh-ha-giang", Standing.IN_FORCE),
        ("UBND tỉnh Hà Giang", AFTER, "tinh-ha-giang", Standing.ENDED),
        ("tuyen quang", LAST_DAY, "tinh-tuyen-quang", Standing.IN_FORCE),
        ("tuyen quang", FIRST_DAY, "tinh-tuyen-quang-2025", Standing.IN_FORCE),
        ("Tỉnh Thừa Thiên Huế", date(2024, 12, 31), "thanh-pho-hue", Standing.IN_FORCE),
        ("Tỉnh Thừa Thiên Huế", date(2025, 1, 1), "thanh-pho-hue", Standing.ENDED),
        ("Thành phố Đồng Nai", date(2026, 4, 29), "tinh-dong-nai-2025", Standing.NOT_YET),
        ("Thành phố Đồng Nai", date(2026, 4, 30), "tinh-dong-nai-2025", Standing.IN_FORCE),
        ("TPHCM", BEFORE, "thanh-pho-ho-chi-minh", Standing.IN_FORCE),
        ("Q.03, TP.HCM", BEFORE, "quan-3--ho-chi-minh", Standing.IN_FORCE),
        ("Lạng Sơn", BEFORE, "tinh-lang-son", Standing.IN_FORCE),
        ("TP. Lạng Sơn", BEFORE, "thanh-pho-lang-son--lang-son", Standing.IN_FORCE),
        ("Văn Quan", BEFORE, "huyen-van-quan--lang-son", Standing.IN_FORCE),
        ("Văn Quan", AFTER, "xa-van-quan--lang-son", Standing.IN_FORCE),
        ("huyện Văn Quan", AFTER, "huyen-van-quan--lang-son", Standing.ENDED),
        (
            "xã Khánh Khê, huyện Văn Quan, tỉnh Lạng Sơn",
            BEFORE,
            "xa-khanh-khe--huyen-van-quan--lang-son",
            Standing.IN_FORCE,
        ),
        ("xã Khánh Khê, Lạng Sơn", AFTER, "xa-khanh-khe--lang-son", Standing.IN_FORCE),
        ("Bộ TT&TT", BEFORE, "bo-thong-tin-va-truyen-thong", Standing.IN_FORCE),
        ("Bộ Nội vụ", BEFORE, "bo-noi-vu", Standing.IN_FORCE),
        ("Bộ Nội vụ", AFTER, "bo-noi-vu-2025", Standing.IN_FORCE),
        ("cả nước", BEFORE, "vn", Standing.IN_FORCE),
        (unicodedata.normalize("NFD", "Bắc Ninh"), AFTER, "tinh-bac-ninh-2025", Standing.IN_FORCE),
    ],
)
def test_which_unit_a_name_meant_on_a_day(
    history: UnitHistory, name: str, on: date, key: str, standing: Standing
) -> None:
    found = history.resolve(name, on)
    assert (found.unit, found.standing) == (key, standing)


@pytest.mark.parametrize("name", ["xã Nơi Nào", "", "   ", "123", "huyện Lạng Sơn"])
def test_an_unknown_name_is_refused_and_said(history: UnitHistory, name: str) -> None:
    with pytest.raises(UnknownUnitError, match="Không tìm thấy đơn vị"):
        history.resolve(name, BEFORE)


def test_a_name_of_many_places_asks_which(history: UnitHistory) -> None:
    with pytest.raises(AmbiguousNameError, match="Hãy ghi rõ đơn vị cấp trên") as refused:
        history.resolve("Xã Hòa Bình", BEFORE)
    assert "xa-hoa-binh--huyen-van-quan--lang-son" in refused.value.candidates
    assert history.resolve("Xã Hòa Bình", BEFORE, inside="huyen-van-quan--lang-son").unit.startswith("xa-hoa-binh--")


def test_names_that_differ_only_in_marks_are_both_candidates(history: UnitHistory) -> None:
    found = history.names.candidates("xã Cẩm Giang", AFTER, kind=Kind.COMMUNE)
    assert {one.unit for one in found} >= {"xa-cam-giang--hai-phong", "xa-cam-giang-2--hai-phong"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tinh-ha-giang", "tinh-tuyen-quang-2025"),
        ("tinh-tuyen-quang", "tinh-tuyen-quang-2025"),
        ("tinh-hau-giang", "thanh-pho-can-tho-2025"),
        ("tinh-soc-trang", "thanh-pho-can-tho-2025"),
        ("thanh-pho-can-tho", "thanh-pho-can-tho-2025"),
        ("tinh-lang-son", "tinh-lang-son"),
    ],
)
def test_what_a_province_became(history: UnitHistory, old: str, new: str) -> None:
    (landing,) = history.present_of(old, AFTER)
    assert (landing.unit, landing.share, landing.estimated) == (new, 1, False)
    assert old in {unit.key for unit in history.predecessors(new, BEFORE)}
    assert history.present_of(old, BEFORE)[0].unit == old


def test_a_district_lives_on_in_communes_but_nobody_knows_how_much_in_each(history: UnitHistory) -> None:
    landings = history.present_of("huyen-van-quan--lang-son", AFTER)
    assert {landing.unit for landing in landings} == {
        f"xa-{name}--lang-son" for name in ("van-quan", "yen-phuc", "diem-he", "tri-le", "khanh-khe", "tan-doan")
    }
    assert all(landing.share is None for landing in landings)
    (above,) = history.present_of("huyen-van-quan--lang-son", AFTER, kind=Kind.PROVINCE)
    assert (above.unit, above.share, above.estimated) == ("tinh-lang-son", 1, False)


def test_a_district_that_joined_another_before_the_tier_ended(history: UnitHistory) -> None:
    values = {"huyen-dong-son--thanh-hoa": Decimal(3), "thanh-pho-thanh-hoa--thanh-hoa": Decimal(4)}
    carried = history.aggregate(values, as_of=date(2023, 12, 31), to=LAST_DAY, kind=Kind.DISTRICT)
    assert {key: one.value for key, one in carried.items()} == {"thanh-pho-thanh-hoa--thanh-hoa": Decimal(7)}
    before = history.predecessors("thanh-pho-thanh-hoa--thanh-hoa", date(2023, 12, 31))
    assert {unit.key for unit in before} == set(values)
    (joined,) = history.history_lines("huyen-dong-son--thanh-hoa")
    assert joined.text == "Huyện Đông Sơn nhập vào thành phố Thanh Hóa."
    received, _ = history.history_lines("thanh-pho-thanh-hoa--thanh-hoa")
    assert received.text == "Thành phố Thanh Hóa nhận huyện Đông Sơn."


def test_a_city_of_a_province_with_the_name_of_today_s_central_city(history: UnitHistory) -> None:
    assert history.resolve("Huế", BEFORE).unit == "thanh-pho-hue"
    assert history.resolve("Thành phố Huế", BEFORE).unit == "thanh-pho-hue--hue"
    assert history.resolve("Thành phố Huế", LAST_DAY).unit == "thanh-pho-hue"


def test_a_unit_that_did_not_exist_yet_is_not_carried(history: UnitHistory) -> None:
    with pytest.raises(UnitHistoryError, match="có từ ngày 01/07/2025"):
        history.present_of("tinh-tuyen-quang-2025", BEFORE)


@pytest.mark.parametrize(
    ("key", "as_of", "expected"),
    [
        ("tinh-ha-giang", BEFORE, "Hà Giang (nay thuộc Tuyên Quang)"),
        ("tinh-tuyen-quang", BEFORE, "Tuyên Quang (trước 01/07/2025)"),
        ("tinh-tuyen-quang-2025", AFTER, "Tuyên Quang"),
        ("tinh-lang-son", BEFORE, "Lạng Sơn"),
        ("thi-xa-chu--bac-giang", LAST_DAY, "Chũ (nay thuộc Chũ, Phượng Sơn, Kiên Lao và Nam Dương)"),
        ("thanh-pho-hue", BEFORE, "Thừa Thiên Huế (nay là thành phố Huế)"),
        ("huyen-van-quan--lang-son", BEFORE, "Văn Quan (nay thuộc 6 xã, phường của Lạng Sơn)"),
    ],
)
def test_label_of_a_figure(history: UnitHistory, key: str, as_of: date, expected: str) -> None:
    assert history.label(key, as_of, AFTER) == expected


def test_name_on_a_day(history: UnitHistory) -> None:
    names = [history.name_on("thanh-pho-hue", on) for on in (date(2024, 12, 31), date(2025, 1, 1))]
    assert names == ["Tỉnh Thừa Thiên Huế", "Thành phố Huế"]
    assert history.name_on("xa-bo-ha--bac-ninh", AFTER) == "Phường Bố Hạ"


def test_history_tells_the_event_and_its_law(history: UnitHistory) -> None:
    merged, became_city = history.history_lines("tinh-dong-nai-2025")
    assert merged.text == "Tỉnh Bình Phước và tỉnh Đồng Nai hợp nhất để lập tỉnh Đồng Nai."
    assert merged.citation == "Nghị quyết 202/2025/QH15 ngày 12/6/2025 của Quốc hội"
    assert became_city.text == "Tỉnh Đồng Nai trở thành thành phố Đồng Nai."
    assert became_city.on == date(2026, 4, 30)
    (ended,) = history.history_lines("huyen-van-quan--lang-son")
    assert ended.text.startswith("Huyện Văn Quan kết thúc hoạt động; địa bàn thuộc xã Văn Quan, ")
    assert history.history_lines("tinh-cao-bang") == ()


@pytest.mark.parametrize(
    ("key", "on", "region"),
    [
        ("tinh-hau-giang", date(2021, 12, 31), "Đồng bằng sông Cửu Long"),
        ("tinh-lang-son", date(2025, 8, 1), None),
        ("tinh-lang-son", AFTER, "Trung du và miền núi phía Bắc"),
        ("xa-khanh-khe--lang-son", AFTER, "Trung du và miền núi phía Bắc"),
        ("thanh-pho-hue", BEFORE, "Bắc Trung Bộ và duyên hải miền Trung"),
        ("thanh-pho-hue", AFTER, "Bắc Trung Bộ"),
        ("vn", AFTER, None),
    ],
)
def test_region_on_a_day(history: UnitHistory, key: str, on: date, region: str | None) -> None:
    found = history.region_of(key, on)
    assert (found.name if found else None) == region


def test_the_region_of_13_provinces_ranks_9_of_13(history: UnitHistory) -> None:
    region = history.region_of("tinh-hau-giang", date(2021, 12, 31))
    assert region is not None
    assert len(region.members) == 13


def test_a_region_in_the_scheme_one_asks_for(history: UnitHistory) -> None:
    old = history.region_of("tinh-lang-son", AFTER, scheme="6 vùng của 63 tỉnh, thành")
    assert old is not None
    assert len(old.members) == 14


def test_sums_are_exact_and_keep_their_parts(history: UnitHistory) -> None:
    values = {"tinh-ha-giang": Decimal("6613.20"), "tinh-tuyen-quang": Decimal("0.055")}
    carried = history.aggregate(values, as_of=BEFORE, to=AFTER)["tinh-tuyen-quang-2025"]
    assert carried.value == Decimal("6613.255")
    assert {part.unit: part.amount for part in carried.parts} == values
    assert not carried.estimated
    assert carried.complete


def test_a_part_without_figure_is_missing_not_zero(history: UnitHistory) -> None:
    carried = history.aggregate({"tinh-hau-giang": Decimal(5)}, as_of=BEFORE, to=AFTER)["thanh-pho-can-tho-2025"]
    assert carried.missing == ("thanh-pho-can-tho", "tinh-soc-trang")
    assert not carried.complete


def test_a_district_is_carried_to_its_province_exactly_and_to_communes_never(history: UnitHistory) -> None:
    values = {"huyen-van-quan--lang-son": Decimal(27), "huyen-loc-binh--lang-son": Decimal(4)}
    carried = history.aggregate(values, as_of=BEFORE, to=AFTER)["tinh-lang-son"]
    assert (carried.value, carried.estimated, len(carried.missing)) == (Decimal(31), False, 9)
    with pytest.raises(NotMappableError, match="Không chia được số liệu của Huyện"):
        history.aggregate(values, as_of=BEFORE, to=AFTER, kind=Kind.COMMUNE)


def test_a_divided_commune_is_estimated_and_says_how(history: UnitHistory) -> None:
    divided = "thi-tran-nam-can--huyen-nam-can--ca-mau"
    carried = history.aggregate({divided: Decimal(15)}, as_of=BEFORE, to=AFTER)
    assert sum(one.value for one in carried.values()) == 15
    assert {one.basis for one in carried.values()} == {"chia đều các phần vì chưa có tỷ trọng"}
    (province,) = history.aggregate({divided: Decimal(15)}, as_of=BEFORE, to=AFTER, kind=Kind.PROVINCE).values()
    assert (province.value, province.estimated) == (Decimal(15), False)


def test_a_given_weight_replaces_the_equal_split(history: UnitHistory) -> None:
    divided, main = "thi-tran-nam-can--huyen-nam-can--ca-mau", "xa-nam-can--ca-mau"
    weights = {(divided, main): Fraction(9, 10)}
    carried = history.aggregate({divided: Decimal(100)}, as_of=BEFORE, to=AFTER, weights=weights)
    assert carried[main].value == 90
    assert carried["xa-dat-moi--ca-mau"].value == 10


def test_the_whole_country_keeps_every_commune_figure(history: UnitHistory) -> None:
    values = {unit.key: Decimal(7) for unit in history.timeline.alive(LAST_DAY, Kind.COMMUNE)}
    carried = history.aggregate(values, as_of=LAST_DAY, to=AFTER)
    assert sum(one.value for one in carried.values()) == 7 * 10_035
    assert all(one.complete for one in carried.values())
    assert 0 < sum(one.estimated for one in carried.values()) < 1_034


@pytest.mark.parametrize(
    ("measure", "words"),
    [(Measure.RANK, "Thứ hạng không quy đổi"), (Measure.SCORE, "Điểm chỉ số"), (Measure.RATIO, "tử số và mẫu số")],
)
def test_what_does_not_add_up_is_refused(history: UnitHistory, measure: Measure, words: str) -> None:
    values = {"tinh-ha-giang": Decimal(33)}
    with pytest.raises(NotMappableError, match=words):
        history.aggregate(values, as_of=BEFORE, to=AFTER, measure=measure)
    with pytest.raises(NotMappableError, match=words):
        history.spread_back(
            {"tinh-tuyen-quang-2025": Decimal(1)},
            as_of=AFTER,
            to=BEFORE,
            kind=Kind.PROVINCE,
            weights=values,
            measure=measure,
        )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Chưa có số liệu"),
        ({"tinh-ha-giang": Decimal(1), "huyen-van-quan--lang-son": Decimal(1)}, "tính trùng"),
        ({"tinh-tuyen-quang-2025": Decimal(1)}, "không hoạt động vào ngày 30/09/2024"),
        ({"bo-thong-tin-va-truyen-thong": Decimal(1)}, "không có tỷ trọng"),
    ],
)
def test_bad_questions_are_refused_in_words(history: UnitHistory, values: dict[str, Decimal], words: str) -> None:
    with pytest.raises(NotMappableError, match=words):
        history.aggregate(values, as_of=BEFORE, to=AFTER)


def test_ratios_come_from_their_parts(history: UnitHistory) -> None:
    parts = {"tinh-ha-giang": (Decimal(90), Decimal(100)), "tinh-tuyen-quang": (Decimal(10), Decimal(300))}
    carried = history.aggregate_ratios(parts, as_of=BEFORE, to=AFTER)["tinh-tuyen-quang-2025"]
    assert carried.value == Fraction(1, 4)  # not (90% + 3,3%) / 2
    empty = history.aggregate_ratios({"tinh-ha-giang": (Decimal(0), Decimal(0))}, as_of=BEFORE, to=AFTER)
    assert empty["tinh-tuyen-quang-2025"].value is None
    assert empty["tinh-tuyen-quang-2025"].missing == ("tinh-tuyen-quang",)


def test_back_to_old_units_needs_weights_and_is_an_estimate(history: UnitHistory) -> None:
    new = {"tinh-tuyen-quang-2025": Decimal(100), "tinh-lang-son": Decimal(7)}
    weights = {"tinh-ha-giang": Decimal(1), "tinh-tuyen-quang": Decimal(2)}
    back = history.spread_back(new, as_of=AFTER, to=BEFORE, kind=Kind.PROVINCE, weights=weights)
    assert {key: one.value for key, one in back.items()} == {
        "tinh-ha-giang": Decimal(33),
        "tinh-tuyen-quang": Decimal(67),
        "tinh-lang-son": Decimal(7),
    }
    assert {key for key, one in back.items() if one.estimated} == {"tinh-ha-giang", "tinh-tuyen-quang"}
    with pytest.raises(NotMappableError, match="Cần tỷ trọng"):
        history.spread_back(new, as_of=AFTER, to=BEFORE, kind=Kind.PROVINCE, weights={"tinh-ha-giang": Decimal(1)})


def test_only_the_relative_place_of_a_rank_outlives_a_merger() -> None:
    assert [percentile(rank, 63) for rank in (1, 32, 63)] == [Decimal("100.0"), Decimal("50.0"), Decimal("0.0")]
    with pytest.raises(NotMappableError, match="Hạng 64"):
        percentile(64, 63)
