"""The funnel of payment and the two shares, with their table as CSV."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thongsuot.kernel.formatting import format_number
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.http import csv_response
from thongsuot.serving.payments.figures import Funnel, Period, Share, funnel, paid_online, services_with_payment
from thongsuot.serving.payments.queries import collecting_units, orders_visible_to
from thongsuot.serving.permissions import Serving


def _words() -> dict[str, str]:
    return {
        "due": _("Hồ sơ có phí, lệ phí"),
        "opened": _("Mở trang trả tiền"),
        "begun": _("Sang trang ngân hàng"),
        "paid": _("Trả trực tuyến xong"),
        "receipted": _("Có biên lai"),
    }


def _period(request: HttpRequest) -> Period:
    today = timezone.localdate()
    return Period(_day(request.GET.get("tu", ""), date(today.year, 1, 1)), _day(request.GET.get("den", ""), today))


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise


def _rows(told: Funnel) -> list[dict[str, object]]:
    """Step, how many, share of the first step, lost since the step before."""
    words, before, rows = _words(), None, []
    for code, count in told.steps:
        share = Share(count, told.due).percent
        rows.append(
            {
                "word": words[code],
                "count": count,
                "share": "" if share is None else f"{format_number(share, 2)}%",
                "width": 0 if not told.due else round(count * 100 / told.due),
                "lost": None if before is None else before - count,
            }
        )
        before = count
    return rows


def _told(actor: Actor, period: Period) -> Funnel:
    return funnel(collecting_units(actor), period)


@login_required
@require_GET
def payment_figures(request: HttpRequest) -> HttpResponse:
    actor, period = actor_of(request), _period(request)
    require(actor, Serving.PAYMENT_READ)
    told, online = _told(actor, period), paid_online(collecting_units(actor), period)
    services = services_with_payment(period.end)
    context = {
        "rows": _rows(told),
        "told": told,
        "period": period,
        "online": online,
        "online_text": _percent(online),
        "services": services,
        "services_text": _percent(services),
        "query": request.GET.urlencode(),
        "sample_data": orders_visible_to(actor).filter(is_sample=True).exists(),
    }
    return render(request, "serving/payments/figures.html", context)


@login_required
@require_GET
def payment_figures_csv(request: HttpRequest) -> HttpResponseBase:
    actor, period = actor_of(request), _period(request)
    require(actor, Serving.PAYMENT_READ)
    header = [_("Bước"), _("Số hồ sơ"), _("So với bước đầu"), _("Rơi lại từ bước trước")]
    rows = [
        [str(row["word"]), str(row["count"]), str(row["share"]), "" if row["lost"] is None else str(row["lost"])]
        for row in _rows(_told(actor, period))
    ]
    return csv_response(f"thanh-toan-{period.start}-{period.end}.csv", header, rows)


def _percent(share: Share) -> str:
    return "" if share.percent is None else f"{format_number(share.percent, 2)}%"
