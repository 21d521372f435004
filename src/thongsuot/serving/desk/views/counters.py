"""The counters: what each has and lacks (I12), same-day rate (I13), who has not used the product (I14)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied, require
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.acting import attempt
from thongsuot.registry.units.models import Unit
from thongsuot.serving.desk import queries
from thongsuot.serving.desk.actions import NoteReadiness, Seen
from thongsuot.serving.desk.forms import ReadinessForm
from thongsuot.serving.desk.places import desk_of
from thongsuot.serving.desk.rules import desk_rules
from thongsuot.serving.desk.usage import counter_states, usage_of
from thongsuot.serving.permissions import Serving

PAGE_SIZE = 100


@login_required
@require_http_methods(["GET", "POST"])
def counters(request: HttpRequest) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    require(actor, Serving.BOARD_READ)
    rules, desk = desk_rules(today), _desk(actor)
    form = None
    if desk is not None:
        form = ReadinessForm(request.POST or None)
        form.fields["has"].choices = [(one.code, one.name) for one in rules.facilities]  # type: ignore[attr-defined]
    if request.method == "POST":
        require(actor, Serving.DOSSIER_RECEIVE)
        if desk is not None and form is not None and form.is_valid():
            data = form.cleaned_data
            seen = Seen(desk.pk, data["counter"], today, tuple(data["has"]), data["note"])
            if attempt(form, lambda: (NoteReadiness.run(actor, seen), True)) is not None:
                return redirect("counters")
    units = queries.units_watched(actor, today)
    usage = usage_of(units, today)
    states = counter_states(queries.readiness_visible_to(actor)[:2000], rules)
    context = {
        "form": form,
        "desk": desk,
        "rules": rules,
        "states": states[:PAGE_SIZE],
        "usage": usage[:PAGE_SIZE],
        "idle": [one for one in usage if one.is_idle(rules.idle_working_days)],
        "more": max(len(usage) - PAGE_SIZE, 0),
        "sample_data": any(one.row.is_sample for one in states),
    }
    return render(request, "serving/desk/counters.html", context, status=422 if form and form.errors else 200)


def _desk(actor: Actor) -> Unit | None:
    try:
        return desk_of(actor, Serving.DOSSIER_RECEIVE)
    except AccessDenied:
        return None
