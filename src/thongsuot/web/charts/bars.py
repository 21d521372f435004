"""Bars that start at zero, with the target as a tick: how far, and are we on pace (V1, V12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thongsuot.web.charts.model import Chart, Legend, Point, Table
from thongsuot.web.charts.svg import Scale, canvas, link, tag, title, words

_WIDTH, _ROW, _MARGIN = 720, 64, 4


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure and the mark it is held against. ``expected`` is where an even pace would be today."""

    point: Point
    target: Point | None = None
    expected: Point | None = None


def target_bars(
    *,
    goals: Sequence[Goal],
    heading: str,
    measure: str,
    maximum: Decimal | None = None,
    source: str = "",
    updated: str = "",
    csv_url: str = "",
) -> Chart:
    """``maximum`` is the end of every bar; without it, the largest value or target drawn."""
    marks = [p.value for g in goals for p in (g.point, g.target, g.expected) if p and p.value is not None]
    scale = Scale(Decimal(0), maximum or max(marks, default=Decimal(1)), _MARGIN, _WIDTH - _MARGIN)
    rows = [_row(goal, n, scale) for n, goal in enumerate(goals)]
    has_links = any(g.point.url for g in goals)
    has_expected = any(g.expected for g in goals)
    return Chart(
        title=heading,
        measure=measure,
        drawing=canvas(_WIDTH, len(goals) * _ROW, *rows, label=measure, has_links=has_links) if marks else "",
        summary=" ".join(_sentence(goal) for goal in goals),
        table=_table(goals, measure, has_expected),
        legend=(
            *((Legend("target", _("mục tiêu")),) if any(g.target for g in goals) else ()),
            *((Legend("expected", _("mức cần đạt tới hôm nay")),) if has_expected else ()),
        ),
        source=source,
        updated=updated,
        csv_url=csv_url,
        is_wide=True,
    )


def _row(goal: Goal, number: int, scale: Scale) -> str:
    top, point = number * _ROW, goal.point
    name = words(point.label, _MARGIN, top + 18)
    shown = words(point.shown, _WIDTH - _MARGIN, top + 18, "strong-text", "end")
    size = {"y": top + 28, "height": 18, "rx": 3}
    back = tag("rect", x=_MARGIN, width=_WIDTH - 2 * _MARGIN, class_="bar-back", **size)
    length = max(scale(point.value) - _MARGIN, Decimal(1)) if point.value is not None else Decimal(0)
    bar = tag("rect", x=_MARGIN, width=length, class_="bar focusable", **size) if length else ""
    ticks = [_tick(mark, class_, scale, top) for mark, class_ in ((goal.expected, "expected"), (goal.target, "target"))]
    told = () if point.url else (title(_sentence(goal)),)  # inside a link it would be spoken as seen (WCAG 2.5.3)
    return link(point, tag("g", *told, name, shown, back, bar)) + "".join(ticks)


def _tick(mark: Point | None, class_: str, scale: Scale, top: int) -> str:
    if mark is None or mark.value is None:
        return ""
    x = scale(mark.value)
    line = tag("line", x1=x, x2=x, y1=top + 23, y2=top + 51, class_=class_)
    return tag("g", title(f"{mark.label}: {mark.text}"), line)


def _sentence(goal: Goal) -> str:
    parts = [f"{goal.point.label}: {goal.point.shown}"]
    parts += [f"{mark.label}: {mark.text}" for mark in (goal.target, goal.expected) if mark]
    return "; ".join(parts) + "."


def _table(goals: Sequence[Goal], measure: str, has_expected: bool) -> Table:
    headers = (_("Nội dung"), measure, _("Mục tiêu"), _("Cần đạt tới hôm nay"))
    rows = [(g.point.label, g.point, g.target or "—", g.expected or "—") for g in goals]
    columns = 4 if has_expected else 3
    return Table(headers[:columns], tuple(row[:columns] for row in rows))
