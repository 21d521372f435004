"""Charts read back from their SVG: every figure drawn, nothing drawn that is not there."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from decimal import Decimal

import pytest

from thongsuot.web.charts import bars, strips, tiles, trends
from thongsuot.web.charts.classes import equal_classes
from thongsuot.web.charts.model import Chart, Point

AFTER, BEFORE = date(2025, 7, 1), date(2025, 6, 30)


def point(label: str, value: str | None, **more: object) -> Point:
    text = value.replace(".", ",") if value else ""
    return Point(label, Decimal(value) if value else None, text, **more)  # type: ignore[arg-type]


def drawn(chart: Chart) -> ET.Element:
    return ET.fromstring(chart.drawing)


def texts(root: ET.Element) -> list[str]:
    return ["".join(element.itertext()) for element in root.iter("text")]


def of_class(root: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in root.iter() if name in element.get("class", "").split()]


def country(day: date) -> Chart:
    grid = tiles.grid_on(day)
    points = {
        key: point(key, str(50 + n), url=f"/so-lieu/{n + 1}", claim=str(n + 1)) for n, key in enumerate(grid.places)
    }
    first = next(iter(grid.places))
    points[first] = Point(first, None, note="chưa báo cáo")
    return tiles.tile_map(grid=grid, points=points, heading="Có kết quả", measure="Điểm")


@pytest.mark.parametrize(("day", "number"), [(BEFORE, 63), (AFTER, 34)])
def test_map_has_a_tile_for_every_province(day: date, number: int) -> None:
    root = drawn(country(day))
    assert len(of_class(root, "tile")) == number
    assert len(root.findall(".//a")) == number - 1
    assert all(link.get("data-claim") and link.get("aria-label") for link in root.iter("a"))


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_map_always_shows_both_archipelagos(day: date) -> None:
    said = " ".join(texts(drawn(country(day))))
    assert "Quần đảo Hoàng Sa" in said and "da-nang" in said
    assert "Quần đảo Trường Sa" in said and "tinh-khanh-hoa" in said


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_tiles_do_not_overlap(day: date) -> None:
    grid = tiles.grid_on(day)
    assert len(set(grid.places.values())) == len(grid.places)


def test_map_knows_every_province_of_the_record() -> None:
    from thongsuot.registry.units.fixture import load_timeline
    from thongsuot.registry.units.timeline.model import Kind

    timeline = load_timeline()
    for day in (BEFORE, AFTER):
        provinces = {unit.key for unit in timeline.alive(day, Kind("province"))}
        assert provinces == set(tiles.grid_on(day).places)


def test_missing_is_drawn_as_missing_and_told() -> None:
    chart = country(AFTER)
    assert len(of_class(drawn(chart), "tile-0")) == 1
    assert "—" in texts(drawn(chart))
    assert chart.legend[-1].text == "chưa có số liệu"
    assert chart.table.rows[-1][1].shown == "— (chưa báo cáo)"  # type: ignore[union-attr]
    assert chart.summary.startswith("Điểm của 33/34 đơn vị.")


def test_no_day_without_a_map_is_guessed() -> None:
    assert tiles.grid_on(date(1998, 1, 1)).places  # the older map has no known beginning
    assert tiles.grid_on(date(2099, 1, 1)).valid_to is None


def test_classes_cover_all_values_and_are_readable() -> None:
    values = [Decimal(v) for v in ("55.23", "61", "68.8")]
    classes = equal_classes(values)
    assert classes and classes.texts() == ["55 – 58", "58 – 61", "61 – 64", "64 – 67", "67 – 70"]
    assert [classes.number_of(value) for value in values] == [1, 3, 5]


@pytest.mark.parametrize("values", [["7"], ["0.31", "0.32"], ["0", "100"], ["-3", "2.5"]])
def test_classes_hold_their_ends(values: list[str]) -> None:
    numbers = [Decimal(v) for v in values]
    classes = equal_classes(numbers)
    assert classes and classes.bounds[0] <= min(numbers) and max(numbers) <= classes.bounds[-1]
    assert all(1 <= classes.number_of(number) <= 5 for number in numbers)


def test_no_values_no_classes() -> None:
    assert equal_classes([]) is None


YEARS = [point("2020", "80.1"), point("2021", "81"), Point("2022", None), point("2023", "84"), point("2024", "86")]


def test_gap_is_not_joined() -> None:
    runs = trends.segments(YEARS, [])
    assert [[p.label for p in run] for run in runs] == [["2020", "2021"], ["2023", "2024"]]


def test_break_is_not_joined_and_is_marked() -> None:
    cut = trends.Break("2024", "Bộ tiêu chí mới")
    chart = trends.trend(points=YEARS, breaks=[cut], heading="x", measure="Điểm")
    assert [[p.label for p in run] for run in trends.segments(YEARS, [cut])] == [["2020", "2021"], ["2023"], ["2024"]]
    root = drawn(chart)
    assert len(of_class(root, "break")) == 1 and len(of_class(root, "dot-series")) == 4
    assert "đổi cách tính" in texts(root)
    assert "Bộ tiêu chí mới" in chart.summary
    assert "80,1" in texts(root)


def test_break_stands_between_its_periods() -> None:
    root = drawn(trends.trend(points=YEARS, breaks=[trends.Break("2021", "y")], heading="x", measure="Điểm"))
    line = of_class(root, "break")[0]
    before, after = (float(dot.get("cx", "0")) for dot in of_class(root, "dot-series")[:2])
    assert before < float(line.get("x1", "0")) < after


def test_trend_of_nothing_draws_nothing() -> None:
    assert trends.trend(points=[Point("2020", None)], heading="x", measure="Điểm").drawing == ""


def test_sparkline_keeps_gaps() -> None:
    root = ET.fromstring(trends.sparkline(YEARS, "Điểm"))
    assert len(of_class(root, "series")) == 2
    assert root.get("role") == "img" and "2022: —" in (root.get("aria-label") or "")


def test_strip_marks_mine_and_counts_ties() -> None:
    chart = strips.rank_strip(
        points=[point("A", "90"), point("B", "90"), point("C", "80", is_mine=True), Point("D", None)],
        heading="x",
        measure="Điểm",
    )
    assert len(of_class(drawn(chart), "dot-mine")) == 1
    assert "C cao thứ 3." in chart.summary
    assert [row[0] for row in chart.table.rows] == ["B", "A", "C", "D"]


def test_bars_start_at_zero_and_carry_their_target() -> None:
    goal = bars.Goal(point("Trực tuyến", "13.94"), target=point("Mục tiêu", "20"))
    chart = bars.target_bars(goals=[goal], heading="x", measure="Tỷ lệ")
    root = drawn(chart)
    bar, back = of_class(root, "bar")[0], of_class(root, "bar-back")[0]
    assert bar.get("x") == back.get("x")
    share = float(bar.get("width", "0")) / float(back.get("width", "1"))
    assert share == pytest.approx(13.94 / 20, abs=0.01)
    assert float(of_class(root, "target")[0].get("x1", "0")) == pytest.approx(
        float(back.get("width", "0")) + 4, abs=0.5
    )
    assert "13,94" in texts(root)


def test_words_from_data_are_escaped() -> None:
    chart = strips.rank_strip(points=[point("<b>", "1", is_mine=True), point("&", "2")], heading="x", measure='"m"')
    assert "<b>" not in chart.drawing
    assert "<b> 1" in texts(drawn(chart))
