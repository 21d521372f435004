"""The unit's sheet out as a table; it comes back by the import (platform.imports)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from thongsuot.measuring.rounds import queries
from thongsuot.measuring.rounds.sheet import sheet_of
from thongsuot.measuring.rounds.workbook import headers, rows_of, sheet_workbook
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.http import csv_response

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_GET
def workbook(request: HttpRequest, key: str, unit: str) -> HttpResponse:
    participant = queries.participant_for(actor_of(request), key, unit)
    answer = HttpResponse(sheet_workbook(sheet_of(participant)), content_type=_EXCEL)
    answer["Content-Disposition"] = content_disposition_header(True, f"tu-cham-{key}-{unit}.xlsx") or "attachment"
    return answer


@login_required
@require_GET
def table(request: HttpRequest, key: str, unit: str) -> StreamingHttpResponse:
    participant = queries.participant_for(actor_of(request), key, unit)
    return csv_response(f"tu-cham-{key}-{unit}.csv", headers(), rows_of(sheet_of(participant)))
