"""«Cảnh báo trễ»: who is likely to be late and why, which step makes us late (V10), what lies still."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.http import csv_response, page_of
from thongsuot.platform.jobs import enqueue
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.permissions import Serving
from thongsuot.serving.warning import queries
from thongsuot.serving.warning.domain.words import headline
from thongsuot.serving.warning.explaining import explained, jam
from thongsuot.serving.warning.heating import heat_rows
from thongsuot.serving.warning.jobs import EstimateInput, estimate_risks
from thongsuot.serving.warning.rules import WarningRules, warning_rule, warning_rules

PAGE_SIZE = 25
_FRESH = timedelta(minutes=10)  # an estimate younger than that is not made again
_SOON, _RISKY, _LATE, _STILL = "48-gio", "nguy-co", "qua-han", "dung-yen"
_ORDERS = {_SOON: ("-risk", "pk"), _RISKY: ("-risk", "pk"), _LATE: ("due_at", "pk"), _STILL: ("last_event_at", "pk")}


@login_required
@require_GET
def late_warning(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Serving.BOARD_READ)
    now = timezone.now()
    rules = warning_rules(timezone.localdate(now))
    lists = _lists(actor, now, rules)
    counts = {key: rows().count() for key, rows in lists.items()}
    shown = request.GET["muc"] if request.GET.get("muc") in lists else next(filter(counts.get, counts), _SOON)
    code, unit = request.GET.get("buoc", "")[:40], request.GET.get("don-vi", "")[:120]
    rows = queries.in_step(lists[shown](), code, unit)
    page = page_of(rows, _ORDERS[shown], request.GET.get("sau"), PAGE_SIZE)
    soon = list(lists[_SOON]()[:500])
    step, where = jam(soon)
    run = queries.last_run(actor)
    context = {
        "headline": headline(len(soon), step, where),
        "tabs": _tabs(counts, shown),
        "shown": shown,
        "code": code,
        "unit": unit,
        "rows": explained(page.rows, now, rules.fewest),
        "next": page.next,
        "now": now,
        "heat": heat_rows(actor, now, rules.fewest),
        "units": heat_rows(actor, now, rules.fewest, code) if code else [],
        "run": run,
        "examined": _decimals(run.examined) if run else None,
        "rule": warning_rule(timezone.localdate(now)),
        "sample_data": any(one.is_sample for one in [*page.rows, *soon]),
    }
    return render(request, "serving/warning/late_warning.html", context)


def _decimals(kept: Any) -> Any:
    """Measures as kept in JSON, their fractions as decimals for the screen."""
    if isinstance(kept, dict):
        return {name: _decimals(one) for name, one in kept.items()}
    if isinstance(kept, list):
        return [_decimals(one) for one in kept]
    return Decimal(str(kept)) if isinstance(kept, float) else kept


def _lists(actor: Actor, now: Any, rules: WarningRules) -> dict[str, Callable[[], QuerySet[Dossier]]]:
    return {
        _SOON: lambda: queries.soon_late(actor, now, rules.soon_hours, rules.warned),
        _RISKY: lambda: queries.likely_late(actor, now, rules.warned),
        _LATE: lambda: queries.overdue(actor, now),
        _STILL: lambda: queries.lying_still(actor),
    }


def _tabs(counts: dict[str, int], shown: str) -> list[tuple[str, str, bool, int]]:
    words = {
        _SOON: _("Trong 48 giờ"),
        _RISKY: _("Có nguy cơ trễ"),
        _LATE: _("Đã quá hạn"),
        _STILL: _("Đứng yên"),
    }
    return [(words[key], f"?muc={key}", key == shown, many) for key, many in counts.items()]


@login_required
@require_GET
def late_warning_csv(request: HttpRequest) -> HttpResponseBase:
    """What is usual in each step at each unit the reader may see."""
    actor = actor_of(request)
    require(actor, Serving.BOARD_READ)
    rows = queries.baselines_visible_to(actor).filter(unit__isnull=False).select_related("unit", "procedure")
    head = ["thu_tuc", "ma_buoc", "buoc", "don_vi", "phan_thoi_gian_phut", "so_luot", "trung_vi_phut", "cham_phut"]
    lines = (
        [one.procedure.code, one.code, one.title, one.unit.name if one.unit else "",
         *map(str, (one.share, one.passages, one.median, one.slow, one.past_share))]
        for one in rows.order_by("procedure__code", "code", "unit__name").iterator()
    )  # fmt: skip
    return csv_response("canh-bao-tre.csv", [*head, "so_luot_qua_phan"], lines)


@login_required
@require_POST
def refresh(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Serving.BOARD_READ)
    last = queries.last_run(actor)
    if last and last.at > timezone.now() - _FRESH:
        messages.info(request, _("Vừa ước lượng xong, chưa cần làm lại."))
        return redirect("late-warning")
    return redirect("job", enqueue(estimate_risks, actor, EstimateInput()).pk)
