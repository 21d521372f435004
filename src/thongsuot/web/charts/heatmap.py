"""Units by criteria, each cell with its figure and a step of colour; on top what still tells units apart (V7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from thongsuot.web.charts.model import Chart, Legend, Point, Table
from thongsuot.web.charts.svg import canvas, link, tag, title, words

_CELL, _ROW, _NAMES, _HEAD = 62, 30, 216, 26
_BOUNDS = (Decimal(50), Decimal(65), Decimal(80), Decimal(95))  # weak below 80, ceiling from 95
_LETTERS = 28  # that fit beside the cells


@dataclass(frozen=True, slots=True)
class Column:
    """``top`` is the figure of the row above all units; ``is_flat`` marks a criterion that tells nobody apart."""

    code: str
    name: str
    top: Point
    is_flat: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One unit: a point for each column, ``value`` in %, ``None`` where it does not apply."""

    label: str
    cells: tuple[Point, ...]
    url: str = ""
    is_mine: bool = False


def heat_map(
    *,
    columns: Sequence[Column],
    lines: Sequence[Line],
    top_label: str,
    heading: str,
    measure: str,
    source: str = "",
    csv_url: str = "",
) -> Chart:
    """Five steps with their bounds in the legend, the figure in every cell, and a table below."""
    headers = (_("Đơn vị"), *(f"{one.code}. {one.name}" for one in columns))
    rows: list[tuple[str | Point, ...]] = [(top_label, *(one.top for one in columns))]
    rows += [(one.label, *one.cells) for one in lines]
    return Chart(
        title=heading,
        measure=measure,
        drawing=_drawing(columns, lines, top_label, measure) if columns and lines else "",
        summary=_summary(columns, lines, measure),
        table=Table(headers, tuple(rows)),
        legend=(
            *(Legend(f"tile-{n}", text) for n, text in enumerate(_texts(), 1)),
            *((Legend("tile-flat", _("không còn phân hóa")),) if any(one.is_flat for one in columns) else ()),
        ),
        source=source,
        csv_url=csv_url,
        is_wide=True,
    )


def step_of(value: Decimal) -> int:
    """1 for the lowest … 5 from 95%."""
    return 1 + sum(value >= bound for bound in _BOUNDS)


def _texts() -> list[str]:
    bounds = [str(one) for one in _BOUNDS]
    between = [f"{low} – {high}%" for low, high in pairwise(bounds)]
    return [_("dưới %(bound)s%%") % {"bound": bounds[0]}, *between, _("từ %(bound)s%%") % {"bound": bounds[-1]}]


def _drawing(columns: Sequence[Column], lines: Sequence[Line], top_label: str, measure: str) -> str:
    heads = [words(one.code, _middle(n), 16, "strong-text", "middle") for n, one in enumerate(columns)]
    rows = [_top(one, n) for n, one in enumerate(columns)]
    first = _HEAD + _ROW + 8
    body = [part for n, line in enumerate(lines) for part in _line(line, first + n * _ROW)]
    name = words(top_label, 0, _HEAD + 20, "soft-text")
    size = (_NAMES + len(columns) * _CELL + 4, first + len(lines) * _ROW + 4)
    has_links = any(cell.url for line in lines for cell in line.cells)
    return canvas(*size, *heads, name, *rows, *body, label=measure, has_links=has_links)


def _middle(number: int) -> int:
    return _NAMES + number * _CELL + _CELL // 2


def _top(one: Column, number: int) -> str:
    x = _NAMES + number * _CELL
    box = tag(
        "rect",
        x=x + 1,
        y=_HEAD,
        width=_CELL - 2,
        height=_ROW - 2,
        rx=3,
        class_="tile-flat" if one.is_flat else "tile-row",
    )
    told = () if one.top.url else (title(f"{one.name}: {one.top.shown}"),)
    return link(one.top, tag("g", *told, box, words(one.top.text, _middle(number), _HEAD + 19, "", "middle")))


def _line(line: Line, top: int) -> list[str]:
    name = line.label if len(line.label) <= _LETTERS else f"{line.label[: _LETTERS - 1].rstrip()}…"
    shown = words(name, 0, top + 19, "strong-text" if line.is_mine else "")
    return [shown, *(_cell(cell, n, top) for n, cell in enumerate(line.cells))]


def _cell(cell: Point, number: int, top: int) -> str:
    x, step = _NAMES + number * _CELL, 0 if cell.value is None else step_of(cell.value)
    box = tag("rect", x=x + 1, y=top, width=_CELL - 2, height=_ROW - 2, rx=3, class_=f"tile tile-{step} focusable")
    text = words("—" if cell.value is None else cell.text, _middle(number), top + 19, "tile-value")
    return link(cell, tag("g", box, text, class_="on-high" if step >= 4 else None))


def _summary(columns: Sequence[Column], lines: Sequence[Line], measure: str) -> str:
    flat = [f"{one.code} {one.name}" for one in columns if one.is_flat]
    said = _("%(measure)s: %(units)d đơn vị, %(criteria)d cột.") % {
        "measure": measure,
        "units": len(lines),
        "criteria": len(columns),
    }
    return f"{said} {_('Không còn phân hóa')}: {'; '.join(flat)}." if flat else said
