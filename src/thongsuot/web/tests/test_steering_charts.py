"""Programmes on their way and targets against their marks, read back from the SVG."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from decimal import Decimal

import pytest

from thongsuot.steering.plans.domain import Reading
from thongsuot.steering.plans.models import Target
from thongsuot.steering.plans.outlook.domain import Family, outlook
from thongsuot.steering.plans.outlook.rows import TargetView, aim_of
from thongsuot.steering.plans.queries import ProgrammeProgress
from thongsuot.steering.tasks.domain import Progress
from thongsuot.web.charts.gaps import Gap, gap_bars
from thongsuot.web.charts.model import Point
from thongsuot.web.templatetags.steering_charts import gap_chart, programme_chart

D = Decimal
ON = date(2024, 10, 10)


def classes(drawing: str, name: str) -> list[ET.Element]:
    return [one for one in ET.fromstring(drawing).iter() if name in one.get("class", "").split()]


def programme(label: str, done: int, total: int, expected: str | None = "80") -> ProgrammeProgress:
    share = D(expected) if expected else None
    return ProgrammeProgress(
        label, label, 2024, Progress(on_time=done, open=total - done), share, "theo hạn đã giao", ()
    )


def test_three_programmes_with_the_tick_of_today():
    rows = [programme("CCHC", 35, 41), programme("CĐS", 15, 20), programme("Đề án 06", 67, 83)]
    chart = programme_chart(rows, ON)
    assert chart.title == "1/3 chương trình chậm so với tiến độ, chậm nhất là CĐS"
    assert len(classes(chart.drawing, "bar")) == 3
    assert len(classes(chart.drawing, "expected")) == 3
    for told in ("35/41 (85,37%)", "15/20 (75%)", "67/83 (80,72%)"):
        assert told in chart.drawing
    assert [row[0] for row in chart.table.rows] == ["CCHC", "CĐS", "Đề án 06"]


def test_the_title_of_programmes_is_the_finding():
    assert programme_chart([programme("CCHC", 40, 40)], ON).title == "Các chương trình đều kịp tiến độ"
    assert programme_chart([programme("CCHC", 1, 40)], ON).title == "CCHC đang chậm so với tiến độ"
    assert "expected" not in programme_chart([programme("CCHC", 1, 40, None)], ON).drawing


def target(pk: int, name: str, aim: str, value: str, **more: object) -> TargetView:
    row = Target(pk=pk, name=name, aim=D(aim), unit_of_measure="%", due=date(2024, 12, 31), **more)
    reading = (Family.LEVEL, Reading(date(2024, 9, 30), D(value)))
    return TargetView(row, outlook(aim_of(row), [reading], ON), None)


def test_gaps_of_2024_part_at_the_mark():
    rows = [
        target(1, "Tự chủ", "10", "3.13"),
        target(2, "Giảm đơn vị", "20", "13.94"),
        target(3, "Cắt giảm", "30", "33.8"),
    ]
    chart = gap_chart(rows, ON)
    assert chart.title == "2/3 chỉ tiêu chưa đạt, xa mục tiêu nhất: Tự chủ"
    missing = [D(one.get("width", "0")) for one in classes(chart.drawing, "bar-missing")]
    beyond = [D(one.get("width", "0")) for one in classes(chart.drawing, "bar-beyond")]
    assert len(missing) == 2
    assert missing[0] > missing[1] > beyond[0] > 0  # 68,7% and 30,3% missing, 12,7% beyond
    assert "thiếu 6,87 điểm %" in chart.drawing
    assert not classes(chart.drawing, "coming")
    assert chart.table.rows[1][0] == "Giảm đơn vị"


def test_a_forecast_is_a_dot_with_its_words():
    row = target(1, "Thanh toán", "60", "41.05", baseline=D(30), baseline_on=date(2023, 12, 31))
    chart = gap_chart([row], ON)
    (dot,) = classes(chart.drawing, "coming")
    bar = classes(chart.drawing, "bar-missing")[0]
    assert D(dot.get("cx", "0")) > D(bar.get("x", "0"))  # on the way towards the mark
    assert [entry.text for entry in chart.legend] == ["dự báo đến hạn"]


def test_where_less_is_better_too_much_lies_on_the_missing_side():
    chart = gap_chart([target(1, "Trễ hạn", "1", "1.9", direction="<=")], ON)
    assert classes(chart.drawing, "bar-missing")
    assert not classes(chart.drawing, "bar-beyond")


@pytest.mark.parametrize("distance", ["0.9", "40"])
def test_far_beyond_the_mark_stays_on_the_page(distance):
    gap = Gap(Point("Vượt xa", D(500), "500"), Point("mục tiêu", D(10), "10"), "vượt 490", D(distance))
    chart = gap_bars(gaps=[gap], heading="x", measure="y")
    (bar,) = classes(chart.drawing, "bar-beyond")
    assert D(bar.get("x", "0")) + D(bar.get("width", "0")) <= 720


def test_what_is_not_known_is_in_the_table_only():
    gap = Gap(Point("Chưa rõ", None, note="chưa có kết quả"), Point("mục tiêu", D(10), "10"), "", None)
    chart = gap_bars(gaps=[gap], heading="x", measure="y")
    assert chart.drawing == ""
    assert chart.table.rows[0][3] == "—"
