"""Bands of a simulation: both rows on one line of ranks, told in words, linked to what they were drawn from."""

from __future__ import annotations

from decimal import Decimal

import pytest

from thongsuot.measuring.simulator.domain.field import Outlook
from thongsuot.web.charts.model import Point
from thongsuot.web.charts.simulated import Simulated, simulated_ranks
from thongsuot.web.templatetags.simulation_charts import simulated_bands


def test_what_is_seen_is_what_is_said() -> None:
    """WCAG 2.5.3: the spoken name of the link holds the words that are seen."""
    outlooks = [("Như hiện nay", Outlook((5, 7, 7, 9))), ("Với gói đã chọn", Outlook((1, 3, 4, 7)))]
    drawn = simulated_bands(outlooks, 10, "Năm 2027", "/ket-qua")
    assert "Với gói đã chọn hạng 1 – 7, bình quân 3,8" in drawn["drawing"]
    assert drawn["drawing"].count('href="/ket-qua"') == 2 and drawn["drawing"].count("simulated-now") == 1
    assert drawn["chart"].summary.startswith("Như hiện nay: hạng 5 – 9, bình quân 7,0.")
    assert "không phải kết quả chính thức" in drawn["chart"].source


@pytest.mark.parametrize(("out_of", "marks"), [(10, 10), (34, 8), (63, 7), (1, 1)])
def test_the_line_of_ranks_is_marked_evenly_and_ends_with_the_last(out_of: int, marks: int) -> None:
    row = Simulated(Point("x", Decimal(1), "hạng 1"), 1, 1)
    chart = simulated_ranks(rows=[row], out_of=out_of, heading="h", measure="m")
    assert chart.drawing.count('class="guide"') == marks
    assert f">{out_of}</text>" in chart.drawing
