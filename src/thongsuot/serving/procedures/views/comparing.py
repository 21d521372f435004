"""Two versions of a procedure side by side (H06)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thongsuot.platform.access.requests import actor_of
from thongsuot.serving.procedures import queries
from thongsuot.serving.procedures.domain.compare import compare
from thongsuot.serving.procedures.domain.middle import middle_of
from thongsuot.serving.procedures.domain.savings import papers_of
from thongsuot.serving.procedures.domain.wording import limit_words, plain_number
from thongsuot.serving.procedures.page import validity_words


@login_required
@require_GET
def comparison(request: HttpRequest, code: str) -> HttpResponse:
    """``?tu=1&den=2``: two versions side by side (H06); without them the two newest one may see."""
    actor = actor_of(request)
    row = queries.procedure_for(actor, code)
    numbers = list(queries.versions_visible_to(actor).filter(procedure=row).values_list("number", flat=True))
    before = queries.version_for(actor, code, _number(request, "tu", numbers[1] if len(numbers) > 1 else numbers[0]))
    after = queries.version_for(actor, code, _number(request, "den", numbers[0]))
    was, now = queries.content_of(before), queries.content_of(after)
    found = compare(was, now)
    context = {
        "procedure": row,
        "numbers": sorted(numbers),
        "before": before,
        "after": after,
        "was": {"limit": limit_words(was.limit), "validity": validity_words(before), "papers": papers_of(was)},
        "now": {"limit": limit_words(now.limit), "validity": validity_words(after), "papers": papers_of(now)},
        "was_steps": len(was.steps),
        "now_steps": len(now.steps),
        "was_unit": was.limit.unit,
        "now_unit": now.limit.unit,
        "found": found,
        "days": plain_number(found.days) if found.days is not None else None,
        "middle_was": middle_of(was),
        "middle_now": middle_of(now),
        "sample_data": row.is_sample,
    }
    return render(request, "serving/procedures/compare.html", context)


def _number(request: HttpRequest, name: str, default: int) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 5 else default
