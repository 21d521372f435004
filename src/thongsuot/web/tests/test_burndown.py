"""The burn-down drawing: steps, an even pace to the due day, the same numbers as rows."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from thongsuot.steering.remedies.domain import Move, burn_down
from thongsuot.web.charts.burndown import Level, burndown
from thongsuot.web.charts.model import Chart, Point
from thongsuot.web.templatetags.remedy_charts import limit_burndown

START = date(2026, 10, 1)


def drawn(due: date | None, *open_: int) -> Chart:
    days = [START + timedelta(days=7 * n) for n in range(len(open_))]
    levels = [
        Level(day, Point(day.isoformat(), Decimal(many), str(many), url="/han-che"), Decimal("1.5") if due else None)
        for day, many in zip(days, open_, strict=True)
    ]
    return burndown(levels=levels, due=due, total=max(open_), heading="Còn mở", measure="Hạn chế còn mở")


def test_counts_jump_in_steps_and_never_slope() -> None:
    chart = drawn(None, 4, 2)
    corners = chart.drawing.split('points="')[1].split('"')[0].split()
    assert [corner.split(",")[1] for corner in corners] == ["36.0", "36.0", "130.0"]
    assert corners[1].split(",")[0] == corners[2].split(",")[0], "straight down on the day itself"
    assert 'class="break"' not in chart.drawing and chart.table.headers == ("Ngày", "Hạn chế còn mở")


def test_the_pace_ends_at_zero_on_the_due_day() -> None:
    chart = drawn(START + timedelta(days=28), 4, 2)
    assert 'x2="672" y2="224" class="break"' in chart.drawing and "hạn 29/10/2026" in chart.drawing
    assert [row[2] for row in chart.table.rows] == ["1,5", "1,5"]
    assert 'href="/han-che"' in chart.drawing, "the last count opens its list"


def test_the_heading_says_whether_the_pace_is_kept() -> None:
    moves = [Move(START, 1, True), Move(START, 2, True), Move(START + timedelta(days=2), 1, False)]
    soon = burn_down(moves, until=START + timedelta(days=9), due=START + timedelta(days=10))
    late = burn_down(moves, until=START + timedelta(days=2), due=START + timedelta(days=10))
    free = burn_down(moves, until=START + timedelta(days=2))
    headings = [limit_burndown(one, "/x", "/x.csv")["chart"].title for one in (soon, late, free)]
    assert headings == [
        "Đến 10/10/2026 mới khắc phục 1/2 hạn chế, chậm hơn mức cần đạt",
        "Đến 03/10/2026 đã khắc phục 1/2 hạn chế, kịp mức cần đạt",
        "Đến 03/10/2026 đã khắc phục 1/2 hạn chế",
    ]
    assert limit_burndown(None, "", "")["chart"] is None
