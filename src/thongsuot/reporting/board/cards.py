"""One board as its page shows it: points known, rates, the funnel, six groups metric by metric."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_number
from thongsuot.measuring.facade import Count, formula_of
from thongsuot.reporting.board.compare import count_text
from thongsuot.reporting.board.rates import FEW, Rate, is_few, rates_of
from thongsuot.reporting.board.scoring import ONLINE, ONLINE_GROUP, Card, Line, Part
from thongsuot.reporting.board.showing import known_of, list_url, points, points_of
from thongsuot.serving.facts.domain.measures import Counts
from thongsuot.serving.insight.domain.funnel import Drop, Step, drops


def card_words(card: Card, is_open: bool) -> dict[str, Any]:
    """Points known so far, of how many; the class once all are known."""
    return {
        "known": points(known_of(card, is_open)),
        "known_maximum": format_number(card.known_maximum),
        "grade": card.grade,
        "index": card.index,
        "is_empty": card.is_empty,
    }


@dataclass(frozen=True, slots=True)
class Figure:
    """A rate with its dossiers: ``url`` lists the part, ``rest_url`` what it leaves out; empty for the public."""

    rate: Rate
    url: str
    rest_url: str

    @property
    def rest(self) -> str:
        return format_number(self.rate.whole - self.rate.part)


def figures(counts: Counts, is_open: bool, list_query: str) -> list[Figure]:
    return [
        Figure(one, list_url(list_query, one.kind.behind), list_url(list_query, one.kind.rest_behind))
        for one in rates_of(counts, is_open)
    ]


def live_figures(card: Card, is_open: bool) -> dict[str, str]:
    """Name → text, as the boards write them where ``data-live`` says so."""
    rates = rates_of(card.counts, is_open)
    found = {one.kind.key: one.text for one in rates} | {f"{one.kind.key}.parts": one.parts for one in rates}
    found["diem"] = points(known_of(card, is_open))
    return found | {f"nhom.{one.group.code}": points(points_of(one, is_open)) for one in card.parts}


def funnel_of(counts: Counts, is_open: bool, list_query: str) -> list[Drop]:
    """V9 of the period's dossiers; empty of too few."""
    if counts.received < (1 if is_open else FEW):
        return []
    steps = (
        (_("Hồ sơ tiếp nhận"), counts.received, "received"),
        (_("Nộp trực tuyến"), counts.online, "online"),
        (_("Trả phí trực tuyến hoặc không phải trả"), counts.funnel_paid, "funnel_paid"),
        (_("Giấy tờ số hóa toàn trình"), counts.funnel_papers, "funnel_papers"),
        (_("Có kết quả điện tử"), counts.funnel_result, "funnel_result"),
    )
    return drops([Step(name, int(count), list_url(list_query, group)) for name, count, group in steps])


@dataclass(frozen=True, slots=True)
class MetricRow:
    """One metric of the index: counts, how they become points, or why they do not."""

    number: str
    name: str
    counts: str
    words: str
    url: str
    formula: str
    points: str
    maximum: str


@dataclass(frozen=True, slots=True)
class GroupPart:
    code: str
    name: str
    points: str
    of: str
    maximum: str
    why: str
    is_held_back: bool
    rows: list[MetricRow]


def group_parts(card: Card, list_query: str) -> list[GroupPart]:
    """``list_query``: address part of the lists of dossiers, empty for readers who may not open them: to these few
    dossiers are not shown."""
    return [_group_part(card, part, list_query) for part in card.parts]


def _group_part(card: Card, part: Part, list_query: str) -> GroupPart:
    known, rows = points_of(part, bool(list_query)), [_metric_row(line, list_query) for line in part.lines]
    if part.group.code == ONLINE_GROUP and not card.is_empty:
        rows.append(_online_row(card.counts, list_query))
    return GroupPart(
        code=part.group.code,
        name=part.group.name,
        points=points(known),
        of="" if known is None else format_number(part.found.known_maximum),
        maximum=format_number(part.group.maximum),
        why=part.group.unknown,
        is_held_back=known is None and part.found.known_maximum > 0,
        rows=rows,
    )


def _metric_row(line: Line, list_query: str) -> MetricRow:
    metric, feed, count, score = line.metric, line.feed, line.count, line.score
    few = is_few(count) and not list_query
    if feed is None or count is None or score is None or few:
        return MetricRow(
            metric.number, metric.name, "", "", "", _("Quá ít hồ sơ.") if few else line.why, "", _most(line)
        )
    return MetricRow(
        number=metric.number,
        name=metric.name,
        counts=count_text(count),
        words=f"{feed.part_words} / {feed.whole_words}",
        url=list_url(list_query, feed.behind),
        formula=formula_of(metric, count, score) or line.why,
        points=points(score.points),
        maximum=_most(line),
    )


def _most(line: Line) -> str:
    return format_number(line.metric.maximum) if line.metric.maximum is not None and line.metric.counts else ""


def _online_row(counts: Counts, list_query: str) -> MetricRow:
    """3.3 stands in no group of the rules yet: its maximum is not known, so it is told and not scored."""
    count = Count(int(ONLINE.part(counts)), int(ONLINE.whole(counts)))
    few = (count.denominator or 0) < FEW and not list_query
    return MetricRow(
        number=ONLINE.number,
        name=_("Hồ sơ nộp trực tuyến"),
        counts="" if few else count_text(count),
        words=f"{ONLINE.part_words} / {ONLINE.whole_words}",
        url=list_url(list_query, ONLINE.behind),
        formula=_("Chưa biết điểm tối đa của chỉ số này nên không chấm điểm."),
        points="",
        maximum="",
    )
