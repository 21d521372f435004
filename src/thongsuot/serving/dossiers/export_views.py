"""Downloads: the list asked for as CSV or Excel, one dossier as JSON."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.http import csv_response
from thongsuot.serving.dossiers.exporting import ExportDossiers, Exporting, cells, header, plain, workbook
from thongsuot.serving.dossiers.listing import filter_from, matching
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.queries import dossier_for, dossiers_visible_to

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_GET
def export_csv(request: HttpRequest) -> HttpResponseBase:
    return csv_response(f"ho-so-{timezone.localdate():%Y-%m-%d}.csv", header(), cells(_asked(request, "csv")))


@login_required
@require_GET
def export_excel(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(workbook(_asked(request, "xlsx")), content_type=_EXCEL)
    response["Content-Disposition"] = f'attachment; filename="ho-so-{timezone.localdate():%Y-%m-%d}.xlsx"'
    return response


def _asked(request: HttpRequest, form: str) -> QuerySet[Dossier]:
    """The rows, once the export is written down."""
    actor = actor_of(request)
    ExportDossiers.run(actor, Exporting(form, tuple(sorted(name for name, value in request.GET.items() if value))))
    return matching(dossiers_visible_to(actor), filter_from(request.GET), timezone.now())


@login_required
@require_GET
def dossier_json(request: HttpRequest, code: str) -> JsonResponse:
    return JsonResponse(plain(dossier_for(actor_of(request), code)), json_dumps_params={"ensure_ascii": False})
