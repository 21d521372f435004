"""Ribbons between columns: from which document, to which unit, in which state — where orders die (V2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thongsuot.web.charts.model import Chart, Legend, Point, Table
from thongsuot.web.charts.svg import canvas, coordinate, tag, title, words

_WIDTH, _TOP, _BAR, _GAP, _LEAST = 760, 26, 14, 12, Decimal(3)
_TALL = 340


@dataclass(frozen=True, slots=True)
class Flow:
    """``count`` orders of one source, at one unit, in one state; ``tone`` colours the ribbon, the words name it."""

    source: str
    unit: str
    state: str
    tone: str
    count: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class _Node:
    name: str
    count: int
    top: Decimal
    height: Decimal


def flow_chart(
    *, flows: Sequence[Flow], states: Sequence[str], heads: tuple[str, str, str], heading: str, csv_url: str = ""
) -> Chart:
    """``heads`` name the three columns; ``states`` order the last, the others keep the order of first appearance."""
    total = sum(flow.count for flow in flows)
    return Chart(
        title=heading,
        drawing=_drawing(flows, states, heads, total) if total else "",
        summary=_summary(flows, total),
        table=_table(flows, heads),
        legend=tuple(Legend(f"ribbon-{tone}", state) for state, tone in {f.state: f.tone for f in flows}.items()),
        csv_url=csv_url,
        is_wide=True,
    )


def _drawing(flows: Sequence[Flow], states: Sequence[str], heads: tuple[str, str, str], total: int) -> str:
    by_state = sorted(flows, key=lambda flow: states.index(flow.state))
    columns = [
        _column([(flow.source, flow.count) for flow in flows]),
        _column([(flow.unit, flow.count) for flow in flows]),
        _column([(flow.state, flow.count) for flow in by_state]),
    ]
    height = _TOP + max(max(node.top + node.height for node in column.values()) for column in columns) + 8
    x = [Decimal(0), Decimal(_WIDTH - _BAR) / 2, Decimal(_WIDTH - _BAR)]
    ribbons = [
        *_ribbons([(f.source, f.unit, f.tone, f) for f in flows], columns[0], columns[1], x[0], x[1]),
        *_ribbons([(f.unit, f.state, f.tone, f) for f in flows], columns[1], columns[2], x[1], x[2]),
    ]
    bars = [_bar(node, x[n], n) for n, column in enumerate(columns) for node in column.values()]
    anchors = ("start", "middle", "end")
    places = (x[0], x[1] + Decimal(_BAR) / 2, x[2] + _BAR)
    names = [words(head, places[n], 12, "soft-text", anchors[n]) for n, head in enumerate(heads)]
    return canvas(_WIDTH, height, *names, *ribbons, *bars, label=_("Dòng chảy nhiệm vụ"), has_links=False)


def _column(members: Sequence[tuple[str, int]]) -> dict[str, _Node]:
    counts: dict[str, int] = defaultdict(int)
    for name, count in members:
        counts[name] += count
    total = sum(counts.values())
    room = Decimal(_TALL) - _GAP * (len(counts) - 1)
    nodes, top = {}, Decimal(0)
    for name, count in counts.items():
        height = max(room * count / total, _LEAST)
        nodes[name] = _Node(name, count, top, height)
        top += height + _GAP
    return nodes


def _ribbons(
    pairs: Sequence[tuple[str, str, str, Flow]],
    left: dict[str, _Node],
    right: dict[str, _Node],
    from_x: Decimal,
    to_x: Decimal,
) -> list[str]:
    used_left: dict[str, Decimal] = defaultdict(Decimal)
    used_right: dict[str, Decimal] = defaultdict(Decimal)
    drawn = []
    for a, b, tone, flow in pairs:
        thick_a = left[a].height * flow.count / left[a].count
        thick_b = right[b].height * flow.count / right[b].count
        top_a, top_b = _TOP + left[a].top + used_left[a], _TOP + right[b].top + used_right[b]
        used_left[a] += thick_a
        used_right[b] += thick_b
        shape = _band(from_x + _BAR, to_x, (top_a, thick_a), (top_b, thick_b))
        told = title(f"{flow.source} → {flow.unit} → {flow.state}: {flow.count}")
        drawn.append(tag("path", told, d=shape, class_=f"ribbon-{tone}"))
    return drawn


def _band(x1: Decimal, x2: Decimal, a: tuple[Decimal, Decimal], b: tuple[Decimal, Decimal]) -> str:
    """A band that leaves and arrives level. ``a`` and ``b`` are (top, thickness) at either end."""
    bend = (x1 + x2) / 2
    points = {"x1": x1, "x2": x2, "m": bend, "a": a[0], "b": b[0], "d": b[0] + b[1], "c": a[0] + a[1]}
    p = {name: coordinate(value) for name, value in points.items()}
    return (
        f"M{p['x1']} {p['a']}C{p['m']} {p['a']} {p['m']} {p['b']} {p['x2']} {p['b']}"
        f"V{p['d']}C{p['m']} {p['d']} {p['m']} {p['c']} {p['x1']} {p['c']}Z"
    )


def _bar(node: _Node, x: Decimal, column: int) -> str:
    top = _TOP + node.top
    rect = tag("rect", x=x, y=top, width=_BAR, height=node.height, class_="node-bar")
    side = x + _BAR + 6 if column < 2 else x - 6
    name = words(
        f"{node.name} · {node.count}", side, top + node.height / 2 + 4, "flow-text", "start" if column < 2 else "end"
    )
    return rect + name


def _summary(flows: Sequence[Flow], total: int) -> str:
    if not total:
        return _("Chưa có nhiệm vụ nào trong phạm vi này.")
    states: dict[str, int] = defaultdict(int)
    for flow in flows:
        states[flow.state] += flow.count
    parts = [_("%(number)d nhiệm vụ.") % {"number": total}]
    return " ".join([*parts, *(f"{state}: {count}." for state, count in states.items())])


def _table(flows: Sequence[Flow], heads: tuple[str, str, str]) -> Table:
    rows = tuple(
        (flow.source, flow.unit, flow.state, Point(flow.state, Decimal(flow.count), str(flow.count), url=flow.url))
        for flow in flows
    )
    return Table((*heads, _("Số nhiệm vụ")), rows)
