"""From claims to charts: the same figures, with their ids, gaps and cuts kept."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date

from thongsuot.registry.indicators.models import IndicatorVersion
from thongsuot.registry.units.models import Unit
from thongsuot.web.charts import tiles
from thongsuot.web.claim_charts import league_of, map_of, strip_of, trend_of
from thongsuot.web.tests.conftest import Record, make_claim


def series(record: Record) -> list:
    return [record.claim, make_claim(record, "81.25", 2024)]


def test_trend_tells_the_change_and_links_each_dot(record: Record) -> None:
    chart = trend_of(series(record))
    assert chart and chart.title == "Chỉ số thử, kỳ 2024: 81,25\xa0điểm, tăng 0,75 điểm so với kỳ 2023"
    links = list(ET.fromstring(chart.drawing).iter("a"))
    assert [link.get("data-claim") for link in links] == [str(claim.pk) for claim in series_of(record)]


def series_of(record: Record) -> list:
    return list(type(record.claim).objects.order_by("period_end"))


def test_one_period_is_no_trend(record: Record) -> None:
    assert trend_of([record.claim]) is None


def test_missing_year_is_a_gap_and_no_change_is_told_across_it(record: Record) -> None:
    chart = trend_of([record.claim, make_claim(record, "85", 2025)])
    assert chart and "so với" not in chart.title
    assert "2024: — (chưa có trong hệ thống)" in chart.summary


def test_new_definition_cuts_the_line(record: Record) -> None:
    IndicatorVersion.objects.create(
        indicator=record.indicator, valid_from=date(2024, 1, 1), definition="x", unit_of_measure="điểm",
        nature="index", better="up", certainty="sample", break_note="Bộ tiêu chí mới.",
    )  # fmt: skip
    chart = trend_of(series(record))
    assert chart and "so với" not in chart.title and "Bộ tiêu chí mới." in chart.summary


def test_strip_marks_the_unit_asked_for(record: Record) -> None:
    chart = strip_of([record.claim], record.province, "x", "Điểm")
    assert "dot-mine" in chart.drawing and "Thử cao thứ 1." in chart.summary


def test_map_draws_units_without_claim_as_missing(record: Record) -> None:
    day = date(2026, 1, 1)
    units = {key: Unit(key=key, short_name=key) for key in tiles.grid_on(day).places}
    chart = map_of([record.claim], units, day, heading="x", measure="Điểm")
    assert chart.summary == "Điểm: chưa có số liệu của đơn vị nào."


def test_figures_on_another_scale_are_not_joined(record: Record) -> None:
    assert trend_of([make_claim(record, "84.6", 2022, unit_of_measure="%"), record.claim]) is None


def test_change_in_rates_is_told_in_points(record: Record) -> None:
    rates = [make_claim(record, value, year, unit_of_measure="%") for value, year in (("84.51", 2020), ("86.77", 2021))]
    chart = trend_of(rates)
    assert chart and chart.title.endswith("86,77%, tăng 2,26 điểm % so với kỳ 2020")


def test_break_outside_the_series_is_not_announced(record: Record) -> None:
    IndicatorVersion.objects.create(
        indicator=record.indicator, valid_from=date(2030, 1, 1), definition="x", unit_of_measure="điểm",
        nature="index", better="up", certainty="sample", break_note="Về sau.",
    )  # fmt: skip
    chart = trend_of(series(record))
    assert chart and chart.legend == () and "Về sau." not in chart.summary


def league(record: Record, known: int) -> tuple[list, dict[str, Unit], date]:
    """``known`` of the 34 provinces with a figure, worth 60, 61, 62 …"""
    day = date(2026, 1, 1)
    units = {
        key: Unit.objects.create(key=f"thu-{key}", name=key, short_name=key, kind="province", path=f"thu/{key}")
        for key in tiles.grid_on(day).places
    }
    for key, unit in units.items():
        unit.key = key
    chosen = list(units.values())[:known]
    return [make_claim(record, str(60 + n), 2025, subject=unit) for n, unit in enumerate(chosen)], units, day


def test_league_is_told_by_its_two_ends(record: Record) -> None:
    claims, units, day = league(record, 34)
    chart = league_of(claims, units, day)
    first, last = next(iter(units)), list(units)[-1]
    assert chart and chart.title == f"{last} cao nhất, {first} thấp nhất"


def test_nobody_is_called_the_last_while_some_are_missing(record: Record) -> None:
    claims, units, day = league(record, 20)
    chart = league_of(claims, units, day)
    assert chart and "thấp nhất" not in chart.title and chart.title.startswith("Trong 20 đơn vị có số liệu, ")


def test_less_than_half_draws_no_map(record: Record) -> None:
    claims, units, day = league(record, 16)
    assert league_of(claims, units, day) is None
