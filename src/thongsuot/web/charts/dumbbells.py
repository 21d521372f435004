"""Two figures of each unit on one line: what it gave itself and what appraisal found (V6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thongsuot.web.charts.model import Chart, Legend, Point, Table
from thongsuot.web.charts.svg import Scale, canvas, link, tag, words

_WIDTH, _ROW, _MARGIN, _SIDE, _HEAD = 720, 44, 10, 170, 22


@dataclass(frozen=True, slots=True)
class Pair:
    """``first`` is drawn hollow, ``second`` filled; ``told`` is their difference in words («cao hơn 2,5 điểm»)."""

    label: str
    first: Point
    second: Point
    told: str
    is_mine: bool = False


def dumbbells(
    *,
    pairs: Sequence[Pair],
    names: tuple[str, str],
    heading: str,
    measure: str,
    source: str = "",
    csv_url: str = "",
) -> Chart:
    """One row a pair in the order given; ``names`` say what the hollow and the filled dot are."""
    drawn = [one for one in pairs if one.first.value is not None and one.second.value is not None]
    return Chart(
        title=heading,
        measure=measure,
        drawing=_drawing(drawn, measure) if drawn else "",
        summary=" ".join(_sentence(one, names) for one in pairs),
        table=Table(
            (_("Đơn vị"), *names, _("Chênh lệch")), tuple((p.label, p.first, p.second, _difference(p)) for p in pairs)
        ),
        legend=(Legend("dot", names[0]), Legend("dot-series", names[1])),
        source=source,
        csv_url=csv_url,
        is_wide=True,
    )


def _difference(pair: Pair) -> Point:
    return Point(pair.label, Decimal(0), pair.told, pair.second.url, pair.second.claim)


def _drawing(pairs: Sequence[Pair], measure: str) -> str:
    values = [v for p in pairs for v in (p.first.value, p.second.value) if v is not None]
    room = (max(values) - min(values)) / 20 or Decimal(1)
    scale = Scale(min(values) - room, max(values) + room, _MARGIN, _WIDTH - _SIDE)
    ends = [
        words(f"{value.normalize():f}".replace(".", ","), scale(value), 12, "soft-text", anchor)
        for value, anchor in ((min(values), "start"), (max(values), "end"))
        if len(set(values)) > 1
    ]
    rows = [_row(one, n, scale) for n, one in enumerate(pairs)]
    height = _HEAD + len(pairs) * _ROW
    return canvas(_WIDTH, height, *ends, *rows, label=measure, has_links=any(p.second.url for p in pairs))


def _row(pair: Pair, number: int, scale: Scale) -> str:
    top = _HEAD + number * _ROW
    y, a, b = top + 28, scale(pair.first.value or Decimal(0)), scale(pair.second.value or Decimal(0))
    rail = tag("line", x1=_MARGIN, x2=_WIDTH - _SIDE, y1=y, y2=y, class_="guide")
    joint = tag("line", x1=a, x2=b, y1=y, y2=y, class_="dumbbell")
    second = tag("circle", cx=b, cy=y, r=7, class_="dot-series focusable")
    first = tag("circle", cx=a, cy=y, r=5, class_="dot dot-hollow")
    name = words(pair.label, _MARGIN, top + 13, "strong-text" if pair.is_mine else "")
    shown = words(pair.told, _WIDTH - _MARGIN, y + 4, "", "end")
    point = Point(pair.label, pair.second.value, pair.told, pair.second.url, pair.second.claim)
    return link(point, tag("g", rail, joint, second, first, name, shown))


def _sentence(pair: Pair, names: tuple[str, str]) -> str:
    return f"{pair.label}: {names[0]} {pair.first.shown}, {names[1]} {pair.second.shown}, {pair.told}."
