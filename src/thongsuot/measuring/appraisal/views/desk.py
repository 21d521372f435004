"""The appraiser's desk: the queue by doubt, and one claim beside its evidence."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from thongsuot.measuring.appraisal import queries
from thongsuot.measuring.appraisal.actions import AppraiseScores, Appraising
from thongsuot.measuring.appraisal.actions.base import JUDGED_ROUNDS, OPEN_TO_JUDGE
from thongsuot.measuring.appraisal.claim_page import claim_of
from thongsuot.measuring.appraisal.forms import VERDICTS, VerdictForm
from thongsuot.measuring.appraisal.people import may_judge
from thongsuot.measuring.appraisal.queue import STATES, Filters, Item
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.choices import Verdict
from thongsuot.measuring.rounds.models import NodeScore, Round
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.registry.indicators.models import Field

PAGE_SIZE = 40
STATE_WORDS = {
    "chua": Verdict.NONE.label,
    "hoi": Verdict.ASKED.label,
    "dieu-chinh": Verdict.REDUCED.label,
    "cong-nhan": Verdict.ACCEPTED.label,
    "tat-ca": gettext_lazy("Tất cả"),
}


@login_required
@require_GET
def rounds(request: HttpRequest) -> HttpResponse:
    """Rounds that are or were appraised in one's branch, with one's own way still to go."""
    actor = actor_of(request)
    require(actor, Measuring.SCORE_APPRAISE)
    rows = []
    for row in queries.rounds_to_appraise(actor)[:PAGE_SIZE]:
        is_open = row.status in JUDGED_ROUNDS
        whole = queries.queue(actor, row, Filters(state="tat-ca"), queries.judgeable(actor, row)) if is_open else None
        rows.append((row, whole.progress if whole else None))
    context = {"rows": rows, "sample_data": any(row.is_sample for row, _progress in rows)}
    return render(request, "measuring/appraisal/rounds.html", context)


@login_required
@require_GET
def queue(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Measuring.SCORE_APPRAISE)
    row = queries.round_for(actor, key)
    wanted, may = filters_of(request.GET), queries.judgeable(actor, row)
    found = queries.queue(actor, row, wanted, may)
    page = Paginator(found.items, PAGE_SIZE).get_page(request.GET.get("trang"))
    names = {one.unit.key: one.unit.name for one in may}
    fields = {one.field for one in set_of(row.release).walk()}
    context = {
        "round": row,
        "page": page,
        "lines": [(one, names[one.unit], address_of(row, one, wanted)) for one in page],
        "progress": found.progress,
        "wanted": wanted,
        "states": STATE_WORDS.items(),
        "units": names.items(),
        "fields": [(one.value, one.label) for one in Field if one.value in fields],
        "seconds": [one for one in queries.seconds_for(actor, row) if one.at is None],
        "runs": actor.can(Measuring.ROUND_MANAGE, row.home.path),
        "sample_data": row.is_sample,
    }
    return render(request, "measuring/appraisal/queue.html", context)


def filters_of(query: QueryDict) -> Filters:
    state = query.get("trang-thai", "chua")
    return Filters(
        query.get("don-vi", ""), query.get("linh-vuc", ""), state if state in (*STATES, "tat-ca") else "chua"
    )


def address_of(row: Round, item: Item | None, wanted: Filters) -> str:
    """Of one claim, the filters kept; of the queue where there is none."""
    path = reverse("appraise", args=[row.key, *item.place]) if item else reverse("appraisal", args=[row.key])
    query = QueryDict(mutable=True)
    for name, value, usual in (
        ("don-vi", wanted.unit, ""),
        ("linh-vuc", wanted.field, ""),
        ("trang-thai", wanted.state, "chua"),
    ):
        if value != usual:
            query[name] = value
    return f"{path}?{query.urlencode()}" if query else path


@login_required
@require_http_methods(["GET", "POST"])
def appraise(request: HttpRequest, key: str, unit: str, code: str) -> HttpResponse:
    """The claim beside its evidence. After a verdict the next claim of the queue opens."""
    actor = actor_of(request)
    require(actor, Measuring.SCORE_APPRAISE)
    row = queries.round_for(actor, key)
    score = queries.score_for(actor, row, unit, code)
    node = set_of(row.release).by_code[score.code]
    wanted = filters_of(request.GET)
    if request.method == "GET":
        form = VerdictForm(node, score.appraised_inputs or score.inputs)
        form.initial |= _held(score)
        return _page(request, actor, score, form, wanted)
    onward = queries.queue(actor, row, wanted, queries.judgeable(actor, row)).around((unit, code))[1]
    form = VerdictForm(node, score.inputs, request.POST.copy())
    verdict = VERDICTS.get(request.POST.get("y-kien", ""))
    status = _judge(actor, score, form, verdict)
    if status == 302:
        assert verdict is not None
        name = {"verdict": verdict.label, "code": code, "unit": score.participant.unit.name}
        messages.success(request, _("%(verdict)s: tiêu chí %(code)s của %(unit)s.") % name)
        return redirect(address_of(row, onward, wanted))
    fresh = queries.score_for(actor, row, unit, code)
    form.data["revision"] = str(fresh.revision)  # whoever sends again has seen what a colleague did meanwhile
    return _page(request, actor, fresh, form, wanted, verdict, status)


def _held(score: NodeScore) -> dict[str, Any]:
    asked = score.verdict == Verdict.ASKED
    words = {"question": score.reason} if asked else {"reason": score.reason}
    return {"revision": score.revision, "clause": score.clause, **words}


def _judge(actor: Actor, score: NodeScore, form: VerdictForm, verdict: Verdict | None) -> int:
    """302 when it is done; 409 and 422 leave everything typed on the form."""
    if verdict is None or not form.is_valid():
        if verdict is None:
            form.add_error(None, _("Hãy chọn công nhận, điều chỉnh hoặc hỏi lại."))
        return 422
    try:
        AppraiseScores.run(actor, Appraising(score.participant_id, (form.judgement(verdict),)))
    except ActionError as error:
        form.take(error, verdict)
        return 422
    except ConflictError as error:
        form.add_error(None, str(error))
        return 409
    return 302


def _page(
    request: HttpRequest,
    actor: Actor,
    score: NodeScore,
    form: VerdictForm,
    wanted: Filters,
    verdict: Verdict | None = None,
    status: int = 200,
) -> HttpResponse:
    row = score.participant.round
    found = queries.queue(actor, row, wanted, queries.judgeable(actor, row))
    before, after = found.around((score.participant.unit.key, score.code))
    item = found.known.get((score.participant.unit.key, score.code))
    is_open = row.status in JUDGED_ROUNDS and score.participant.status in OPEN_TO_JUDGE
    context = {
        "round": row,
        "claim": claim_of(actor, score),
        "form": form,
        "chosen": verdict,
        "conflict": status == 409,
        "risk": item.risk if item else None,
        "may": is_open and may_judge(actor, score.participant),
        "is_open": is_open,
        "before": address_of(row, before, wanted) if before else "",
        "after": address_of(row, after, wanted) if after else "",
        "back": address_of(row, None, wanted),
        "progress": found.progress,
        "sample_data": row.is_sample,
    }
    return render(request, "measuring/appraisal/claim.html", context, status=status)
