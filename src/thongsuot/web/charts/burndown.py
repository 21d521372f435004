"""How many are still open, day by day, against an even pace to the due day (R03)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date
from thongsuot.web.charts.model import Chart, Legend, Point, Table
from thongsuot.web.charts.svg import Scale, canvas, link, tag, words

_WIDTH, _HEIGHT, _MARGIN, _TOP, _BOTTOM = 720, 280, 48, 36, 224


@dataclass(frozen=True, slots=True)
class Level:
    """``point`` holds the open count of the day; ``ideal`` where an even pace would be, ``None`` without a due day."""

    day: date
    point: Point
    ideal: Decimal | None


def burndown(
    *,
    levels: Sequence[Level],
    due: date | None,
    total: int,
    heading: str,
    measure: str,
    source: str = "",
    updated: str = "",
    csv_url: str = "",
) -> Chart:
    """``levels`` oldest first, at least one; ``total`` is the top of the scale. Steps, not slopes: counts jump."""
    across = _days(levels, due)
    down = Scale(Decimal(0), Decimal(max(total, 1)), _BOTTOM, _TOP)
    return Chart(
        title=heading,
        measure=measure,
        drawing=_drawing(levels, due, total, across, down, measure),
        summary="; ".join(f"{one.point.label}: {one.point.shown}" for one in levels),
        table=_table(levels, measure),
        legend=(Legend("series", _("còn mở")), *((Legend("break", _("mức cần đạt")),) if due else ())),
        source=source,
        updated=updated,
        csv_url=csv_url,
        is_wide=True,
    )


def _days(levels: Sequence[Level], due: date | None) -> Scale:
    last = max(levels[-1].day, due or levels[-1].day)
    return Scale(Decimal(levels[0].day.toordinal()), Decimal(last.toordinal()), _MARGIN, _WIDTH - _MARGIN)


def _at(across: Scale, day: date) -> Decimal:
    return across(Decimal(day.toordinal()))


def _drawing(levels: Sequence[Level], due: date | None, total: int, across: Scale, down: Scale, measure: str) -> str:
    parts = [tag("line", x1=_MARGIN, x2=_WIDTH - _MARGIN, y1=_BOTTOM, y2=_BOTTOM, class_="axis")]
    parts += [words("0", _MARGIN - 10, _BOTTOM + 4, "soft-text", "end")]
    parts += [words(str(total), _MARGIN - 10, down(Decimal(total)) + 4, "soft-text", "end")]
    if due:
        parts.append(_pace(levels[0].day, due, total, across, down))
    parts.append(tag("polyline", points=_stairs(levels, across, down), class_="series"))
    parts += _ends(levels, due, across)
    parts.append(_last(levels[-1], across, down))
    return canvas(_WIDTH, _HEIGHT, *parts, label=measure, has_links=bool(levels[-1].point.url))


def _pace(start: date, due: date, total: int, across: Scale, down: Scale) -> str:
    return tag(
        "line",
        x1=_at(across, start),
        y1=down(Decimal(total)),
        x2=_at(across, due),
        y2=down(Decimal(0)),
        class_="break",
    )


def _stairs(levels: Sequence[Level], across: Scale, down: Scale) -> str:
    corners: list[str] = []
    height: Decimal | None = None
    for one in levels:
        x, y = _at(across, one.day), down(one.point.value or Decimal(0))
        if height is not None:
            corners.append(f"{x:.1f},{height:.1f}")
        corners.append(f"{x:.1f},{y:.1f}")
        height = y
    return " ".join(corners)


def _ends(levels: Sequence[Level], due: date | None, across: Scale) -> list[str]:
    shown = [words(format_date(levels[0].day), _at(across, levels[0].day), _BOTTOM + 24, "soft-text")]
    if due:
        label = _("hạn %(day)s") % {"day": format_date(due)}
        anchor = "end" if _at(across, due) > _WIDTH / 2 else "middle"
        shown.append(words(label, _at(across, due), _BOTTOM + 24, "soft-text", anchor))
    return shown


def _last(level: Level, across: Scale, down: Scale) -> str:
    x, y = _at(across, level.day), down(level.point.value or Decimal(0))
    dot = tag("circle", cx=x, cy=y, r=6, class_="dot-series focusable")
    anchor = "end" if x > _WIDTH * 3 / 4 else "start"
    text = words(
        f"{level.point.label}: {level.point.text}", x + (8 if anchor == "start" else 0), y - 14, "strong-text", anchor
    )
    return link(level.point, dot, text)


def _table(levels: Sequence[Level], measure: str) -> Table:
    headers = (_("Ngày"), measure, _("Mức cần đạt"))
    rows = tuple((format_date(one.day), one.point, _number(one.ideal)) for one in levels)
    return (
        Table(headers, rows)
        if any(one.ideal is not None for one in levels)
        else Table(headers[:2], tuple(r[:2] for r in rows))
    )


def _number(ideal: Decimal | None) -> str:
    return "—" if ideal is None else str(ideal).replace(".", ",")
