"""What the pages of index 766 show, made ready for the templates."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_number
from thongsuot.kernel.rules import RuleStatus
from thongsuot.measuring.index766 import words
from thongsuot.measuring.index766.domain import Count, Score, Sum, UnitScore
from thongsuot.measuring.index766.published import READ_ON
from thongsuot.measuring.index766.queries import Place
from thongsuot.measuring.index766.rules import Group, Index, Metric, index_on
from thongsuot.measuring.index766.table import Line, Scored

_WORST = 5
_UNITS_SHOWN = 100
_UNITS_IN_FULL = 3


def points(value: Decimal | None) -> str:
    """Two decimals, so that a column reads down: «8,10»; empty when unknown."""
    return "" if value is None else format_number(value, 2)


@dataclass(frozen=True, slots=True)
class Cell:
    """Points of one group. ``taken``: as printed, since counts do not give it."""

    name: str
    text: str
    taken: bool


@dataclass(frozen=True, slots=True)
class TableRow:
    place: Place
    cells: list[Cell]
    total: str
    difference: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class Column:
    group: Group
    url: str
    current: bool
    taken: bool


def columns(by: str) -> list[Column]:
    index = index_on(READ_ON)
    return [
        Column(group, f"?xep={group.code}#bang", group.code == by, bool(group.unknown) or group.code == "MDSH")
        for group in index.groups
    ]


def table_row(place: Place) -> TableRow:
    printed, taken = place.compared.printed, place.compared.taken
    cells = [
        Cell(group.name, points(printed.groups[group.code]), group.code in taken) for group in index_on(READ_ON).groups
    ]
    difference = place.compared.difference
    return TableRow(place, cells, points(printed.total), points(difference), not difference)


@dataclass(frozen=True, slots=True)
class MetricLine:
    """One metric of one unit: counts, how they become points, what is lost and what to do."""

    metric: Metric
    counts: str
    formula: str
    points: str
    maximum: str
    lost: Decimal
    lost_text: str
    next_step: str
    differs: str


@dataclass(frozen=True, slots=True)
class GroupPart:
    group: Group
    points: str
    maximum: str
    why: str
    taken: bool
    lines: list[MetricLine]


def group_parts(place: Place) -> list[GroupPart]:
    index = index_on(READ_ON)
    return [_group_part(place, group) for group in index.groups]


def _group_part(place: Place, group: Group) -> GroupPart:
    printed, computed = place.compared.printed, place.compared.computed
    lines = [
        _metric_line(metric, printed.counts[metric.code], computed.scores[metric.code], printed.points.get(metric.code))
        for metric in group.metrics
    ]
    found = computed.groups[group.code]
    why = words.group_why(group, found, by_name=True) or _sum_differs(group, computed, found)
    taken = group.code in place.compared.taken
    return GroupPart(group, points(printed.groups[group.code]), words.number(group.maximum), why, taken, lines)


def _sum_differs(group: Group, computed: UnitScore, found: Sum) -> str:
    own = (computed.scores[metric.code].points for metric in group.scored)
    return words.sum_differs(group, sum((one for one in own if one), Decimal(0)), found)


def _metric_line(metric: Metric, count: Count, score: Score, printed: Decimal | None) -> MetricLine:
    maximum = metric.maximum or Decimal(0)
    known = score.points if score.points is not None else printed
    lost = maximum - known if known is not None and metric.counts else Decimal(0)
    return MetricLine(
        metric=metric,
        counts=_counts(count),
        formula=words.formula(metric, count, score) or words.why(metric, count, score),
        points=points(known) if metric.counts else "",
        maximum=words.number(maximum) if metric.counts else "",
        lost=lost,
        lost_text=points(lost) if lost else "",
        next_step=words.next_step(metric, count, score),
        differs=_("theo Cổng") if score.points is None and printed is not None else "",
    )


def _counts(count: Count) -> str:
    if count.numerator is None or count.denominator is None:
        return ""
    return f"{words.number(count.numerator)}/{words.number(count.denominator)}"


def worst(parts: list[GroupPart]) -> list[MetricLine]:
    """Where most points are lost, dearest first."""
    lines = [line for part in parts for line in part.lines if line.lost > 0 and line.next_step]
    return sorted(lines, key=lambda line: -line.lost)[:_WORST]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A metric in the table of rules; ``earns`` is its formula in words."""

    group: Group
    metric: Metric
    maximum: str
    earns: str


def rule_lines(index: Index) -> list[RuleLine]:
    return [_rule_line(group, metric) for group in index.groups for metric in group.metrics]


def _rule_line(group: Group, metric: Metric) -> RuleLine:
    maximum = words.number(metric.maximum) if metric.maximum is not None and metric.counts else ""
    if not metric.counts:
        return RuleLine(group, metric, maximum, metric.unscored)
    full = "" if metric.full_at == 100 else _(" Đạt tối đa từ %(full)s%%.") % {"full": words.number(metric.full_at)}
    zero = {
        "unscored": _("Mẫu số 0: không chấm, cộng 0."),
        "nothing": _("Mẫu số 0: 0 điểm."),
        "full": _("Mẫu số 0: điểm tối đa."),
    }[metric.zero]
    share = _("%(noun)s trên %(of)s.") % {"noun": metric.noun.capitalize(), "of": metric.of}
    return RuleLine(group, metric, maximum, f"{share}{full} {zero} {metric.note}".strip())


def status_tone(status: RuleStatus) -> tuple[str, str]:
    """Tone and word of how sure a rule is."""
    if status is RuleStatus.OFFICIAL:
        return "good", _("điểm tối đa theo quyết định")
    return "warn", _("điểm tối đa chờ đối chiếu")


@dataclass(frozen=True, slots=True)
class UnitResult:
    """A unit of an uploaded table."""

    unit: str
    groups: list[tuple[str, str]]
    known: str


@dataclass(frozen=True, slots=True)
class Calculated:
    """What the calculator shows: a line a unit, and the whole table of the first few."""

    units: list[UnitResult]
    count: int
    in_full: list[tuple[str, list[Line]]]


def calculated(scored: list[Scored]) -> Calculated:
    units = [_unit_result(one) for one in scored[:_UNITS_SHOWN]]
    in_full = [(one.unit, [_with_comma(line) for line in one.lines]) for one in scored[:_UNITS_IN_FULL]]
    return Calculated(units, len(scored), in_full)


def _with_comma(line: Line) -> Line:
    return line._replace(score=line.score.replace(".", ","))


def _unit_result(one: Scored) -> UnitResult:
    total = one.score.total
    groups = [(code, points(found.points)) for code, found in one.score.groups.items()]
    return UnitResult(one.unit, groups, f"{points(total.known)}/{words.number(total.known_maximum)}")
