"""Public pages of index 766: the table of provinces, one province, the calculator."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_number
from thongsuot.kernel.ranking import rank_before, rank_is_possible
from thongsuot.measuring.index766 import pages, queries
from thongsuot.measuring.index766.forms import CountsForm, RankForm
from thongsuot.measuring.index766.published import READ_ON, agreement, counts_file
from thongsuot.measuring.index766.reading import Row, TableRefused, decode, read
from thongsuot.measuring.index766.rules import Index, index_on
from thongsuot.measuring.index766.table import HEADER, Scored, score_units
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.http import csv_response

_FAULTS_SHOWN = 20


def index(request: HttpRequest) -> HttpResponse:
    """``xep`` orders by a group; ``hang``, ``tren``, ``tang`` try a change of rank."""
    actor = actor_of(request)
    rules = index_on(READ_ON)
    by = request.GET.get("xep", "")
    by = by if by in {group.code for group in rules.groups} else ""
    context = {
        "read_on": READ_ON,
        "by": by,
        "columns": pages.columns(by),
        "rows": [pages.table_row(place) for place in queries.places(actor, by)],
        "agreement": agreement(),
        "rules": rules,
        "rule_lines": pages.rule_lines(rules),
        "group_statuses": [(group, *pages.status_tone(group.status)) for group in rules.groups],
        "known": [(claim, rules.class_of(claim.value)) for claim in queries.known_classes(actor) if claim.value],
        "levels": queries.levels(actor),
        "counts_url": reverse("index766-counts"),
        **_tried(request),
    }
    return render(request, "measuring/index766/index.html", context)


def _tried(request: HttpRequest) -> dict[str, Any]:
    """The change of rank that was asked about, answered by the same check the record uses."""
    form = RankForm(request.GET) if "hang" in request.GET else RankForm()
    if not form.is_bound or not form.is_valid():
        return {"rank_form": form}
    given = form.cleaned_data
    before = rank_before(given["hang"], given["tang"])
    possible = rank_is_possible(before, given["tren"]) and rank_is_possible(given["hang"], given["tren"])
    return {"rank_form": form, "rank_before": before, "rank_possible": possible, "rank_of": given["tren"]}


def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One province: every metric from counts to points."""
    found = queries.places(actor_of(request))
    place = next((one for one in found if one.code == code), None)
    if place is None:
        raise Http404(_("Không có số đếm của mã «%(code)s».") % {"code": code})
    parts = pages.group_parts(place)
    context = {
        "place": place,
        "row": pages.table_row(place),
        "parts": parts,
        "worst": pages.worst(parts),
        "read_on": READ_ON,
        "rules": index_on(READ_ON),
        "claims": [one.claim for one in found if one.claim],
        "counts_url": reverse("index766-counts"),
    }
    return render(request, "measuring/index766/unit.html", context)


def counts_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Counts and points as printed, ready for the command and the calculator."""
    with counts_file().open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    return csv_response("so-dem-766-10-10-2026.csv", header, _for_excel(rows, header.index("score")))


def calculator(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Points of a table of counts, kept nowhere; ``tai`` answers with the table as a file."""
    form = CountsForm(request.POST, request.FILES) if request.method == "POST" else CountsForm()
    context: dict[str, Any] = {"form": form, "counts_url": reverse("index766-counts")}
    if form.is_bound and form.is_valid():
        rules = index_on(timezone.localdate())
        try:
            rows = read(decode(form.content()), rules)
        except TableRefused as refused:
            form.add_error("file" if form.cleaned_data.get("file") else "text", str(refused))
        else:
            scored = list(score_units(rows, rules))
            if "tai" in request.POST:
                lines = (line for one in scored for line in one.lines)
                return csv_response("diem-766.csv", HEADER, _for_excel(lines, HEADER.index("score")))
            context |= _result(rows, scored, rules)
    return render(request, "measuring/index766/calculator.html", context)


def _result(rows: list[Row], scored: list[Scored], rules: Index) -> dict[str, Any]:
    told = [row for row in rows if row.fault or row.warning]
    return {
        "result": pages.calculated(scored),
        "rules": rules,
        "told": told[:_FAULTS_SHOWN],
        "told_more": max(0, len(told) - _FAULTS_SHOWN),
        "row_count": format_number(len(rows)),
    }


def _for_excel(rows: Iterable[Sequence[str]], place: int) -> Iterator[list[str]]:
    """A Vietnamese Excel takes «8.1» for the eighth of January: points are written with a comma."""
    for row in rows:
        yield [cell.replace(".", ",") if number == place else cell for number, cell in enumerate(row)]
