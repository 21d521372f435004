"""The rules as data: they add up, they say how sure they are, and the classes fit what is known."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from thongsuot.kernel.rules import NoRuleForDate, RuleStatus
from thongsuot.measuring.index766.published import READ_ON
from thongsuot.measuring.index766.rules import index_on

INDEX = index_on(READ_ON)
SOURCE = Path(__file__).resolve().parents[6] / "shared" / "domain" / "data" / "index766.csv"


def test_groups_make_a_hundred_and_metrics_make_their_group() -> None:
    assert sum(group.maximum for group in INDEX.groups) == INDEX.maximum == 100
    for group in INDEX.groups:
        if not group.unknown:
            assert sum(metric.maximum or 0 for metric in group.scored) == group.maximum, group.code


def test_what_counts_do_not_give_says_why() -> None:
    assert {group.code for group in INDEX.groups if group.unknown} == {"ONLINE", "TTTT"}
    for metric in INDEX.metrics.values():
        assert metric.counts == bool(metric.maximum), metric.code
        assert not metric.counts or (metric.noun and metric.of and metric.step), metric.code


def test_what_a_third_party_says_waits_for_the_text_of_the_law() -> None:
    assert INDEX.status is RuleStatus.TO_VERIFY
    sure = {group.code for group in INDEX.groups if group.status is RuleStatus.OFFICIAL}
    assert sure == {"CKMB", "TDGQ", "MDSH", "MDHL"}
    assert INDEX.classes_status is RuleStatus.TO_VERIFY


@pytest.mark.parametrize(
    ("points", "name"),
    [("82.89", "Tốt"), ("83.8", "Tốt"), ("90", "Xuất sắc"), ("89.99", "Tốt"), ("68.8", "Trung bình"), ("0", "Yếu")],
)
def test_classes(points: str, name: str) -> None:
    assert INDEX.class_of(Decimal(points)) == name  # 82,89 Hà Giang and 83,8 Bến Cát are known to be «Tốt»


def test_no_index_before_the_decision() -> None:
    with pytest.raises(NoRuleForDate):
        index_on(date(2022, 6, 22))


def test_maxima_and_caps_are_those_of_the_collected_table() -> None:
    if not SOURCE.is_file():
        pytest.skip("nguồn không có ở đây")
    with SOURCE.open(encoding="utf-8-sig", newline="") as stream:
        told = {row["code"]: row for row in csv.DictReader(stream)}
    for metric in INDEX.metrics.values():
        number = "5.1" if metric.number.startswith("5.1") else metric.number
        stated = told[number]["max_points"]
        assert (metric.maximum if metric.guess is None else metric.guess) == (
            Decimal(stated) if stated and metric.code != "AVG_DAYS" else None
        ), metric.code
        if metric.full_at != 100:
            assert f"{metric.full_at}%" in told[number]["formula"], metric.code
