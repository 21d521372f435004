"""Results the units do not give themselves, one criterion at a time over all units; and what does not apply to whom."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.kernel.formatting import format_number
from thongsuot.measuring.criteria.domain.tree import Node
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds import queries
from thongsuot.measuring.rounds.actions import EnterSurvey, Given, MarkNotApplicable, NotApplicable, Survey
from thongsuot.measuring.rounds.actions.surveying import OPEN_TO_SURVEY
from thongsuot.measuring.rounds.domain import is_given
from thongsuot.measuring.rounds.fields import NumberField
from thongsuot.measuring.rounds.importing_surveys import kind_for
from thongsuot.measuring.rounds.models import Participant, Round
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError
from thongsuot.registry.acting import say


@login_required
@require_http_methods(["GET", "POST"])
def survey(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    row = queries.round_for(actor, key)
    require(actor, Measuring.ROUND_MANAGE, row.home.path)
    nodes = [one for one in set_of(row.release).leaves() if is_given(one)]
    asked = request.GET.get("tieu-chi", "")
    node = next((one for one in nodes if one.code == asked), nodes[0] if nodes else None)
    places = list(queries.participants(actor, row))
    errors: dict[str, str] = {}
    if request.method == "POST" and node is not None:
        values, errors = _typed(request, node, places)
        source = request.POST.get("nguon", "")
        if not errors:
            try:
                done = EnterSurvey.run(actor, Survey(row.pk, tuple(values), source))
                messages.success(request, _("Đã ghi %(count)d kết quả.") % {"count": done.changed})
                return redirect(f"{reverse('round-survey', args=[key])}?tieu-chi={node.code}")
            except ActionError as error:
                errors = {one.field or "": one.message for one in error.errors}
    context = {
        "round": row,
        "nodes": nodes,
        "node": node,
        "rows": _rows(request, node, places, errors) if node else [],
        "names": node.rule.inputs if node and node.rule else (),
        "errors": errors,
        "source": request.POST.get("nguon", ""),
        "is_open": row.status in OPEN_TO_SURVEY,
        "import_kind": kind_for(row),
        "sample_data": row.is_sample,
    }
    return render(request, "measuring/rounds/survey.html", context, status=422 if errors else 200)


def _typed(request: HttpRequest, node: Node, places: list[Participant]) -> tuple[list[Given], dict[str, str]]:
    """The figures typed, units left as they are included; refusals by the name of the box."""
    values, errors = [], {}
    for one in places:
        texts = {}
        for name in node.rule.inputs if node.rule else ():
            box = f"v-{one.pk}-{name}"
            try:
                texts[name] = NumberField().clean(request.POST.get(box, ""))
            except ValidationError as error:
                errors[f"{one.pk}:{node.code}:{name}"] = error.messages[0]
        values.append(Given(one.pk, node.code, {name: text for name, text in texts.items() if text}))
    return values, errors


def _rows(request: HttpRequest, node: Node, places: list[Participant], errors: dict[str, str]) -> list[dict[str, Any]]:
    held = queries.scores_of(actor_of(request), places, node.code)
    rows = []
    for one in places:
        score, boxes = held.get(one.pk), []
        for name in node.rule.inputs if node.rule else ():
            box, stored = f"v-{one.pk}-{name}", score.inputs.get(name, "") if score else ""
            shown = format_number(Decimal(stored)) if stored else ""
            error = errors.get(f"{one.pk}:{node.code}:{name}", "")
            boxes.append({"name": box, "value": request.POST.get(box, shown), "error": error, "what": name})
        rows.append({"place": one, "score": score, "boxes": boxes})
    return rows


@login_required
@require_POST
def not_applicable(request: HttpRequest, key: str) -> HttpResponse:
    """One criterion, the units it does not apply to, one reason for all (J2)."""
    actor = actor_of(request)
    row: Round = queries.round_for(actor, key)
    chosen = {int(one) for one in request.POST.getlist("don-vi") if one.isdigit()}
    wanted = NotApplicable(
        row.pk,
        request.POST.get("tieu-chi", "").strip(),
        tuple(sorted(chosen)),
        request.POST.get("ly-do", ""),
        applies=request.POST.get("ap-dung") == "1",
    )
    say(request, lambda: MarkNotApplicable.run(actor, wanted), _("Đã ghi tiêu chí không áp dụng."))
    return redirect("round", key)
