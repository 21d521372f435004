"""Workspace screens: proposals, the editor with its live saving, opinions to read, decisions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied, require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.events.queries import history_of, label_of
from thongsuot.platform.http import page_of
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.acting import attempt, say
from thongsuot.serving.cutting import queries
from thongsuot.serving.cutting.actions import AddCut, EditCut, Editing, ModerateOpinion, Moderating, NewCut
from thongsuot.serving.cutting.choices import PUBLIC_STATES, CutStatus
from thongsuot.serving.cutting.editor import changes_of, editor_of, service_choices
from thongsuot.serving.cutting.forms import NewCutForm
from thongsuot.serving.cutting.models import CutProposal
from thongsuot.serving.cutting.places import home_of, procedure_choices
from thongsuot.serving.cutting.rules import costs_on
from thongsuot.serving.cutting.showing import KINDS, UNITS, proposal_shown
from thongsuot.serving.cutting.steps import STEPS, form_of, may_announce
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.catalogue import catalogue
from thongsuot.serving.procedures.domain.plain import content_from

PAGE_SIZE = 30


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    _may_work(actor)
    costs = costs_on(timezone.localdate())
    status = request.GET.get("trang-thai", "")
    page = page_of(queries.desk(actor, status), ["-pk"], request.GET.get("sau"), PAGE_SIZE)
    rows = [proposal_shown(one, costs.rules) for one in page.rows]
    context = {
        "rows": rows,
        "next": page.next,
        "status": status,
        "states": CutStatus.choices,
        "waiting": queries.waiting_opinions(actor)[:50],
        "may_propose": home_of(actor) is not None,
        "sample_data": any(one.proposal.is_sample for one in rows),
    }
    return render(request, "serving/cutting/desk.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """``thu-tuc``: the procedure already chosen on its page."""
    actor = actor_of(request)
    require(actor, Serving.CUT_PROPOSE)
    home = home_of(actor)
    if home is None:
        raise Http404(_("Tài khoản này không đề xuất cắt giảm cho đơn vị nào."))
    form = NewCutForm(request.POST or None, initial={"procedure": request.GET.get("thu-tuc", "")})
    form.fields["procedure"].choices = procedure_choices(actor)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        wanted = NewCut(home.pk, data["procedure"], data["reason"], data["volume"])
        key = request.POST.get("khoa", "") or new_key()
        done = attempt(form, lambda: AddCut.run(actor, wanted, idempotency_key=key))
        if done is not None:
            return redirect("cut-edit", pk=done.id)
    context = {"form": form, "home": home, "key": request.POST.get("khoa") or new_key()}
    return render(request, "serving/cutting/new.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    return _page(request, actor, _inside(actor, pk))


@login_required
@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything typed, then the pressed button; what cannot be done comes back with everything typed still there."""
    actor = actor_of(request)
    proposal = _inside(actor, pk)
    revision = request.POST.get("lan", "")
    typed = request.POST.dict()
    wanted = Editing(
        pk, changes_of(content_from(proposal.content), typed), int(revision) if revision.isdigit() else None
    )
    try:
        EditCut.run(actor, wanted)
    except ActionError as refused:
        faults = [one.message for one in refused.errors]
        return _page(request, actor, proposal, typed=typed, faults=faults, status=422)
    except ConflictError as stale:
        return _page(request, actor, proposal, faults=[str(stale)], status=409)
    return redirect("cut-edit", pk=pk)


@login_required
@require_POST
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    actor = actor_of(request)
    proposal = _inside(actor, pk)
    if name not in STEPS:
        raise Http404
    chosen = STEPS[name]
    form = form_of(name, proposal, request.POST)
    if form.is_valid():
        key = request.POST.get("khoa", "") or new_key()
        done = attempt(form, lambda: chosen.run(actor, proposal, form.cleaned_data, key))
        if done is not None:
            messages.success(request, chosen.done())
            return redirect("cut-edit", pk=pk)
    return _page(request, actor, proposal, bound={name: form}, status=422)


@login_required
@require_POST
def review(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    queries.opinion_for(actor, pk)
    show = request.POST.get("lam") == "dang"
    wanted = Moderating(pk, show, request.POST.get("ly-do", ""))
    say(request, lambda: ModerateOpinion.run(actor, wanted), _("Đã đăng ý kiến.") if show else _("Đã giữ lại ý kiến."))
    return redirect("cuts-desk")


def _may_work(actor: Actor) -> None:
    """Whoever proposes or decides; else the refusal that says who can."""
    if not actor.can(Serving.CUT_APPROVE):
        require(actor, Serving.CUT_PROPOSE)


def _inside(actor: Actor, pk: int) -> CutProposal:
    """For those who propose or decide there, and agencies asked for an opinion; others have the public page."""
    _may_work(actor)
    proposal = queries.proposal_for(actor, pk)
    path = proposal.home.path
    works_there = actor.can(Serving.CUT_PROPOSE, path) or actor.can(Serving.CUT_APPROVE, path)
    is_asked = proposal.status == CutStatus.OPINION and actor.can(Serving.CUT_PROPOSE)
    if not works_there and not is_asked:
        raise AccessDenied(_("Đề xuất này của đơn vị khác. Bản công khai xem được ở trang cắt giảm thủ tục."))
    return proposal


def _page(
    request: HttpRequest,
    actor: Actor,
    proposal: CutProposal,
    *,
    bound: dict[str, Form] | None = None,
    typed: dict[str, str] | None = None,
    faults: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    costs = costs_on(timezone.localdate())
    shown = proposal_shown(proposal, costs.rules)
    forms = {name: form_of(name, proposal) for name, one in STEPS.items() if one.open_to(actor, proposal)}
    context: dict[str, Any] = {
        "proposal": proposal,
        "shown": shown,
        "costs": costs,
        "kind": KINDS[shown.saving.after.kind],
        "unit": UNITS[shown.after.limit.unit],
        "editor": editor_of(shown.before, shown.after, typed or {}),
        "may_edit": proposal.status == CutStatus.DRAFT and actor.can(Serving.CUT_PROPOSE, proposal.home.path),
        "services": service_choices(),
        "databases": catalogue().databases,
        "faults": faults or [],
        "forms": {name.replace("-", "_"): form for name, form in (forms | (bound or {})).items()},
        "failed": next(iter((bound or {}).values()), None),
        "key": request.POST.get("khoa") or new_key(),
        "waits_for_announcer": proposal.status == CutStatus.APPROVED and not may_announce(actor, proposal),
        "is_public": proposal.status in PUBLIC_STATES,
        "opinions": queries.opinions_of(actor, proposal),
        "history": [
            {"when": one.effective_at, "who": one.actor_name, "what": label_of(one), "why": one.reason}
            for one in history_of("cut_proposal", proposal.pk).order_by("-sequence")[:50]
        ],
        "sample_data": proposal.is_sample,
    }
    return render(request, "serving/cutting/edit.html", context, status=status)
