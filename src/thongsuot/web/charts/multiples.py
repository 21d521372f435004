"""Many short series side by side, each on its own scale: which of them fell (G02, V13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thongsuot.web.charts.model import Chart, Legend, Point, Table
from thongsuot.web.charts.svg import Scale, canvas, link, tag, words
from thongsuot.web.charts.trends import Break, segments

_PANEL, _HEIGHT, _ACROSS = 200, 98, 2
_LETTERS = 29


@dataclass(frozen=True, slots=True)
class Series:
    """``points`` one a period, oldest first, all series over the same periods; ``told`` is the last change in words."""

    name: str
    points: tuple[Point, ...]
    told: str = ""
    breaks: tuple[Break, ...] = ()


def small_multiples(
    *, series: Sequence[Series], heading: str, measure: str, source: str = "", csv_url: str = ""
) -> Chart:
    """Panels of two across, in the order given; gaps and changes of method are not drawn across."""
    known = [one for one in series if any(p.value is not None for p in one.points)]
    periods = [p.label for p in series[0].points] if series else []
    return Chart(
        title=heading,
        measure=measure,
        drawing=_drawing(known, measure) if known else "",
        summary=" ".join(f"{one.name}: {_said(one)}." for one in series),
        table=Table(
            (_("Nội dung"), *periods, _("Thay đổi")), tuple((s.name, *s.points, s.told or "—") for s in series)
        ),
        legend=(Legend("break", _("Đổi cách tính, không so được với kỳ trước")),)
        if any(s.breaks for s in known)
        else (),
        source=source,
        csv_url=csv_url,
    )


def _said(one: Series) -> str:
    last = next((p for p in reversed(one.points) if p.value is not None), None)
    return ", ".join(part for part in (f"{last.label} {last.text}" if last else "—", one.told) if part)


def _drawing(series: Sequence[Series], measure: str) -> str:
    panels = [_panel(one, n % _ACROSS * _PANEL, n // _ACROSS * _HEIGHT) for n, one in enumerate(series)]
    rows = -(-len(series) // _ACROSS)
    has_links = any(p.url for one in series for p in one.points)
    width = _PANEL * min(len(series), _ACROSS)
    return canvas(width, rows * _HEIGHT, *panels, label=measure, has_links=has_links, enlarged="1.35")


def _panel(one: Series, left: int, top: int) -> str:
    values = [p.value for p in one.points if p.value is not None]
    room = (max(values) - min(values)) / 8 or Decimal(1)
    down = Scale(min(values) - room, max(values) + room, top + 66, top + 32)
    across = Scale(Decimal(0), Decimal(max(len(one.points) - 1, 1)), left + 8, left + _PANEL - 58)
    place = {p.label: (across(Decimal(n)), down(p.value)) for n, p in enumerate(one.points) if p.value is not None}
    runs = segments(one.points, one.breaks)
    lines = [
        tag("polyline", points=" ".join("{:.1f},{:.1f}".format(*place[p.label]) for p in run), class_="series")
        for run in runs
    ]
    cuts = [_cut(b, one.points, across, top) for b in one.breaks if b.label in [p.label for p in one.points[1:]]]
    last = runs[-1][-1]
    x, y = place[last.label]
    name = one.name if len(one.name) <= _LETTERS else f"{one.name[: _LETTERS - 1].rstrip()}…"
    shown = words(last.text, left + _PANEL - 50, y + 4, "strong-text")
    marked = link(last, tag("g", tag("circle", cx=x, cy=y, r=4, class_="dot-series focusable"), shown))
    return tag(
        "g", words(name, left + 4, top + 16), *cuts, *lines, marked, words(one.told, left + 4, top + 86, "soft-text")
    )


def _cut(one: Break, points: Sequence[Point], across: Scale, top: int) -> str:
    number = [p.label for p in points].index(one.label)
    x = (across(Decimal(number - 1)) + across(Decimal(number))) / 2
    return tag("line", x1=x, x2=x, y1=top + 24, y2=top + 72, class_="break")
