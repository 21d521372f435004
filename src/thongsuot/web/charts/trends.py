"""Scores over years, honestly: a missing year is a gap, a change of method is a cut, and neither is drawn across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thongsuot.web.charts.model import Chart, Legend, Point, Table
from thongsuot.web.charts.svg import Scale, canvas, link, tag, title, words

_HEIGHT, _MARGIN = 260, 48
_NARROWEST, _WIDEST, _STEP = 320, 720, 96
_FITS = 400  # up to here a drawing may shrink to a phone without becoming unreadable
_TOP, _BOTTOM = 52, 208


@dataclass(frozen=True, slots=True)
class Break:
    """From ``label`` on, the figure is made in another way and does not compare with earlier ones."""

    label: str
    reason: str


def segments(points: Sequence[Point], breaks: Sequence[Break]) -> list[list[Point]]:
    """The runs that may be joined by a line: no missing value inside, no break between neighbours."""
    starts_anew = {one.label for one in breaks}
    runs: list[list[Point]] = [[]]
    for point in points:
        if point.value is None or point.label in starts_anew:
            runs.append([])
        if point.value is not None:
            runs[-1].append(point)
    return [run for run in runs if run]


def trend(
    *,
    points: Sequence[Point],
    heading: str,
    measure: str,
    breaks: Sequence[Break] = (),
    source: str = "",
    updated: str = "",
    csv_url: str = "",
) -> Chart:
    """``points`` one for each period in order, periods without figure included with ``value=None``."""
    breaks = [one for one in breaks if one.label in [p.label for p in points[1:]]]
    rows = tuple((p.label, p, next((b.reason for b in breaks if b.label == p.label), "")) for p in points)
    headers = (_("Kỳ"), measure, _("Lưu ý khi so sánh"))
    return Chart(
        title=heading,
        measure=measure,
        drawing=_drawing(points, breaks, measure) if any(p.value is not None for p in points) else "",
        summary=_summary(points, breaks, measure),
        table=Table(headers, rows) if breaks else Table(headers[:2], tuple(row[:2] for row in rows)),
        legend=(Legend("break", _("Đổi cách tính, không so được với kỳ trước")),) if breaks else (),
        source=source,
        updated=updated,
        csv_url=csv_url,
        is_wide=_width(points) > _FITS,
    )


def _width(points: Sequence[Point]) -> int:
    return min(max(_STEP * (len(points) + 1), _NARROWEST), _WIDEST)


def _drawing(points: Sequence[Point], breaks: Sequence[Break], measure: str) -> str:
    values = [p.value for p in points if p.value is not None]
    room = (max(values) - min(values)) / 6 or Decimal(1)
    down = Scale(min(values) - room, max(values) + room, _BOTTOM, _TOP)
    width = _width(points)
    across = Scale(Decimal(0), Decimal(max(len(points) - 1, 1)), _MARGIN, width - _MARGIN)
    place = {p.label: across(Decimal(n)) for n, p in enumerate(points)}
    parts = [tag("line", x1=_MARGIN - 16, x2=width - _MARGIN + 16, y1=_BOTTOM + 10, y2=_BOTTOM + 10, class_="axis")]
    parts += [_break(one, place, points) for one in breaks if one.label in place]
    for run in segments(points, breaks):
        corners = " ".join(f"{place[p.label]:.1f},{down(p.value or Decimal(0)):.1f}" for p in run)
        parts.append(tag("polyline", points=corners, class_="series"))
    parts += [_mark(p, place[p.label], down) for p in points]
    return canvas(width, _HEIGHT, *parts, label=measure, has_links=any(p.url for p in points))


def _mark(point: Point, x: Decimal, down: Scale) -> str:
    label = words(point.label, x, _BOTTOM + 30, "soft-text", "middle")
    if point.value is None:
        return tag(
            "g", title(f"{point.label}: {point.shown}"), label, words("—", x, _BOTTOM - 2, "soft-text", "middle")
        )
    y = down(point.value)
    dot = tag("circle", cx=x, cy=y, r=6, class_="dot-series focusable")
    value = words(point.text, x, y - 14, "strong-text", "middle")
    return link(point, dot, value) + label


def _break(one: Break, place: dict[str, Decimal], points: Sequence[Point]) -> str:
    labels = [p.label for p in points]
    index = labels.index(one.label)
    x = (place[labels[index - 1]] + place[one.label]) / 2 if index else place[one.label] - 20
    line = tag("line", x1=x, x2=x, y1=_TOP - 30, y2=_BOTTOM + 10, class_="break")
    return tag("g", title(one.reason), line, words(_("đổi cách tính"), x, _TOP - 36, "soft-text", "middle"))


def _summary(points: Sequence[Point], breaks: Sequence[Break], measure: str) -> str:
    told = "; ".join(f"{p.label}: {p.shown}" for p in points)
    cuts = [_("Từ kỳ %(label)s đổi cách tính: %(reason)s") % {"label": b.label, "reason": b.reason} for b in breaks]
    return " ".join([f"{measure}. {told}.", *cuts])


def sparkline(points: Sequence[Point], measure: str, breaks: Sequence[Break] = ()) -> str:
    """A word-sized line with its last value marked; gaps stay gaps. The figures stand beside it as text."""
    values = [p.value for p in points if p.value is not None]
    if not values:
        return ""
    down, across = Scale(min(values), max(values), 28, 6), Scale(Decimal(0), Decimal(max(len(points) - 1, 1)), 6, 114)
    place = {p.label: (across(Decimal(n)), down(p.value)) for n, p in enumerate(points) if p.value is not None}
    runs = segments(points, breaks)
    lines = [
        tag("polyline", points=" ".join("{:.1f},{:.1f}".format(*place[p.label]) for p in run), class_="series")
        for run in runs
    ]
    x, y = place[runs[-1][-1].label]
    dot = tag("circle", cx=x, cy=y, r=4, class_="dot-series")
    return canvas(120, 34, *lines, dot, label=_summary(points, breaks, measure), has_links=False)
