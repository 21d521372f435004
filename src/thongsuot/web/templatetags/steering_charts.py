"""``{% load steering_charts %}``: programmes on their way (V1) and targets against their marks (V12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_number, format_percent, round_percent, without_trailing_zeros
from thongsuot.steering.plans.domain import amount
from thongsuot.steering.plans.outlook.rows import TargetView
from thongsuot.steering.plans.queries import ProgrammeProgress
from thongsuot.web.charts.bars import Goal, target_bars
from thongsuot.web.charts.gaps import Gap, gap_bars
from thongsuot.web.charts.model import Chart, Point
from thongsuot.web.charts.trends import sparkline, trend

register = template.Library()
_HUNDRED = Decimal(100)


def _shown(drawn: Chart | None, address: str) -> dict[str, Any]:
    drawing = mark_safe(drawn.drawing) if drawn else ""  # noqa: S308 - escaped by charts.svg
    return {"chart": drawn, "drawing": drawing, "address": address}


@register.inclusion_tag("web/parts/sourced_chart.html")
def programme_bars(rows: Sequence[ProgrammeProgress], on: date) -> dict[str, Any]:
    """One bar a programme with the tick of where it should be today; nothing without programmes."""
    address = reverse("year-end") + f"?ngay={on:%d/%m/%Y}"
    return _shown(programme_chart(rows, on), address) if rows else _shown(None, address)


def programme_chart(rows: Sequence[ProgrammeProgress], on: date) -> Chart:
    return target_bars(
        goals=[_goal(one, on) for one in rows],
        heading=_programme_sentence(rows),
        measure=_("Nhiệm vụ hoàn thành, phần trăm của kế hoạch năm"),
        maximum=_HUNDRED,
        source=_("nhiệm vụ của các kế hoạch năm trong hệ thống"),
        updated=_("Tính đến %(day)s") % {"day": f"{on:%d/%m/%Y}"},
        csv_url=reverse("programmes-csv") + f"?ngay={on:%d/%m/%Y}",
    )


def _goal(one: ProgrammeProgress, on: date) -> Goal:
    url = reverse("year-end") + f"?nam={one.year}&ngay={on:%d/%m/%Y}#{one.programme}"
    point = Point(one.label, one.progress.share, one.progress.text, url, note=_("chưa giao nhiệm vụ nào"))
    label = _("cần đạt tới hôm nay (%(method)s)") % {"method": one.method}
    expected = None if one.expected is None else Point(label, one.expected, _percent(one.expected), url)
    return Goal(point, expected=expected)


def _percent(value: Decimal) -> str:
    return format_percent(without_trailing_zeros(round_percent(value, 2)))


def _programme_sentence(rows: Sequence[ProgrammeProgress]) -> str:
    behind = [one for one in rows if one.is_behind]
    if not behind:
        return _("Các chương trình đều kịp tiến độ")
    worst = max(behind, key=lambda one: (one.expected or _HUNDRED) - (one.progress.share or Decimal(0)))
    words = {"name": worst.label, "count": format_number(len(behind)), "all": format_number(len(rows))}
    if len(rows) == 1:
        return _("%(name)s đang chậm so với tiến độ") % words
    return _("%(count)s/%(all)s chương trình chậm so với tiến độ, chậm nhất là %(name)s") % words


@register.inclusion_tag("web/parts/sourced_chart.html")
def target_gaps(rows: Sequence[TargetView], on: date) -> dict[str, Any]:
    """Targets that have a result, in the order given; nothing where none has."""
    address = reverse("hard-targets") + f"?ngay={on:%d/%m/%Y}"
    known = [one for one in rows if one.view.reading is not None and one.view.aim.value]
    return _shown(gap_chart(known, on) if known else None, address)


def gap_chart(rows: Sequence[TargetView], on: date) -> Chart:
    return gap_bars(
        gaps=[_gap(one) for one in rows],
        heading=_gap_sentence(rows),
        measure=_("Khoảng cách tới mục tiêu, phần của mục tiêu"),
        source=_("kết quả chỉ tiêu trong hệ thống"),
        updated=_("Tính đến %(day)s") % {"day": f"{on:%d/%m/%Y}"},
        csv_url=reverse("targets-csv") + f"?kho=1&ngay={on:%d/%m/%Y}",
    )


def _gap(one: TargetView) -> Gap:
    value = one.view.reading.value if one.view.reading else None
    target = Point(_("mục tiêu"), one.view.aim.value, one.aim_text, one.url)
    claim_url = reverse("claim", args=[one.claim]) if one.claim else one.url
    coming = one.view.forecast.value
    return Gap(
        Point(one.target.name, value, one.value_text, claim_url, one.claim),
        target,
        one.gap_text,
        _distance(one, value),
        None if coming is None else Point(_("dự báo đến hạn"), coming, one.forecast_text, one.url),
        _distance(one, coming),
    )


def _distance(one: TargetView, value: Decimal | None) -> Decimal | None:
    aim = one.view.aim
    return None if value is None or not aim.value else (value - aim.value) * aim.sign / abs(aim.value)


@register.simple_tag
def target_spark(one: TargetView) -> SafeString | str:
    """A word-sized line of the target's results; nothing for fewer than two."""
    points = _points(one)
    if len(points) < 2:
        return ""
    drawn = mark_safe(sparkline(points, one.target.name))  # noqa: S308 - escaped by charts.svg
    return format_html('<span class="spark chart">{}</span>', drawn)


@register.inclusion_tag("web/parts/sourced_chart.html")
def target_trend(one: TargetView) -> dict[str, Any]:
    """The results of a target as a line; nothing for fewer than two."""
    points = _points(one)
    if len(points) < 2:
        return _shown(None, one.url)
    heading = _("%(name)s: %(standing)s") % {"name": one.target.name, "standing": one.gap_text}
    measure = f"{one.target.name} ({one.target.unit_of_measure})" if one.target.unit_of_measure else one.target.name
    return _shown(trend(points=points, heading=heading, measure=measure), one.url)


def _points(one: TargetView) -> list[Point]:
    """Results that may stand on one line, oldest first; the baseline first where its day is known."""
    aim = one.view.aim
    found = [(row.period_text, row.value, str(row.claim_id or "")) for row in one.series]
    if aim.baseline is not None and aim.baseline_on is not None:
        found.insert(0, (_("mức ban đầu"), aim.baseline, ""))
    return [
        Point(label, value, amount(value, "", aim.decimals), reverse("claim", args=[pk]) if pk else one.url, pk)
        for label, value, pk in found
    ]


def _gap_sentence(rows: Sequence[TargetView]) -> str:
    short = [one for one in rows if one.view.gap is not None and one.view.gap > 0]
    if not short:
        return _("Các chỉ tiêu có số liệu đều đã đạt")
    words = {"count": format_number(len(short)), "all": format_number(len(rows)), "name": short[0].target.name}
    return _("%(count)s/%(all)s chỉ tiêu chưa đạt, xa mục tiêu nhất: %(name)s") % words
