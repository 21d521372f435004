"""Ranks and classes as printed: ties share a rank, what is printed decides, populations never meet."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.kernel.formatting import round_half_up
from thongsuot.measuring.conftest import THRESHOLDS
from thongsuot.measuring.scoring.standings import Entrant, ThresholdError, standings, standings_apart

# par-sipas §1.7: the groups of provinces in the 2021 round, and in 2018, when the table was another.
ROUND_2021 = [{"name": "A", "from": "90"}, {"name": "B", "from": "80"}, {"name": "C", "from": "70"}]
ROUND_2018 = [
    {"name": "A", "from": "80"},
    {"name": "B", "from": "75"},
    {"name": "C", "from": "70"},
    {"name": "D", "from": "0"},
]
percents = st.decimals(0, 105, places=4) | st.sampled_from([Decimal("89.995"), Decimal("89.9949"), Decimal(90), None])


def test_equal_totals_share_a_rank_and_the_next_is_five() -> None:
    """E16: «đa số hoàn thành 100% nhiệm vụ»; two at 3, then 5."""
    scores = {"a": 100, "b": 99, "c": 95, "d": 95, "e": 90}
    found = standings({unit: Decimal(score) for unit, score in scores.items()}, THRESHOLDS)
    assert [one.text for one in found.values()] == [
        "hạng 1/5",
        "hạng 2/5",
        "đồng hạng 3/5",
        "đồng hạng 3/5",
        "hạng 5/5",
    ]


def test_the_same_percent_is_another_class_in_another_round() -> None:
    percent = {"tỉnh": Decimal("81.2")}
    assert standings(percent, ROUND_2018)["tỉnh"].class_name == "A"
    assert standings(percent, ROUND_2021)["tỉnh"].class_name == "B"
    assert standings({"tỉnh": Decimal("69.99")}, ROUND_2021)["tỉnh"].class_name == ""


def test_printed_provinces_of_2021_fall_into_their_printed_groups() -> None:
    """Three in A, the last one in C."""
    printed = {"Hải Phòng": "91.80", "Quảng Ninh": "91.14", "Đà Nẵng": "90.25", "Kiên Giang": "79.97"}
    found = standings({unit: Decimal(value) for unit, value in printed.items()}, ROUND_2021)
    assert [one.class_name for one in found.values()] == ["A", "A", "A", "C"]


def test_what_is_printed_decides() -> None:
    """89,995 is printed as 90,00: it ranks and is classed as 90,00."""
    found = standings({"a": Decimal("89.995"), "b": Decimal(90), "c": Decimal("89.9949")}, THRESHOLDS)
    assert (found["a"].text, found["b"].text, found["c"].text) == ("đồng hạng 1/3", "đồng hạng 1/3", "hạng 3/3")
    assert (found["a"].class_name, found["c"].class_name) == ("Xuất sắc", "Tốt")
    assert found["a"].percent == found["b"].percent


def test_no_percent_no_rank() -> None:
    found = standings({"a": Decimal(80), "b": None}, THRESHOLDS)
    assert "b" not in found and found["a"].out_of == 1


def test_populations_and_peer_groups_are_ranked_for_themselves() -> None:
    """Hải Phòng 2025 ranks phường and xã apart; a ministry never stands among provinces (E15)."""
    entrants = [
        Entrant("phường một", "commune", "phường", Decimal(90)),
        Entrant("phường hai", "commune", "phường", Decimal(80)),
        Entrant("xã một", "commune", "xã", Decimal(85)),
        Entrant("sở một", "department", "", Decimal(99)),
    ]
    found = standings_apart(entrants, THRESHOLDS)
    assert {key: one.text for key, one in found.items()} == {
        "phường một": "hạng 1/2",
        "phường hai": "hạng 2/2",
        "xã một": "hạng 1/1",
        "sở một": "hạng 1/1",
    }


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ([{"name": "Tốt", "from": "80"}, {"name": "Xuất sắc", "from": "90"}], "«Xuất sắc» từ 90 đứng sau «Tốt» từ 80"),
        ([{"name": "Tốt", "from": "80"}, {"name": "Khá", "from": "80"}], "mỗi mức một ngưỡng riêng"),
        ([{"name": "Tốt", "from": "80"}, {"name": "Tốt", "from": "70"}], "hai dòng «Tốt»"),
        ([{"name": "Tốt", "from": "80"}, {"from": "70"}], "dòng 2: cần tên loại"),
        ([{"name": " ", "from": "80"}], "dòng 1: cần tên loại"),
        ([{"name": "Tốt", "from": "tám mươi"}], "mức điểm bằng số"),
        ([{"name": "Tốt", "from": "Infinity"}], "mức điểm bằng số"),
    ],
)
def test_a_threshold_table_that_cannot_be_right_is_refused(table: list[dict[str, Any]], says: str) -> None:
    with pytest.raises(ThresholdError) as refused:
        standings({"a": Decimal(85)}, table)
    assert says in str(refused.value)


@given(st.lists(percents, max_size=40))
@settings(max_examples=100, deadline=None)
def test_a_rank_is_one_more_than_those_printed_better(scores: list[Decimal | None]) -> None:
    found = standings(dict(enumerate(scores)), THRESHOLDS)
    printed = {unit: round_half_up(score, 2) for unit, score in enumerate(scores) if score is not None}
    assert found.keys() == printed.keys()
    for unit, one in found.items():
        assert one.position == 1 + sum(other > printed[unit] for other in printed.values())
        assert one.tied == (list(printed.values()).count(printed[unit]) > 1)
        assert one.out_of == len(printed)
        reached = [line["name"] for line in THRESHOLDS if printed[unit] >= int(line["from"])]
        assert one.class_name == (reached[0] if reached else "")
