"""``{% load order_charts %}``: how promises stand (V18) and where orders flow (V2), for pages of the steering loop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from django import template
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from thongsuot.steering.commitments.domain import Standing
from thongsuot.steering.overview.flow import state_words
from thongsuot.steering.tasks.models import Task
from thongsuot.web.charts.flows import Flow, flow_chart
from thongsuot.web.charts.model import Chart
from thongsuot.web.charts.timelines import Track, timeline

register = template.Library()


class PromiseLine(Protocol):
    """A line of the ledger."""

    task: Task
    standing: Standing
    tone: str
    sentence: str


class OrderFlow(Protocol):
    source: str
    unit: str
    state: str
    tone: str
    count: int
    url: str


def _shown(drawn: Chart) -> dict[str, Any]:
    return {"chart": drawn, "drawing": mark_safe(drawn.drawing)}  # noqa: S308 - escaped by charts.svg


@register.inclusion_tag("web/parts/chart.html")
def commitment_timeline(lines: Sequence[PromiseLine], today: date, query: str = "") -> dict[str, Any]:
    """The promises of one page on a line of days; the title says how many are overdue."""
    overdue = sum(line.standing is Standing.OVERDUE for line in lines)
    words = {"shown": len(lines), "overdue": overdue}
    heading = (
        _("%(overdue)d trong %(shown)d việc dưới đây đã quá hạn") % words
        if overdue
        else _("Không việc nào trong %(shown)d việc dưới đây quá hạn") % words
    )
    address = reverse("commitments-csv")
    return _shown(
        timeline(
            tracks=[_track(line) for line in lines],
            today=today,
            heading=heading,
            csv_url=f"{address}?{query}" if query else address,
        )
    )


def _track(line: PromiseLine) -> Track:
    kept = line.standing in (Standing.KEPT, Standing.KEPT_LATE)
    finished = line.task.finished_on if kept else None
    return Track(line.task.title, line.sentence, line.tone, line.task.deadline, finished, f"#l{line.task.pk}")


@register.inclusion_tag("web/parts/chart.html")
def order_flow(flows: Sequence[OrderFlow], heading: str) -> dict[str, Any]:
    """From where each order came, to whom it went, in which state it is."""
    drawn = [Flow(one.source, one.unit, one.state, one.tone, one.count, one.url) for one in flows]
    heads = (_("Từ đâu"), _("Đơn vị chủ trì"), _("Tình trạng"))
    return _shown(flow_chart(flows=drawn, states=list(state_words().values()), heads=heads, heading=heading))
