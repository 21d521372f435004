"""How far each target is from its mark: bars that part at the mark, missing to the left, beyond to the right (V12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thongsuot.web.charts.model import Chart, Legend, Point, Table
from thongsuot.web.charts.svg import Scale, canvas, link, tag, title, words

_WIDTH, _ROW, _MARGIN, _HEAD = 720, 66, 8, 22
_SIDE = 176  # beside the bars, for the figures
_LEAST = Decimal("0.1")  # the scale never zooms a gap of a hair into a disaster
_MOST = Decimal("0.5")  # beyond the mark no more room than this


@dataclass(frozen=True, slots=True)
class Gap:
    """``distance`` from the mark as a share of it: −0,303 is 30,3% missing; ``None`` is not known.

    ``coming`` is the forecast with its own distance, drawn as a dot.
    """

    point: Point
    target: Point
    missing: str  # «thiếu 6,06 điểm %»
    distance: Decimal | None
    coming: Point | None = None
    coming_distance: Decimal | None = None


def gap_bars(
    *, gaps: Sequence[Gap], heading: str, measure: str, source: str = "", updated: str = "", csv_url: str = ""
) -> Chart:
    """One row a target in the order given. Targets of different units stand on one scale: the share of the mark."""
    drawn = [one for one in gaps if one.distance is not None]
    far = [d for one in gaps for d in (one.distance, one.coming_distance) if d is not None]
    left = min([*far, -_LEAST])
    right = min(max([*far, _LEAST]), _MOST)
    scale = Scale(left, right, _MARGIN, _WIDTH - _SIDE)
    rows = [_row(one, n, scale) for n, one in enumerate(drawn)]
    height = _HEAD + len(drawn) * _ROW
    named = words(_("mục tiêu"), scale(Decimal(0)), 14, "soft-text", "middle")
    has_links = any(one.point.url for one in drawn)
    return Chart(
        title=heading,
        measure=measure,
        drawing=canvas(_WIDTH, height, *rows, named, label=measure, has_links=has_links) if drawn else "",
        summary=" ".join(_sentence(one) for one in gaps),
        table=_table(gaps),
        legend=(Legend("coming", _("dự báo đến hạn")),)
        if any(one.coming_distance is not None for one in drawn)
        else (),
        source=source,
        updated=updated,
        csv_url=csv_url,
        is_wide=True,
    )


def _row(one: Gap, number: int, scale: Scale) -> str:
    top = _HEAD + number * _ROW
    mark = scale(Decimal(0))
    end = _at(scale, one.distance or Decimal(0))
    name = words(one.point.label, _MARGIN, top + 18)
    shown = words(f"{one.point.shown} → {one.target.text}", _WIDTH - _MARGIN, top + 42, "strong-text", "end")
    behind = (one.distance or Decimal(0)) < 0
    bar = tag(
        "rect",
        x=min(mark, end),
        y=top + 28,
        width=max(abs(end - mark), Decimal(1)),
        height=18,
        rx=3,
        class_=f"bar focusable {'bar-missing' if behind else 'bar-beyond'}",
    )
    told = words(one.missing, _MARGIN, top + 60, "soft-text") if behind else ""
    tick = tag("line", x1=mark, x2=mark, y1=top + 23, y2=top + 51, class_="target")
    # Inside a link only what its spoken name says (WCAG 2.5.3).
    spoken = () if one.point.url else (title(_sentence(one)),)
    return link(one.point, tag("g", *spoken, name, bar)) + shown + told + tick + _dot(one, scale, top)


def _dot(one: Gap, scale: Scale, top: int) -> str:
    if one.coming is None or one.coming_distance is None:
        return ""
    dot = tag("circle", cx=_at(scale, one.coming_distance), cy=top + 37, r=6, class_="coming")
    return tag("g", title(f"{one.coming.label}: {one.coming.text}"), dot)


def _at(scale: Scale, distance: Decimal) -> Decimal:
    """What lies beyond the room on the right is drawn at its edge; the figure beside it says how far."""
    return scale(min(distance, scale.high))


def _sentence(one: Gap) -> str:
    parts = [f"{one.point.label}: {one.point.shown}, {one.target.label} {one.target.text}", one.missing]
    if one.coming:
        parts.append(f"{one.coming.label} {one.coming.shown}")
    return "; ".join(part for part in parts if part) + "."


def _table(gaps: Sequence[Gap]) -> Table:
    headers = (_("Chỉ tiêu"), _("Thực hiện"), _("Mục tiêu"), _("Khoảng cách"), _("Dự báo đến hạn"))
    return Table(headers, tuple((g.point.label, g.point, g.target, _words(g), g.coming or "—") for g in gaps))


def _words(one: Gap) -> Point | str:
    """The gap opens the same page as the figure it was computed from."""
    if not one.missing:
        return "—"
    return Point(one.point.label, Decimal(0), one.missing, one.point.url, one.point.claim)
