"""The result as data: a table, the whole content, the capsule; and the dossier of one unit (E09, §5.7).

Addresses with a version never change what they answer; without one they answer the newest version one may see.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from thongsuot.kernel.formatting import format_number
from thongsuot.measuring.publishing import queries
from thongsuot.measuring.publishing.content import Result
from thongsuot.measuring.publishing.dossier import bundle
from thongsuot.measuring.publishing.models import Publication
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.files.http import respond
from thongsuot.platform.http import csv_response, with_etag

COLUMNS = (
    *("Hạng", "Trên tổng số", "Đồng hạng", "Nhóm", "Mã đơn vị", "Đơn vị", "Tự chấm", "Thẩm định", "Điểm chốt"),
    *("Điểm thưởng", "Điểm trừ", "Điểm tối đa được áp dụng", "Tỷ lệ (%)", "Xếp loại"),
)


@require_GET
def table(request: HttpRequest, key: str, number: int | None = None) -> HttpResponseBase:
    """One unit a line, as Excel opens it."""
    row = queries.publication_for(actor_of(request), key, number)
    name = f"{key}-ban-{row.number}.csv"
    return _answer(request, row, "csv", lambda: csv_response(name, COLUMNS, _lines(Result.of(row))))


def _lines(result: Result) -> list[list[str]]:
    found = []
    for group, units in result.groups.items():
        for unit in units:
            sums = unit.totals
            places = ("" if unit.rank is None else str(unit.rank), "" if unit.out_of is None else str(unit.out_of))
            points = (
                sums.self_points,
                sums.appraised,
                sums.final,
                sums.bonus,
                sums.penalty,
                sums.maximum,
                unit.percent,
            )
            told = ["" if one is None else format_number(one) for one in points]
            found.append([*places, "có" if unit.is_tied else "", group, unit.key, unit.name, *told, unit.class_name])
    return found


@require_GET
def whole(request: HttpRequest, key: str, number: int | None = None) -> HttpResponseBase:
    """The frozen content in its one written form: the SHA-256 of the file is the digest on the page."""
    row = queries.publication_for(actor_of(request), key, number)

    def build() -> HttpResponse:
        response = HttpResponse(queries.written(actor_of(request), row), content_type="application/json; charset=utf-8")
        name = f"{key}-ban-{row.number}.json"
        response["Content-Disposition"] = content_disposition_header(False, name) or "inline"
        return response

    return _answer(request, row, "json", build)


@require_GET
def capsule(request: HttpRequest, key: str, number: int | None = None) -> HttpResponseBase:
    row = queries.publication_for(actor_of(request), key, number)
    return _answer(request, row, "zip", lambda: respond(row.capsule))


def _answer(
    request: HttpRequest, row: Publication, form: str, build: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Before the hour nothing may stay in any cache; from then on a version can be kept as long as one likes."""
    response = with_etag(request, [row.digest, row.number, form], build)  # type: ignore[arg-type]
    is_public = queries.is_public(actor_of(request), row)
    response["Cache-Control"] = "public, max-age=300" if is_public else "private, no-store"
    return response


@login_required
@require_GET
def dossier(request: HttpRequest, key: str, unit: str) -> HttpResponseBase:
    """E09: everything the unit has to show, named by criterion, with what is still missing."""
    actor = actor_of(request)
    file = bundle(queries.dossier_of(actor, key, unit))
    response = FileResponse(
        file, as_attachment=True, filename=f"ho-so-{key}-{unit}.zip", content_type="application/zip"
    )
    response["Cache-Control"] = "private, no-store"
    return response
