"""Two rank bands on one line of ranks: as things stand, and with what was chosen. Simulated, and drawn to look it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thongsuot.web.charts.model import Chart, Legend, Point, Table
from thongsuot.web.charts.svg import Scale, canvas, link, tag, words

_WIDTH, _TOP, _ROW, _SIDE = 720, 34, 58, 28


@dataclass(frozen=True, slots=True)
class Simulated:
    """``point.value`` is the mean rank over all draws, its text says it with the band, which holds nine in ten."""

    point: Point
    best: int
    worst: int


def simulated_ranks(*, rows: Sequence[Simulated], out_of: int, heading: str, measure: str, source: str = "") -> Chart:
    """``rows`` top down, the first as things stand; best rank on the left."""
    return Chart(
        title=heading,
        measure=measure,
        drawing=_drawing(rows, out_of, measure),
        summary=" ".join(f"{one.point.label}: {one.point.text}." for one in rows),
        table=Table((_("Trường hợp"), _("Dải hạng")), tuple((one.point.label, one.point) for one in rows)),
        legend=(Legend("dot-series", _("hạng bình quân mô phỏng")), Legend("tile-band", _("9 trong 10 lần mô phỏng"))),
        source=source,
        is_wide=True,
    )


def _drawing(rows: Sequence[Simulated], out_of: int, measure: str) -> str:
    scale = Scale(Decimal(1), Decimal(max(out_of, 2)), _SIDE, _WIDTH - _SIDE)
    height = _TOP + len(rows) * _ROW
    step = 1 if out_of <= 12 else 5 if out_of <= 40 else 10
    marks = [one for one in sorted({1, *range(step, out_of, step)}) if out_of - one >= step / 2] + [out_of]
    grid = [tag("line", x1=scale(Decimal(n)), x2=scale(Decimal(n)), y1=22, y2=height, class_="guide") for n in marks]
    heads = [words(str(n), scale(Decimal(n)), 14, "soft-text", "middle") for n in marks]
    drawn = [_row(one, _TOP + number * _ROW, scale, is_new=number > 0) for number, one in enumerate(rows)]
    return canvas(_WIDTH, height, *grid, *heads, *drawn, label=measure, has_links=any(r.point.url for r in rows))


def _row(one: Simulated, top: int, scale: Scale, *, is_new: bool) -> str:
    y, left, right = top + 34, scale(Decimal(one.best)), scale(Decimal(one.worst))
    band = tag(
        "rect",
        x=left - 8,
        y=y - 9,
        width=right - left + 16,
        height=18,
        rx=9,
        class_="simulated-band" if is_new else "simulated-band simulated-now",
    )
    dot = tag("circle", cx=scale(one.point.value or Decimal(0)), cy=y, r=6, class_="dot-series focusable")
    anchor = "end" if left > _WIDTH * 3 / 5 else "start"
    at = right + 8 if anchor == "end" else left - 8
    name = words(f"{one.point.label} {one.point.text}", at, y - 17, "strong-text" if is_new else "", anchor)
    return link(one.point, tag("g", band, dot, name))
