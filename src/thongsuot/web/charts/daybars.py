"""Days before and after on one bar that starts at zero: what was cut is the part left hollow (V15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thongsuot.web.charts.model import Chart, Legend, Point, Table
from thongsuot.web.charts.svg import Scale, canvas, link, tag, words

_WIDTH, _ROW, _MARGIN, _BAR = 720, 48, 4, 16


@dataclass(frozen=True, slots=True)
class Cut:
    """``told``: the difference in words («cắt 33,5 ngày, 33,8%»)."""

    before: Point
    after: Point
    told: str


def day_bars(
    *, cuts: Sequence[Cut], names: tuple[str, str], heading: str, measure: str, source: str = "", csv_url: str = ""
) -> Chart:
    """One row a cut in the order given; ``names``: what the hollow and the filled bar are."""
    ends = [point.value for one in cuts for point in (one.before, one.after) if point.value is not None]
    scale = Scale(Decimal(0), max(ends, default=Decimal(0)) or Decimal(1), _MARGIN, _WIDTH - _MARGIN)
    rows = [_row(one, number, scale) for number, one in enumerate(cuts)]
    linked = any(one.after.url for one in cuts)
    table = tuple(
        (one.before.label, one.before, one.after, Point(one.after.label, Decimal(0), one.told, one.after.url))
        for one in cuts
    )
    return Chart(
        title=heading,
        measure=measure,
        drawing=canvas(_WIDTH, len(cuts) * _ROW, *rows, label=measure, has_links=linked) if ends else "",
        summary=" ".join(f"{one.before.label}: {_said(one)}." for one in cuts),
        table=Table((_("Lĩnh vực"), *names, _("Cắt giảm")), table),
        legend=(Legend("tile bar-back", names[0]), Legend("tile bar", names[1])),
        source=source,
        csv_url=csv_url,
        is_wide=True,
    )


def _row(cut: Cut, number: int, scale: Scale) -> str:
    top = number * _ROW
    name = words(cut.before.label, _MARGIN, top + 16)
    said = words(_said(cut), _WIDTH - _MARGIN, top + 16, "strong-text", "end")
    bars = [
        tag("rect", x=_MARGIN, y=top + 23, height=_BAR, width=_length(point, scale), rx=3, class_=shape)
        for point, shape in ((cut.before, "bar-back"), (cut.after, "bar focusable"))
    ]
    point = Point(cut.before.label, cut.after.value, _said(cut), cut.after.url)
    return link(point, tag("g", name, said, *bars))


def _length(point: Point, scale: Scale) -> Decimal:
    return max(scale(point.value or Decimal(0)) - _MARGIN, Decimal(1))


def _said(cut: Cut) -> str:
    return f"{cut.before.shown} → {cut.after.shown} ({cut.told})"
