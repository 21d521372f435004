"""What moved, who scores itself high, what still tells units apart, which ranks were kept: read back from the SVG."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest

from thongsuot.measuring.analysis.domain.inflation import Gap
from thongsuot.measuring.analysis.domain.waterfall import Cause, Step, Waterfall
from thongsuot.measuring.leagues.bands import Placed, stretches
from thongsuot.measuring.published.components import known_components, moved
from thongsuot.web.charts import dumbbells, heatmap, multiples, rankbands, waterfall
from thongsuot.web.charts.model import Chart, Point
from thongsuot.web.charts.trends import Break
from thongsuot.web.templatetags.analysis_charts import gap_chart, waterfall_chart
from thongsuot.web.templatetags.profile_charts import component_chart

D = Decimal


def classes(drawing: str, name: str) -> list[ET.Element]:
    return [one for one in ET.fromstring(drawing).iter() if name in one.get("class", "").split()]


def texts(drawing: str) -> list[str]:
    return [one.text or "" for one in ET.fromstring(drawing).iter() if one.tag.endswith("text")]


def fall(*steps: Step, before: str = "84.51", after: str = "86.77") -> Waterfall:
    return Waterfall(2020, 2021, D(before), D(after), steps, True, 81, 81)


def step(code: str, change: str, cause: Cause = Cause.RESULT, name: str = "") -> Step:
    return Step(cause, code, name or f"Lĩnh vực {code}", D(change))


def test_hau_giang_2021_as_a_waterfall():
    chart = waterfall_chart(fall(step("1", "-1.49"), step("2", "3.75"), step("3", "0")), "Hậu Giang", "/x", "/x.csv")
    assert chart.title == "Hậu Giang tăng 2,26 điểm so với năm 2020, nhiều nhất ở Lĩnh vực 2"
    assert len(classes(chart.drawing, "bar-rise")) == len(classes(chart.drawing, "bar-fall")) == 1
    assert {"▲ +3,75", "▼ −1,49"} <= set(texts(chart.drawing))  # the sign in words and shape, not in colour alone
    assert [row[0] for row in chart.table.rows] == ["Năm 2020", *(f"{n}. Lĩnh vực {n}" for n in (1, 2, 3)), "Năm 2021"]
    assert [entry.text for entry in chart.legend] == ["làm tăng", "làm giảm"]


def test_each_bar_begins_where_the_last_one_ended():
    steps = [step("1", "-1.49"), step("2", "3.75")]
    drawing = waterfall_chart(fall(*steps), "Hậu Giang", "/x", "").drawing
    (down,), (up,) = classes(drawing, "bar-fall"), classes(drawing, "bar-rise")
    assert D(down.get("x", "")) == pytest.approx(D(up.get("x", "")), abs=D("0.11"))
    assert D(up.get("width", "")) / D(down.get("width", "")) == pytest.approx(D("3.75") / D("1.49"), abs=D("0.01"))


def test_what_the_method_did_is_said_so():
    method = step("", "2.26", Cause.METHOD)
    chart = waterfall_chart(fall(step("1", "0"), method), "Hậu Giang", "/x", "")
    assert chart.title.endswith("nhiều nhất ở cách chấm đã đổi")
    assert len(classes(chart.drawing, "bar-method")) == 1
    assert "Đổi do phương pháp" in chart.table.rows[2][0]
    assert chart.legend[-1].text == "đổi do cách chấm, hoặc không tách được"


def test_no_change_is_no_finding():
    chart = waterfall_chart(fall(step("1", "0"), after="84.51"), "Hậu Giang", "/x", "")
    assert chart.title == "Hậu Giang không đổi so với năm 2020"
    assert not classes(chart.drawing, "bar-rise")


def gap(name: str, own: str, found: str) -> Gap:
    return Gap(name, f"Sở {name}", D(own), D(found), 1, 0, 9)


def test_who_scores_itself_highest_is_told_and_drawn_hollow_to_filled():
    chart = gap_chart([gap("Y tế", "92.5", "86"), gap("Tài chính", "88", "88")], 14, "dot", "/x", "")
    assert chart.title == "Sở Y tế tự chấm cao hơn thẩm định nhiều nhất trong 14 đơn vị: 6,5 điểm"
    hollow, filled = classes(chart.drawing, "dot-hollow"), classes(chart.drawing, "dot-series")
    assert D(hollow[0].get("cx", "")) > D(filled[0].get("cx", ""))
    assert D(hollow[1].get("cx", "")) == D(filled[1].get("cx", ""))
    assert chart.table.rows[1][3].text == "bằng nhau"  # type: ignore[union-attr]


def test_nobody_scores_itself_too_high():
    chart = gap_chart([gap("Y tế", "80", "86")], 1, "dot", "/x", "")
    assert chart.title == "Không đơn vị nào tự chấm cao hơn kết quả thẩm định"
    assert "tự chấm thấp hơn 6" in texts(chart.drawing)


def test_a_pair_without_one_of_its_figures_is_in_the_table_only():
    pair = dumbbells.Pair("Sở A", Point("Sở A", D(90), "90"), Point("Sở A", None, note="chưa thẩm định"), "")
    chart = dumbbells.dumbbells(pairs=[pair], names=("tự chấm", "thẩm định"), heading="x", measure="y")
    assert chart.drawing == ""
    assert chart.table.rows[0][2].shown == "— (chưa thẩm định)"  # type: ignore[union-attr]


def heat(*cells: str | None, flat: bool = False) -> Chart:
    columns = [heatmap.Column(f"1.{n}", f"Tiêu chí {n}", Point("", D(1), "±2,1"), flat) for n in range(len(cells))]
    points = tuple(Point("", None if c is None else D(c), "" if c is None else f"{c}%") for c in cells)
    line = heatmap.Line("Sở Y tế", points)
    return heatmap.heat_map(columns=columns, lines=[line], top_label="Độ phân tán", heading="x", measure="y")


def test_each_cell_says_its_figure_and_missing_is_no_zero():
    chart = heat("42", "79", "80", "95", None)
    steps = [one.get("class", "").split()[1] for one in classes(chart.drawing, "tile")]
    assert steps == ["tile-1", "tile-3", "tile-4", "tile-5", "tile-0"]
    assert {"42%", "79%", "80%", "95%", "—"} <= set(texts(chart.drawing))
    assert chart.table.rows[1][5].shown == "—"  # type: ignore[union-attr]


def test_the_row_on_top_marks_what_no_longer_discriminates():
    assert len(classes(heat("99", flat=True).drawing, "tile-flat")) == 1
    assert heat("99", flat=True).legend[-1].text == "không còn phân hóa"
    assert "Không còn phân hóa: 1.0 Tiêu chí 0" in heat("99", flat=True).summary
    assert not classes(heat("99").drawing, "tile-flat")


def band(label: str, rank: int, best: int, worst: int, mine: bool = False) -> rankbands.Band:
    return rankbands.Band(Point(label, D(rank), f"{rank}/63", is_mine=mine), best, worst, "2019 – 2021")


def test_fifty_to_fifty_two_is_a_band_around_the_dot():
    bands = [band("Hậu Giang", 51, 50, 52, mine=True), band("Sơn La", 6, 6, 6)]
    chart = rankbands.rank_bands(bands=bands, out_of=63, heading="x", measure="SIPAS")
    wide, narrow = classes(chart.drawing, "rank-band")
    (dot,) = classes(chart.drawing, "dot-mine")
    left = D(wide.get("x", ""))
    assert left < D(dot.get("cx", "")) < left + D(wide.get("width", ""))
    assert D(narrow.get("width", "")) == 10  # one rank, no spread
    assert [row[2] for row in chart.table.rows] == ["hạng 50 – 52, 2019 – 2021", "chỉ một năm so được"]


def test_a_panel_is_cut_where_the_method_changed():
    points = tuple(Point(str(y), D(v), v) for y, v in ((2020, "85.48"), (2021, "87.16"), (2022, "80.08")))
    series = multiples.Series("SIPAS", points, breaks=(Break("2022", "phương pháp đổi"),))
    chart = multiples.small_multiples(series=[series], heading="x", measure="y")
    assert len(classes(chart.drawing, "series")) == 2
    assert len(classes(chart.drawing, "break")) == 1
    assert chart.legend[0].shape == "break"


def test_components_of_quang_nam_that_fell_come_first():
    chart = component_chart(moved(known_components(), "pci", "Quảng Nam", 2023), "PCI")
    assert chart is not None
    assert chart.title.startswith("6 trong 10 mục giảm ở kỳ mới nhất so được: Tính minh bạch")
    assert chart.table.rows[0][-1] == "giảm 0,90 điểm so với 2022"


def test_words_without_figures_draw_nothing():
    assert component_chart(moved(known_components(), "pci", "Hậu Giang", 2021), "PCI") is None


def test_empty_charts_say_so_instead_of_drawing():
    assert rankbands.rank_bands(bands=[], out_of=63, heading="x", measure="y").drawing == ""
    assert multiples.small_multiples(series=[], heading="x", measure="y").drawing == ""
    assert heatmap.heat_map(columns=[], lines=[], top_label="", heading="x", measure="y").drawing == ""


def test_stretches_feed_the_bands():
    runs = stretches([Placed(2020, 28, 63), Placed(2021, 27, 63), Placed(2025, 9, 34)])
    assert [(one.band.best, one.band.worst) for one in runs] == [(27, 28), (9, 9)]


def test_a_waterfall_needs_both_years():
    with pytest.raises(AssertionError):
        waterfall.waterfall(start=Point("a", None), end=Point("b", D(1)), steps=[], heading="x", measure="y")
