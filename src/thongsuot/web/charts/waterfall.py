"""From last year's index to this year's, step by step: which field lifted it and which pulled it down (V5).

A rise is a filled bar, a fall an outlined one, and each says its sign in words: nothing hangs on colour alone. The
scale does not begin at zero, so the two years are marks and not bars.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thongsuot.web.charts.model import Chart, Legend, Point, Table
from thongsuot.web.charts.svg import Scale, canvas, link, tag, title, words

_WIDTH, _ROW, _MARGIN, _SIDE = 720, 46, 8, 132
_LEAST = Decimal(1)  # a scale of less than a point would make a hair look like a fall


@dataclass(frozen=True, slots=True)
class Step:
    """``change`` is what the step adds; ``point`` names it and carries the change as text («+2,26»)."""

    point: Point
    change: Decimal
    is_method: bool = False  # not the unit's doing: hatched


def waterfall(
    *, start: Point, end: Point, steps: Sequence[Step], heading: str, measure: str, source: str = "", csv_url: str = ""
) -> Chart:
    """``start.value`` + the changes = ``end.value``. Steps of 0 stand in the table only."""
    assert start.value is not None
    assert end.value is not None
    drawn = [one for one in steps if one.change]
    return Chart(
        title=heading,
        measure=measure,
        drawing=_drawing(start, end, drawn, measure),
        summary=_summary(start, end, drawn, measure),
        table=_table(start, end, steps, measure),
        legend=_legend(drawn),
        source=source,
        csv_url=csv_url,
        is_wide=True,
    )


def _legend(steps: Sequence[Step]) -> tuple[Legend, ...]:
    shown = (
        (any(one.change > 0 and not one.is_method for one in steps), "tile-rise", _("làm tăng")),
        (any(one.change < 0 and not one.is_method for one in steps), "tile-fall", _("làm giảm")),
        (any(one.is_method for one in steps), "tile-method", _("đổi do cách chấm, hoặc không tách được")),
    )
    return tuple(Legend(shape, text) for used, shape, text in shown if used)


def _drawing(start: Point, end: Point, steps: Sequence[Step], measure: str) -> str:
    levels = [start.value or Decimal(0)]
    for one in steps:
        levels.append(levels[-1] + one.change)
    low, high = min([*levels, end.value or Decimal(0)]), max([*levels, end.value or Decimal(0)])
    room = max(high - low, _LEAST) / 12
    scale = Scale(low - room, high + room, _MARGIN, _WIDTH - _SIDE)
    rows = [_year(start, 0, scale)]
    rows += [_step(one, n, levels[n - 1], scale) for n, one in enumerate(steps, 1)]
    rows.append(_year(end, len(steps) + 1, scale))
    joints = [_joint(level, n, scale) for n, level in enumerate(levels)]
    has_links = any(p.url for p in (start, end, *(one.point for one in steps)))
    return canvas(_WIDTH, (len(steps) + 2) * _ROW + 4, *joints, *rows, label=measure, has_links=has_links)


def _joint(level: Decimal, number: int, scale: Scale) -> str:
    """Down from one row to the next at the level reached."""
    x = scale(level)
    return tag("line", x1=x, x2=x, y1=number * _ROW + 30, y2=(number + 1) * _ROW + 30, class_="guide")


def _year(point: Point, number: int, scale: Scale) -> str:
    top, x = number * _ROW, scale(point.value or Decimal(0))
    mark = tag("rect", x=x - 4, y=top + 18, width=8, height=24, rx=2, class_="bar-year focusable")
    name = words(point.label, _MARGIN, top + 13, "strong-text")
    return link(point, tag("g", name, mark, words(point.text, _WIDTH - _MARGIN, top + 36, "strong-text", "end")))


def _step(one: Step, number: int, before: Decimal, scale: Scale) -> str:
    top, x, end = number * _ROW, scale(before), scale(before + one.change)
    kind = "bar-method" if one.is_method else "bar-rise" if one.change > 0 else "bar-fall"
    bar = tag(
        "rect",
        x=min(x, end),
        y=top + 20,
        width=max(abs(end - x), Decimal(2)),
        height=20,
        rx=2,
        class_=f"{kind} focusable",
    )
    shown = words(one.point.text, _WIDTH - _MARGIN, top + 36, "", "end")
    told = () if one.point.url else (title(f"{one.point.label}: {one.point.text}"),)
    return link(one.point, tag("g", *told, words(one.point.label, _MARGIN, top + 13), bar, shown))


def _summary(start: Point, end: Point, steps: Sequence[Step], measure: str) -> str:
    parts = [f"{start.label}: {start.text}", *(f"{one.point.label}: {one.point.text}" for one in steps)]
    return f"{measure}. " + "; ".join([*parts, f"{end.label}: {end.text}"]) + "."


def _table(start: Point, end: Point, steps: Sequence[Step], measure: str) -> Table:
    rows = [(start.label, start), *((one.point.label, one.point) for one in steps), (end.label, end)]
    return Table((_("Bước"), measure), tuple(rows))
