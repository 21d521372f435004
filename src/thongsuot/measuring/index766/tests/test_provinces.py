"""The 34 provinces as printed on 10/10/2026: every point that counts give is given to the cent, the rest is named."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from thongsuot.measuring.index766.published import READ_ON, agreement, compared_units, counts_file, printed_units
from thongsuot.measuring.index766.reading import read
from thongsuot.measuring.index766.rules import TOTAL, index_on
from thongsuot.measuring.index766.table import score_units

SOURCE = Path(__file__).resolve().parents[6] / "shared" / "domain" / "data"
INDEX = index_on(READ_ON)


def test_all_that_counts_give_is_equal_to_the_cent() -> None:
    found = agreement()
    assert (found.metrics, found.metrics_equal) == (475, 475)  # 14 metrics × 34, less Sơn La's 0/0
    assert (found.groups, found.groups_equal) == (102, 102)  # CKMB, TDGQ, MDHL
    assert (found.totals, found.totals_equal) == (34, 34)  # with ONLINE, TTTT and MDSH as printed


def test_what_counts_do_not_give_is_named() -> None:
    empty = Counter(
        code
        for unit in compared_units().values()
        for code in unit.printed.points
        if unit.computed.scores[code].points is None
    )
    assert empty == {"ELECTRONIC_CERTIFIED_COPY": 34}  # printed 2 points without counts
    assert {unit.taken for unit in compared_units().values()} == {("ONLINE", "TTTT", "MDSH")}


def test_the_digitising_group_is_the_sum_of_its_six_parts_and_the_printed_copy() -> None:
    for unit in compared_units().values():
        known = unit.computed.groups["MDSH"].known + unit.printed.points["ELECTRONIC_CERTIFIED_COPY"]
        assert known == unit.printed.groups["MDSH"], unit.printed.unit


@pytest.mark.parametrize(
    ("unit", "metric", "printed"),
    [
        ("H53", "PUBLISH_ON_TIME", "0.12"),  # 6 × 1/48 = 0,125: half to the even digit
        ("H20", "REUSED_DIGITIZED_DATA", "0.74"),  # cap at 80%
        ("H20", "DOSSIER_RECEIVING_SATISFACTION", "5.9"),  # cap at 90%
        ("H12", "DOSSIER_RECEIVING_SATISFACTION", "6"),  # 90,01%
        ("H24", "REUSED_DIGITIZED_DATA", "0.63"),  # printed ratio 25% would give 0,62 or 0,63: the exact one decides
    ],
)
def test_the_cases_that_settle_the_rules(unit: str, metric: str, printed: str) -> None:
    assert compared_units()[unit].computed.scores[metric].points == Decimal(printed)


@pytest.mark.parametrize(("unit", "printed", "plain"), [("H55", "8.1", "8.11"), ("H56", "8.49", "8.48")])
def test_the_publicity_group_adds_points_of_rounded_ratios(unit: str, printed: str, plain: str) -> None:
    found = compared_units()[unit].computed
    assert found.groups["CKMB"].points == Decimal(printed)
    own = [found.scores[metric.code].points for metric in INDEX.groups[0].scored]
    assert sum(points for points in own if points is not None) == Decimal(plain)


def test_nothing_to_publish_is_left_empty_and_adds_nothing() -> None:
    son_la = compared_units()["H52"]
    assert son_la.computed.scores["PUBLISH_ON_TIME"].points is None
    assert son_la.computed.groups["CKMB"].points == son_la.printed.groups["CKMB"] == 8


def test_the_table_says_the_same() -> None:
    rows = read(counts_file().read_text(encoding="utf-8"), INDEX)
    assert not [row for row in rows if row.fault or row.warning]
    lines = {
        (line.unit_code, line.group, line.metric_code): line for unit in score_units(rows, INDEX) for line in unit.lines
    }
    assert len(lines) == 34 * (20 + 6 + 1)
    with counts_file().open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            line = lines[row["unit_code"], row["group"], row["metric_code"]]
            assert line.score == row["score"] or (not line.score and line.note), line


def test_our_copy_of_the_facts_is_the_one_that_was_read() -> None:
    if not (SOURCE / "index766_provinces_components.csv").is_file():
        pytest.skip("nguồn không có ở đây")
    units = printed_units()
    with (SOURCE / "index766_provinces_components.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            unit, metric = units[row["unit_code"]], row["metric_code"]
            printed = unit.groups[row["group"]] if metric == TOTAL else unit.points.get(metric)
            assert printed == (Decimal(row["score"]) if row["score"] else None)
            if metric != TOTAL:
                count = unit.counts[metric]
                assert [count.numerator, count.denominator] == [
                    int(row[name]) if row[name] else None for name in ("numerator", "denominator")
                ]
            known = INDEX.metrics[metric].maximum if metric in INDEX.metrics else None
            assert metric == TOTAL or known == (Decimal(row["max_score"]) if row["max_score"] else None)
    with (SOURCE / "index766_provinces_scores.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            unit = units[row["code"]]
            assert unit.total == Decimal(row["total_score"])
            assert unit.groups == {code: Decimal(row[code]) for code in unit.groups}
