"""The board of dossiers and the rows behind each number."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thongsuot.kernel.clock import format_moment
from thongsuot.kernel.formatting import format_date, format_number
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.http import csv_response, page_of
from thongsuot.serving.facts.domain.measures import Counts
from thongsuot.serving.facts.models import DossierFact
from thongsuot.serving.insight import queries
from thongsuot.serving.insight.asked import address_of, field_choices, period_choices
from thongsuot.serving.insight.domain.measures import MEASURES, Key
from thongsuot.serving.insight.domain.nd61 import NAMES, REFERENCE
from thongsuot.serving.insight.domain.report import HEADINGS
from thongsuot.serving.insight.groups import GROUPS
from thongsuot.serving.insight.showing import (
    FILING,
    card_of,
    counted_until,
    figure,
    form_row,
    funnel_of,
    list_url,
    stack_parts,
    unit_row,
)

ROWS = 50
_CHUNK = 2000


@login_required
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """``don-vi``, ``ky``, ``linh-vuc``, ``doanh-nghiep``: every number here opens what it was counted from."""
    actor, now = actor_of(request), timezone.now()
    today = timezone.localdate(now)
    address = address_of(request, today)
    unit = queries.board_unit(actor, address.unit_key)
    asked = address.asked(unit, now)
    per_unit = queries.counts(actor, asked)
    counts, query = sum(per_unit.values(), Counts()), address.query(unit)
    procedures = queries.services(actor, min(today, asked.span.end.date()), asked)
    figures = {key: figure(counts, key, query) for key in Key}
    context: dict[str, Any] = {
        "unit": unit,
        "address": address,
        "query": query,
        "counts": counts,
        "figures": figures,
        "on_time": [figures[Key.ON_TIME_766], figures[Key.ON_TIME_REPORT]],
        "filing": stack_parts([(figures[key].share, figures[key].text, figures[key].url) for key in FILING]),
        "online": figures[Key.ONLINE],
        "others": [figures[one.key] for one in MEASURES if one.key not in _SHOWN_APART],
        "differing_url": list_url(query, "differing"),
        "in_process_url": list_url(query, "in_process"),
        "form": form_row(unit.name, counts, query),
        "form_rows": [form_row(one.name, its, address.query(one)) for one, its in per_unit.items()],
        "headings": HEADINGS,
        "units": [unit_row(one, its, address.query(one)) for one, its in per_unit.items()],
        "funnel": funnel_of(procedures, counts, query),
        "card": card_of(actor, asked, counts, procedures),
        "index_names": NAMES,
        "index_reference": REFERENCE,
        "periods": period_choices(address.period, today),
        "fields": field_choices(),
        "board_units": queries.board_units(actor).filter(pk__in=[one.pk for one in per_unit]) if per_unit else [],
        "seen": counted_until(asked.span, now),
        "sample_data": queries.has_samples(actor, asked),
    }
    return render(request, "serving/insight/board.html", context)


_SHOWN_APART = {Key.ON_TIME_766, Key.ON_TIME_REPORT, Key.ONLINE, *FILING}


@login_required
@require_GET
def rows(request: HttpRequest) -> HttpResponse:
    """The dossiers one number was counted from: code, procedure, dates; nobody's name."""
    actor, now = actor_of(request), timezone.now()
    address = address_of(request, timezone.localdate(now))
    unit = queries.board_unit(actor, address.unit_key)
    group = request.GET.get("nhom", "")
    if group not in GROUPS:
        raise Http404(_("Không có nhóm hồ sơ này."))
    found = queries.listed(actor, address.asked(unit, now), group)
    if request.GET.get("tai") == "csv":
        return _rows_csv(actor, found, group)
    page = page_of(found, ["-pk"], request.GET.get("sau"), ROWS)
    context = {
        "unit": unit,
        "address": address,
        "query": f"{address.query(unit)}&nhom={group}",
        "board_query": address.query(unit),
        "group": GROUPS[group],
        "count": found.count(),
        "rows": queries.told(actor, page.rows),
        "next": page.next,
        "sample_data": queries.any_sample(actor, page.rows),
    }
    return render(request, "serving/insight/rows.html", context)


def _chunks(rows: Iterator[DossierFact]) -> Iterator[list[DossierFact]]:
    while chunk := list(islice(rows, _CHUNK)):
        yield chunk


def _rows_csv(actor: Actor, found: QuerySet[DossierFact], group: str) -> HttpResponse:
    header = [_("Mã hồ sơ"), _("Thủ tục"), _("Đơn vị giải quyết"), _("Bắt đầu"), _("Hẹn trả"), _("Có kết quả")]
    lines = (
        [
            *(one.fact.code, one.procedure, one.unit),
            *("" if at is None else format_moment(at) for at in (one.started_at, one.due_at, one.finished_at)),
        ]
        for many in _chunks(found.order_by("pk").iterator(_CHUNK))
        for one in queries.told(actor, many)
    )
    return csv_response(f"ho-so-{group}.csv", header, lines)  # type: ignore[return-value]


@login_required
@require_GET
def form_csv(request: HttpRequest) -> HttpResponse:
    """Biểu II.06a as a table, with what does not add up."""
    actor, now = actor_of(request), timezone.now()
    address = address_of(request, timezone.localdate(now))
    unit = queries.board_unit(actor, address.unit_key)
    per_unit = queries.counts(actor, address.asked(unit, now))
    header = [_("STT"), _("Đơn vị"), *(f"({number}) {words}" for number, words in HEADINGS.items()), _("Kiểm tra")]
    lines = [
        [
            str(number),
            one.name,
            *(format_number(row.line.cells[column]) for column in HEADINGS),
            "; ".join(row.line.faults),
        ]
        for number, (one, row) in enumerate(((one, form_row(one.name, its, "")) for one, its in per_unit.items()), 1)
    ]
    total = form_row(unit.name, sum(per_unit.values(), Counts()), "")
    lines.append(["", _("Tổng số"), *(format_number(total.line.cells[column]) for column in HEADINGS), ""])
    name = f"bieu-II06a-{unit.key}-{format_date(timezone.localdate(now)).replace('/', '-')}.csv"
    return csv_response(name, header, lines)  # type: ignore[return-value]
