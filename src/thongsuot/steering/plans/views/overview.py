"""Across plans: programmes side by side, what is left of the year, hard targets, all targets of a unit, hints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from thongsuot.kernel.formatting import format_number, round_half_up, without_trailing_zeros
from thongsuot.platform.http import csv_response
from thongsuot.steering.plans import queries
from thongsuot.steering.plans.outlook.rows import TargetView
from thongsuot.steering.plans.quality.domain import Hint
from thongsuot.steering.plans.quality.queries import flagged_directives, flagged_tasks
from thongsuot.steering.plans.views.common import day_of, reader_of, unit_of, year_of
from thongsuot.steering.tasks.faces import face_of

_LEFT_SHOWN = 200
_PROGRAMME_HEADER = ("Chương trình", "Hoàn thành", "Tổng số", "Tỷ lệ (%)", "Cần đạt tới hôm nay (%)", "Cách tính")
_TARGET_HEADER = ("Chỉ tiêu", "Kế hoạch", "Mục tiêu", "Thực hiện", "Khoảng cách", "Dự báo đến hạn", "Cách dự báo")


@login_required
@require_GET
def programmes(request: HttpRequest) -> HttpResponse:
    actor, on = reader_of(request), day_of(request)
    unit, year = unit_of(request, actor), year_of(request, on)
    rows = queries.programme_progress(unit.pk, on, year)
    published = queries.published_progress(actor, unit.pk, year)
    context = {"unit": unit, "on": on, "year": year, "rows": rows, "published": published}
    return render(request, "steering/plans/programmes.html", context)


@login_required
@require_GET
def programmes_csv(request: HttpRequest) -> StreamingHttpResponse:
    actor, on = reader_of(request), day_of(request)
    unit, year = unit_of(request, actor), year_of(request, on)
    rows = (
        (
            one.label,
            str(one.progress.done),
            str(one.progress.total),
            "" if one.progress.share is None else _plain(one.progress.share),
            "" if one.expected is None else _plain(one.expected),
            one.method,
        )
        for one in queries.programme_progress(unit.pk, on, year)
    )
    return csv_response(f"chuong-trinh-{year}.csv", _PROGRAMME_HEADER, rows)


def _plain(value: Decimal) -> str:
    return format_number(without_trailing_zeros(round_half_up(value, 2)))


@login_required
@require_GET
def year_end(request: HttpRequest) -> HttpResponse:
    """«Từ nay đến cuối năm» (B08): what is left of each programme, and targets not yet reached."""
    actor, on = reader_of(request), day_of(request)
    unit, year = unit_of(request, actor), year_of(request, on)
    left = queries.until_year_end(unit.pk, on, year)
    blocks = []
    for one in left:
        tasks = list(queries.remaining_tasks(actor, one.programme.plans, on)[: _LEFT_SHOWN + 1])
        shown = [(task, face_of(task, on)) for task in tasks[:_LEFT_SHOWN]]
        blocks.append((one, shown, len(tasks) > _LEFT_SHOWN))
    context = {
        "unit": unit,
        "on": on,
        "year": year,
        "blocks": blocks,
        "days": left[0].days if left else None,
        "targets": [one for one in queries.targets_of_home(actor, unit.pk, on) if not _is_reached(one)],
    }
    return render(request, "steering/plans/year_end.html", context)


def _is_reached(one: TargetView) -> bool:
    return one.view.gap is not None and one.view.gap <= 0


@login_required
@require_GET
def hard_targets(request: HttpRequest) -> HttpResponse:
    """«Khó hoàn thành» (B07), worst first; and those of which nothing is known yet."""
    actor, on = reader_of(request), day_of(request)
    unit = unit_of(request, actor)
    every = queries.targets_of_home(actor, unit.pk, on)
    context = {
        "unit": unit,
        "on": on,
        "rows": queries.hard_targets(actor, unit.pk, on),
        "silent": [one for one in every if one.view.reading is None],
        "count": len(every),
        "met_before": [one for one in every if one.view.was_reached_before],
    }
    return render(request, "steering/plans/hard.html", context)


@login_required
@require_GET
def unit_targets(request: HttpRequest) -> HttpResponse:
    """All targets of all plans that a unit set or leads (B13)."""
    actor, on = reader_of(request), day_of(request)
    unit = unit_of(request, actor) if request.GET.get("don-vi") else queries.own_unit(actor)
    rows = queries.targets_of_unit(actor, unit.pk, on)
    reached = sum(_is_reached(one) for one in rows)
    context = {"unit": unit, "on": on, "rows": rows, "reached": reached}
    return render(request, "steering/plans/targets.html", context)


@login_required
@require_GET
def targets_csv(request: HttpRequest) -> StreamingHttpResponse:
    """``kho=1``: only the hard ones."""
    actor, on = reader_of(request), day_of(request)
    unit = unit_of(request, actor)
    hard = request.GET.get("kho") == "1"
    rows = queries.hard_targets(actor, unit.pk, on) if hard else queries.targets_of_home(actor, unit.pk, on)
    return csv_response(f"chi-tieu-{on:%Y-%m-%d}.csv", _TARGET_HEADER, _lines(rows))


def _lines(rows: Iterable[TargetView]) -> Iterator[tuple[str, ...]]:
    for one in rows:
        yield (
            one.target.name,
            one.target.plan.title,
            one.aim_text,
            one.value_text,
            one.gap_text,
            one.forecast_text,
            one.view.forecast.method,
        )


@login_required
@require_GET
def hints(request: HttpRequest) -> HttpResponse:
    """Orders of a document (``van-ban``) or tasks of a plan (``ke-hoach``) that cannot be checked (B16)."""
    actor = reader_of(request)
    kinds = [hint.value for hint in Hint]
    wanted = request.GET.get("thieu", "")
    context = {"kinds": kinds, "wanted": wanted if wanted in kinds else ""}
    document, plan = request.GET.get("van-ban", ""), request.GET.get("ke-hoach", "")
    if not document and not plan:
        return redirect("plans")
    report = flagged_directives(actor, document) if document else flagged_tasks(actor, plan)
    context |= {"report": report, "query": _query(request)}
    return render(request, "steering/plans/hints.html", context)


def _query(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("thieu", None)
    return query.urlencode()
