"""The country as equal tiles, so that small provinces are seen as well as large ones (V3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from thongsuot.web.charts.classes import Classes, equal_classes
from thongsuot.web.charts.model import Chart, Legend, Point, Table
from thongsuot.web.charts.svg import canvas, link, tag, title, words

_MAPS = Path(__file__).resolve().parents[4] / "rules" / "maps"
_WIDTH, _HEIGHT, _ROOM = 82, 58, 4
_ISLANDS_WIDTH, _ISLANDS_HEIGHT = 118, 112


@dataclass(frozen=True, slots=True)
class Islands:
    """An archipelago, always drawn and named, with the key of the unit that administers it."""

    name: str
    of: str
    column: Decimal
    row: Decimal


@dataclass(frozen=True, slots=True)
class Grid:
    """``places``: unit key → (column, row) from the north-west."""

    places: Mapping[str, tuple[int, int]]
    islands: tuple[Islands, ...]
    valid_from: date | None
    valid_to: date | None


@cache
def _grid(name: str) -> Grid:
    given: dict[str, Any] = yaml.safe_load((_MAPS / f"tiles-{name}.yaml").read_text(encoding="utf-8"))
    islands = (Islands(i["name"], i["of"], *(Decimal(str(n)) for n in i["at"])) for i in given["islands"])
    places = {key: (place[0], place[1]) for key, place in given["tiles"].items()}
    return Grid(places, tuple(islands), given["valid_from"], given["valid_to"])


def grid_on(day: date) -> Grid:
    """The tiles of the provinces that existed on ``day``: 63 until 30/6/2025, 34 since. ``LookupError`` for no map."""
    for path in sorted(_MAPS.glob("tiles-*.yaml")):
        grid = _grid(path.stem.removeprefix("tiles-"))
        if (grid.valid_from is None or grid.valid_from <= day) and (grid.valid_to is None or day < grid.valid_to):
            return grid
    raise LookupError(f"rules/maps: no tiles for {day}")


def tile_map(
    *,
    grid: Grid,
    points: Mapping[str, Point],
    heading: str,
    measure: str,
    source: str = "",
    updated: str = "",
    csv_url: str = "",
) -> Chart:
    """``points`` by unit key, one for each tile of ``grid``; a point without value is drawn as missing.

    ``heading`` is the finding in a sentence, ``measure`` what the values are («Điểm PAR INDEX năm 2024»).
    """
    known = {key: point for key, point in points.items() if point.value is not None}
    classes = equal_classes(p.value for p in known.values() if p.value is not None)
    rows = sorted(points.values(), key=lambda point: (point.value is None, -(point.value or 0)))
    return Chart(
        title=heading,
        measure=measure,
        drawing=_drawing(grid, points, classes, measure),
        summary=_summary(measure, [point for point in rows if point.value is not None], len(grid.places)),
        table=Table((_("Đơn vị"), measure), tuple((point.label, point) for point in rows)),
        legend=_legend(classes, len(known) < len(grid.places)),
        source=source,
        updated=updated,
        csv_url=csv_url,
    )


def _drawing(grid: Grid, points: Mapping[str, Point], classes: Classes | None, measure: str) -> str:
    reading_order = sorted(grid.places.items(), key=lambda item: (item[1][1], item[1][0]))
    tiles = [_tile(points[key], column, row, classes) for key, (column, row) in reading_order]
    islands = [_islands(one, points[one.of]) for one in grid.islands]
    width = max(one.column for one in grid.islands) * _WIDTH + _ISLANDS_WIDTH + _ROOM
    height = (max(row for _column, row in grid.places.values()) + 1) * _HEIGHT
    return canvas(width, height, *tiles, *islands, label=measure, has_links=True, enlarged="1.3")


def _tile(point: Point, column: int, row: int, classes: Classes | None) -> str:
    x, y = column * _WIDTH, row * _HEIGHT
    number = classes.number_of(point.value) if classes and point.value is not None else 0
    mine = " tile-mine" if point.is_mine else ""
    size = {"width": _WIDTH - _ROOM, "height": _HEIGHT - _ROOM, "rx": 5}
    square = tag("rect", x=x + _ROOM // 2, y=y + _ROOM // 2, class_=f"tile tile-{number} focusable{mine}", **size)
    lines = _two_lines(point.label)
    top = y + (_HEIGHT // 2) - 8 * len(lines) + 4
    name = [words(line, x + _WIDTH // 2, top + 13 * i, "tile-text", "") for i, line in enumerate(lines)]
    value = words(
        point.text if point.value is not None else "—", x + _WIDTH // 2, top + 13 * len(lines) + 2, "tile-value", ""
    )
    body = tag("g", square, *name, value, class_="on-high" if number >= 4 else None)
    return link(point, body)


def _two_lines(name: str) -> list[str]:
    """«Tuyên Quang» stays on one line; a name wider than the tile breaks at the space nearest its middle."""
    if len(name) <= 10:
        return [name]
    spaces = [i for i, letter in enumerate(name) if letter == " "]
    at = min(spaces, key=lambda i: abs(i - len(name) // 2), default=len(name))
    return [name[:at], name[at + 1 :].removeprefix("- ")]


def _islands(islands: Islands, administered_by: Point) -> str:
    x, y = islands.column * _WIDTH, islands.row * _HEIGHT
    frame = tag("rect", x=x, y=y, width=_ISLANDS_WIDTH, height=_ISLANDS_HEIGHT, rx=8, class_="islands")
    scatter = ((24, 18), (42, 28), (56, 16), (70, 31), (84, 20), (96, 34))
    dots = [tag("circle", cx=x + dx, cy=y + dy, r=3, class_="island-dot") for dx, dy in scatter]
    lines = (*_two_lines(islands.name), f"({administered_by.label})")
    middle = x + _ISLANDS_WIDTH // 2
    names = [words(line, middle, y + 58 + 17 * i, "soft-text", "middle") for i, line in enumerate(lines)]
    return tag("g", title(f"{islands.name} ({administered_by.label})"), frame, *dots, *names)


def _summary(measure: str, known: list[Point], all_units: int) -> str:
    if not known:
        return _("%(measure)s: chưa có số liệu của đơn vị nào.") % {"measure": measure}
    best, last = known[0], known[-1]
    words_ = _("%(measure)s của %(known)d/%(all)d đơn vị. Cao nhất: %(best)s. Thấp nhất: %(last)s.")
    return words_ % {
        "measure": measure,
        "known": len(known),
        "all": all_units,
        "best": f"{best.label} {best.text}",
        "last": f"{last.label} {last.text}",
    }


def _legend(classes: Classes | None, some_missing: bool) -> tuple[Legend, ...]:
    steps = [Legend(f"tile tile-{n}", text) for n, text in enumerate(classes.texts(), 1)] if classes else []
    return (*steps, Legend("tile tile-0", _("chưa có số liệu"))) if some_missing else tuple(steps)
