"""A dot for each unit on one line, mine in colour and named: where we stand, without the false drama of a list (V4)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from thongsuot.web.charts.model import Chart, Point, Table
from thongsuot.web.charts.svg import Scale, canvas, link, tag, words

_WIDTH, _HEIGHT, _MARGIN = 720, 120, 24
_MIDDLE = 62


def rank_strip(
    *, points: Sequence[Point], heading: str, measure: str, source: str = "", updated: str = "", csv_url: str = ""
) -> Chart:
    """``points`` best first or not, mine marked by ``is_mine``; points without value stand in the table only."""
    known = sorted((p for p in points if p.value is not None), key=lambda p: p.value or Decimal(0))
    missing = tuple(p for p in points if p.value is None)
    rows = tuple((p.label, p) for p in (*reversed(known), *missing))
    return Chart(
        title=heading,
        measure=measure,
        drawing=_drawing(known, measure) if known else "",
        summary=_summary(known, measure),
        table=Table((_("Đơn vị"), measure), rows),
        source=source,
        updated=updated,
        csv_url=csv_url,
        is_wide=True,
    )


def _drawing(known: list[Point], measure: str) -> str:
    low, high = known[0].value or Decimal(0), known[-1].value or Decimal(0)
    scale = Scale(low, high, _MARGIN, _WIDTH - _MARGIN)
    line = tag("line", x1=_MARGIN, y1=_MIDDLE, x2=_WIDTH - _MARGIN, y2=_MIDDLE, class_="axis")
    others = [_dot(p, scale, mine=False) for p in known if not p.is_mine]
    mine = [_dot(p, scale, mine=True) for p in known if p.is_mine]  # drawn last, so that nothing covers it
    ends = [
        words(f"{known[0].label} {known[0].text}", _MARGIN, _MIDDLE + 34, "soft-text"),
        words(f"{known[-1].label} {known[-1].text}", _WIDTH - _MARGIN, _MIDDLE + 34, "soft-text", "end"),
    ]
    return canvas(_WIDTH, _HEIGHT, line, *others, *mine, *ends, label=measure, has_links=any(p.url for p in known))


def _dot(point: Point, scale: Scale, *, mine: bool) -> str:
    x = scale(point.value or Decimal(0))
    dot = tag("circle", cx=x, cy=_MIDDLE, r=9 if mine else 6, class_=f"focusable {'dot-mine' if mine else 'dot'}")
    anchor = "start" if x < _WIDTH / 3 else "end" if x > _WIDTH * 2 / 3 else "middle"
    name = [words(f"{point.label} {point.text}", x, _MIDDLE - 22, "strong-text", anchor)] if mine else []
    return link(point, tag("g", dot, *name))


def _summary(known: list[Point], measure: str) -> str:
    if not known:
        return _("%(measure)s: chưa có số liệu.") % {"measure": measure}
    best, last = known[-1], known[0]
    parts = [
        _("%(measure)s: %(number)d đơn vị.") % {"measure": measure, "number": len(known)},
        _("Từ %(last)s đến %(best)s.") % {"last": f"{last.label} {last.text}", "best": f"{best.label} {best.text}"},
    ]
    for point in known:
        if point.is_mine:
            place = 1 + sum((other.value or 0) > (point.value or 0) for other in known)  # ties share a place
            parts.append(_("%(unit)s cao thứ %(place)d.") % {"unit": point.label, "place": place})
    return " ".join(parts)
