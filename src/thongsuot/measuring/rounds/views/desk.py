"""The scoring desk: the whole sheet, one leaf at a time. With htmx an answer saves itself; a button does the same."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds import queries
from thongsuot.measuring.rounds.actions import EnterScores, Entries, FillComputed, ParticipantId, Saved, ScoreConflict
from thongsuot.measuring.rounds.forms import EvidenceForm, LeafForm
from thongsuot.measuring.rounds.importing import kind_for
from thongsuot.measuring.rounds.models import Participant
from thongsuot.measuring.rounds.page import desk_context, leaf_context, may_enter
from thongsuot.measuring.rounds.sheet import Line, Sheet, sheet_of
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError
from thongsuot.platform.events.queries import history_of, label_of
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.acting import say

_SHOWN_EVENTS = 30


@login_required
@require_GET
def sheet(request: HttpRequest, key: str, unit: str) -> HttpResponse:
    """The unit's sheet: how far it is, what is missing, what happened."""
    actor = actor_of(request)
    participant = queries.participant_for(actor, key, unit)
    context = desk_context(actor, participant) | {"import_kind": kind_for(participant)}
    context["history"] = [
        {"when": one.effective_at, "who": one.actor_name, "what": label_of(one)}
        for one in history_of("participant", participant.pk).order_by("-sequence")[:_SHOWN_EVENTS]
    ]
    return render(request, "measuring/rounds/sheet.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def node(request: HttpRequest, key: str, unit: str, code: str) -> HttpResponse:
    actor = actor_of(request)
    participant = queries.participant_for(actor, key, unit)
    whole = sheet_of(participant)
    line = line_of(whole, code)
    if request.method == "POST":
        require(actor, Measuring.SCORE_ENTER, participant.unit.path)
        return _save(request, actor, participant, whole, line)
    form = LeafForm(line.node, line.score) if line.is_typed and may_enter(actor, participant) else None
    return node_page(request, actor, whole, line, form=form)


def line_of(whole: Sheet, code: str) -> Line:
    if code not in whole.lines:
        raise Http404(_("Bộ tiêu chí của đợt này không có tiêu chí chấm điểm mã %(code)s.") % {"code": code})
    return whole.lines[code]


def node_page(
    request: HttpRequest, actor: Actor, whole: Sheet, line: Line, status: int = 200, **more: Any
) -> HttpResponse:
    words = request.GET.get("tim", "")[:200]
    context = desk_context(actor, whole.participant, line.node.code, whole) | leaf_context(whole, line)
    if context["may_enter"] and line.is_typed:
        context["evidence_form"] = EvidenceForm(initial={"khoa": new_key()}, label_suffix="")
        context["documents"] = queries.documents_for(actor, whole.participant, words)
    context |= {"words": words, **more}
    return render(request, "measuring/rounds/node.html", context, status=status)


def _save(request: HttpRequest, actor: Actor, participant: Participant, whole: Sheet, line: Line) -> HttpResponse:
    form, clash = LeafForm(line.node, line.score, request.POST), None
    if form.is_valid():
        over = request.POST.get("ghi-de", "")
        entry = form.entry(int(over) if over.isdigit() else None)
        try:
            saved = EnterScores.run(actor, Entries(participant.pk, (entry,)))
            return _saved(request, actor, participant, line, saved)
        except ActionError as error:
            form.take(error)
        except ScoreConflict as conflict:
            [clash] = conflict.clashes
            form.add_error(None, str(conflict))
    if request.headers.get("HX-Request"):
        return _part(request, actor, whole, line, form=form, clash=clash)
    return node_page(request, actor, whole, line, 409 if clash else 422, form=form, clash=clash)


def _saved(request: HttpRequest, actor: Actor, participant: Participant, line: Line, saved: Saved) -> HttpResponse:
    onward, by_htmx = request.POST.get("tiep", ""), bool(request.headers.get("HX-Request"))
    if onward or not by_htmx:
        messages.success(request, _("Đã lưu tiêu chí %(code)s.") % {"code": line.node.code})
        to = redirect("self-score-node", participant.round.key, participant.unit.key, onward or line.node.code)
        return HttpResponse(headers={"HX-Redirect": to.url}) if by_htmx else to
    fresh = sheet_of(queries.participant_for(actor, participant.round.key, participant.unit.key))
    line = fresh.lines[line.node.code]
    revision = saved.revisions[line.node.code]
    return _part(request, actor, fresh, line, saved_at=timezone.localtime(), revision=revision)


def _part(request: HttpRequest, actor: Actor, whole: Sheet, line: Line, **more: Any) -> HttpResponse:
    """What changes beside the inputs: the outcome, the running total, the tree, what is missing."""
    context = desk_context(actor, whole.participant, line.node.code, whole) | leaf_context(whole, line) | more
    return render(request, "measuring/rounds/_answer.html", context)


@login_required
@require_POST
def recompute(request: HttpRequest, key: str, unit: str) -> HttpResponse:
    """Computed leaves read the record again."""
    actor = actor_of(request)
    participant = queries.participant_for(actor, key, unit)
    say(request, lambda: FillComputed.run(actor, ParticipantId(participant.pk)), _("Đã lấy lại số liệu mới nhất."))
    code = request.POST.get("tieu-chi", "")
    if code in sheet_of(participant).lines:
        return redirect("self-score-node", key, unit, code)
    return redirect("self-score", key, unit)
