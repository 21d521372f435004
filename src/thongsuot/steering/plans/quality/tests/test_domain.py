from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from thongsuot.steering.plans.quality.domain import Hint, hints, names_somebody

SOURCES = Path(__file__).resolve().parents[7] / "shared" / "sources"


def test_a_whole_order_needs_no_hint():
    assert hints(owner="Sở Nội vụ", due=date(2024, 12, 31), result="Báo cáo") == ()
    assert hints(owner="Sở Thông tin và Truyền thông", due=date(2024, 12, 31), measure="tổ chức 05 lớp") == ()


def test_each_missing_part_is_named():
    assert hints(owner="(không nêu)", due=None) == (Hint.NO_OWNER, Hint.NO_DATE, Hint.NO_MEASURE)
    assert hints(owner="", due=date(2024, 12, 31), result="Kế hoạch") == (Hint.NO_OWNER,)
    assert not names_somebody(" ( Không nêu ) ")
    assert names_somebody("Từng sở, ngành")


@pytest.mark.sources
@pytest.mark.skipif(not (SOURCES / "directives.csv").exists(), reason="không có thư mục nguồn")
def test_the_golden_orders():
    """B16: of the 55 orders, those that name nobody and those without a day are flagged, and no others."""
    with (SOURCES / "directives.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 55
    for row in rows:
        due = date.fromisoformat(row["due"]) if row["due"] else None
        found = hints(owner=row["assignee"], due=due, measure=row["quote"])
        assert (Hint.NO_OWNER in found) == (row["assignee"] == "(không nêu)"), row["id"]
        assert (Hint.NO_DATE in found) == (row["due"] == ""), row["id"]
