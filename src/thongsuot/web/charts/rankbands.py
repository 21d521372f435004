"""Where each unit stands and between which ranks it moved: a dot on a band (V4, G09). A rank alone is no news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thongsuot.web.charts.model import Chart, Legend, Point, Table
from thongsuot.web.charts.svg import Scale, canvas, link, tag, words

_WIDTH, _ROW, _NAMES, _SIDE, _HEAD = 720, 26, 190, 84, 24
_LETTERS = 27


@dataclass(frozen=True, slots=True)
class Band:
    """``point.value`` is the rank of the year shown; the band holds those of the years in ``told`` («2021–2024»)."""

    point: Point
    best: int
    worst: int
    told: str


def rank_bands(
    *, bands: Sequence[Band], out_of: int, heading: str, measure: str, source: str = "", csv_url: str = ""
) -> Chart:
    """Best rank on the left; mine marked by ``point.is_mine``. Only years that may be compared make a band."""
    return Chart(
        title=heading,
        measure=measure,
        drawing=_drawing(bands, out_of, measure) if bands else "",
        summary=" ".join(f"{one.point.label}: {one.point.text}, {_words(one)}." for one in bands),
        table=Table(
            (_("Đơn vị"), _("Hạng"), _("Nhóm hạng")), tuple((b.point.label, b.point, _words(b)) for b in bands)
        ),
        legend=(
            Legend("dot-series", _("hạng kỳ này")),
            Legend("tile-band", _("các hạng đã giữ trong những năm so được")),
        ),
        source=source,
        csv_url=csv_url,
        is_wide=True,
    )


def _words(one: Band) -> str:
    if one.best == one.worst:
        return _("chỉ một năm so được")
    return _("hạng %(best)d – %(worst)d, %(years)s") % {"best": one.best, "worst": one.worst, "years": one.told}


def _drawing(bands: Sequence[Band], out_of: int, measure: str) -> str:
    scale = Scale(Decimal(1), Decimal(max(out_of, 2)), _NAMES + 10, _WIDTH - _SIDE)
    height = _HEAD + len(bands) * _ROW
    marks = sorted({1, *range(10, out_of, 10), out_of})
    marks = [one for one in marks if one == out_of or out_of - one >= 4]
    grid = [
        tag("line", x1=scale(Decimal(n)), x2=scale(Decimal(n)), y1=_HEAD - 4, y2=height, class_="guide") for n in marks
    ]
    heads = [words(str(n), scale(Decimal(n)), 14, "soft-text", "middle") for n in marks]
    rows = [_row(one, _HEAD + n * _ROW, scale) for n, one in enumerate(bands)]
    return canvas(_WIDTH, height + 4, *grid, *heads, *rows, label=measure, has_links=any(b.point.url for b in bands))


def _row(one: Band, top: int, scale: Scale) -> str:
    y, rank, mine = top + _ROW // 2, one.point.value or Decimal(0), one.point.is_mine
    left, right = scale(Decimal(one.best)), scale(Decimal(one.worst))
    label = one.point.label if len(one.point.label) <= _LETTERS else f"{one.point.label[: _LETTERS - 1].rstrip()}…"
    band = tag("rect", x=left - 5, y=y - 6, width=right - left + 10, height=12, rx=6, class_="rank-band")
    dot = tag(
        "circle", cx=scale(rank), cy=y, r=7 if mine else 5, class_=f"focusable {'dot-mine' if mine else 'dot-series'}"
    )
    name = words(label, 0, y + 4, "strong-text" if mine else "")
    shown = words(one.point.text, _WIDTH, y + 4, "strong-text" if mine else "soft-text", "end")
    return link(one.point, tag("g", band, dot, name, shown))
