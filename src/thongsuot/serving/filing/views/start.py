"""Before the draft: is it of use, what will it take; begin, or go on with what was begun."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thongsuot.platform.access.actors import ANONYMOUS
from thongsuot.platform.access.errors import Hidden
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError
from thongsuot.platform.ratelimit.limits import TooManyTries, attempt, succeeded
from thongsuot.platform.ratelimit.signing import address_of
from thongsuot.serving.citizens.session import Citizen, citizen_of
from thongsuot.serving.dossiers.choices import Mode
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.filing.actions import BeginDraft, Beginning
from thongsuot.serving.filing.domain.papers import cost_of, papers_of, papers_sentence
from thongsuot.serving.filing.models import FilingDraft
from thongsuot.serving.filing.prefill import prefilled
from thongsuot.serving.filing.presenting import marked, shown_fields
from thongsuot.serving.filing.queries import open_drafts, resumed
from thongsuot.serving.filing.versions import form_of
from thongsuot.serving.filing.views.common import private, remember, remembered
from thongsuot.serving.forms.domain.checking import check, stops_of
from thongsuot.serving.forms.domain.reading import read
from thongsuot.serving.forms.domain.schema import PRE_CHECK, Form
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.catalogue import catalogue
from thongsuot.serving.procedures.domain.content import ProcedureContent, Service
from thongsuot.serving.procedures.models import Procedure
from thongsuot.serving.procedures.queries import content_of, procedure_for, version_on

_PRE = "filing-pre-check"
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_ONLINE = {Service.FULL, Service.PARTIAL, Service.LEVEL_3, Service.LEVEL_4}


@require_http_methods(["GET", "POST"])
def pre_check(request: HttpRequest, code: str) -> HttpResponse:
    """Three to five questions, then what to have at hand, or why it would be of no use. Nothing is kept but here."""
    procedure, form, content = _all_of(code)
    if not form.pre_check:
        return redirect("filing-start", code)
    today, faults = timezone.localdate(), []
    answers = _pre_answers(request, code)
    if request.method == "POST":
        typed = {one.code: read(one, request.POST.getlist, today) for one in form.pre_check}
        answers = {name: value for name, value in typed.items() if value is not None}
        faults = check(form, answers, today, PRE_CHECK)
        request.session[_PRE] = {**request.session.get(_PRE, {}), code: answers}
        if not faults:
            return redirect("pre-check", code)
    done = bool(answers) and not check(form, answers, today, PRE_CHECK)
    context = {
        **_about(procedure, form, content, answers),
        "fields": shown_fields(list(form.pre_check), answers, faults, {}),
        "faults": marked(faults),
        "is_answered": done,
        "stops": stops_of(form, answers, today) if done else [],
    }
    return private(render(request, "serving/filing/pre_check.html", context, status=422 if faults else 200))


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Steps, minutes, fee, what one gets; the draft begun before comes first (#2860)."""
    procedure, form, content = _all_of(code)
    citizen, answers, error = citizen_of(request), _pre_answers(request, code), ""
    if request.method == "POST":
        try:
            return private(redirect("filing", _begin(request, procedure, form, citizen)))
        except (ActionError, TooManyTries) as refused:
            error = str(refused)
    context = {
        **_about(procedure, form, content, answers),
        "drafts": open_drafts(code, remembered(request), citizen.id_print if citizen else "", timezone.now())[:3],
        "citizen": citizen,
        "error": error,
        "typed": request.POST,
        "helper": request.POST.get("nguoi-giup", ""),
        "is_officer": request.user.is_authenticated and request.user.can(Serving.DOSSIER_RECEIVE),
        "is_online": content.service in _ONLINE,
        "pages": [page for page in form.pages if not page.when],
    }
    return private(render(request, "serving/filing/start.html", context, status=422 if error else 200))


@require_http_methods(["GET", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """On another device: the code and four digits of the telephone; wrong ones are told apart to nobody."""
    error, status = "", 200
    if request.method == "POST":
        address, code = address_of(request), request.POST.get("ma", "")
        try:
            tried = attempt([f"draft:address:{address}"], 20, _HOUR)
            attempt([f"draft:code:{code.strip().upper()[:12]}"], 5, _HOUR)
            draft = resumed(code, request.POST.get("so-cuoi", ""), timezone.now())
        except TooManyTries as refused:
            error, status = str(refused), 429
        except Hidden as hidden:
            error, status = str(hidden), 422
        else:
            succeeded(tried)
            remember(request, draft.token)
            return private(redirect("filing", draft.token))
    context = {"error": error, "code": request.POST.get("ma", ""), "digits": request.POST.get("so-cuoi", "")}
    return private(render(request, "serving/filing/resume.html", context, status=status))


def _begin(request: HttpRequest, procedure: Procedure, form: Form, citizen: Citizen | None) -> str:
    attempt([f"draft-begin:address:{address_of(request)}"], 100, _DAY)
    mode = request.POST.get("cach", Mode.SELF)
    is_officer = mode == Mode.OFFICER
    begun = BeginDraft.run(
        actor_of(request) if is_officer else CitizenActor(""),
        Beginning(
            procedure.code,
            {**({} if is_officer else prefilled(form, citizen)), **_pre_answers(request, procedure.code)},
            mode=mode,
            helped_by=request.POST.get("nguoi-giup", "") if mode == Mode.ASSISTED else "",
            id_print=citizen.id_print if citizen and not is_officer else "",
            is_verified=bool(citizen and citizen.is_verified and not is_officer),
        ),
    )
    remember(request, begun.token)
    return begun.token


def _all_of(code: str) -> tuple[Procedure, Form, ProcedureContent]:
    procedure = procedure_for(ANONYMOUS, code)
    try:
        version = version_on(procedure, timezone.localdate())
    except ActionError as gone:
        raise Hidden(_("Thủ tục này hôm nay không nhận hồ sơ: %(why)s") % {"why": gone}) from gone
    return procedure, form_of(version), content_of(version)


def _pre_answers(request: HttpRequest, code: str) -> dict[str, Any]:
    return dict(request.session.get(_PRE, {}).get(code, {}))


def _about(procedure: Procedure, form: Form, content: ProcedureContent, answers: dict[str, Any]) -> dict[str, Any]:
    today = timezone.localdate()
    papers = papers_of(content, form, answers, today)
    return {
        "procedure": procedure,
        "content": content,
        "form": form,
        "papers": papers,
        "sentence": papers_sentence(papers),
        "databases": sorted({catalogue().databases.get(one.database, one.database) for one in papers.database}),
        "cost": cost_of(content, form, answers, today),
        "sample_data": procedure.is_sample,
    }


def draft_about(draft: FilingDraft) -> dict[str, Any]:
    """What every page of a draft shows of its procedure."""
    return {"draft": draft, "procedure": draft.procedure, "sample_data": draft.procedure.is_sample}
