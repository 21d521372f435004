"""The catalogue desk: what is complete and what is not, drafts, internal procedures, what people find a nuisance."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.events.queries import history_of, label_of
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.acting import attempt
from thongsuot.registry.paging import CappedPaginator
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures import actions as act
from thongsuot.serving.procedures import forms, queries
from thongsuot.serving.procedures.actions.base import AGGREGATE, NO_BRANCH
from thongsuot.serving.procedures.catalogue import catalogue
from thongsuot.serving.procedures.domain.checks import completeness
from thongsuot.serving.procedures.domain.content import Level
from thongsuot.serving.procedures.domain.middle import middle_of
from thongsuot.serving.procedures.domain.savings import papers_of
from thongsuot.serving.procedures.domain.wording import LEVELS, limit_words, share_words
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion, ReviewState, VersionStatus
from thongsuot.serving.procedures.page import validity_words

PAGE_SIZE = 30


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """``linh-vuc``: field, ``chi-thieu=1``: only what is announced incompletely."""
    actor = actor_of(request)
    _require_keeper(actor)
    field = request.GET.get("linh-vuc", "")
    rows = queries.to_edit(actor).filter(**({"field": field} if field else {}))
    page = CappedPaginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "items": _lines(list(page.object_list)),
        "field": field,
        "fields": catalogue().fields.values(),
        "drafts": queries.versions_visible_to(actor).filter(status=VersionStatus.DRAFT).select_related("procedure"),
        "may_add": actor.can(Serving.PROCEDURE_EDIT),
        "open_reviews": queries.reviews_visible_to(actor).filter(status=ReviewState.OPEN).count(),
        "sample_data": any(one.is_sample for one in page.object_list),
    }
    return render(request, "serving/procedures/desk.html", context)


def _require_keeper(actor: Actor) -> None:
    """Who writes procedures or who announces them."""
    if not actor.can(Serving.PROCEDURE_PUBLISH):
        require(actor, Serving.PROCEDURE_EDIT)


def _lines(rows: list[Procedure]) -> list[dict[str, Any]]:
    versions = queries.versions_now(rows, timezone.localdate())
    return [_line(one, versions.get(one.pk)) for one in rows]


def _line(procedure: Procedure, version: ProcedureVersion | None) -> dict[str, Any]:
    if version is None:
        return {"procedure": procedure, "version": None}
    content = queries.content_of(version)
    middle = middle_of(content)
    return {
        "procedure": procedure,
        "version": version,
        "limit": limit_words(content.limit),
        "complete": completeness(content, instrument=version.instrument, audiences=procedure.audiences),
        "middle": middle,
        "middle_share": share_words(middle.share, content.limit.unit),
        "spared": papers_of(content).spared_count,
    }


@login_required
@require_GET
def internal(request: HttpRequest) -> HttpResponse:
    """Procedures between offices (H04): for who works here; the public never sees them."""
    rows = list(queries.internal_procedures(actor_of(request)).select_related("home").order_by("title"))
    context = {"items": _lines(rows), "sample_data": any(one.is_sample for one in rows)}
    return render(request, "serving/procedures/internal.html", context)


@login_required
@require_GET
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """All of one procedure for who keeps it: versions, drafts, competences, middle steps, history."""
    actor = actor_of(request)
    row = _to_keep(actor, code)
    versions = list(row.versions.order_by("-number"))
    current = next((one for one in versions if one.status != VersionStatus.DRAFT), None)
    path = row.home.path if row.home else NO_BRANCH
    context = {
        "procedure": row,
        "field": catalogue().field(row.field).name,
        "versions": [(one, validity_words(one)) for one in versions],
        "line": _line(row, current),
        "competences": [(one, LEVELS[Level(one.level)]) for one in row.competences.order_by("valid_from")],
        "reviews": queries.reviews_visible_to(actor).filter(procedure=row)[:10],
        "may_publish": actor.can(Serving.PROCEDURE_PUBLISH, path),
        "may_edit": actor.can(Serving.PROCEDURE_EDIT, path),
        "draft": next((one for one in versions if one.status == VersionStatus.DRAFT), None),
        "history": history_for(row),
        "sample_data": row.is_sample,
    }
    return render(request, "serving/procedures/procedure_desk.html", context)


def _to_edit(actor: Actor, code: str, permission: str = Serving.PROCEDURE_EDIT) -> Procedure:
    row = queries.procedure_for(actor, code)
    require(actor, permission, row.home.path if row.home else NO_BRANCH)
    return row


def _to_keep(actor: Actor, code: str) -> Procedure:
    """For who writes it or who announces it."""
    row = queries.procedure_for(actor, code)
    if actor.can(Serving.PROCEDURE_PUBLISH, row.home.path if row.home else NO_BRANCH):
        return row
    return _to_edit(actor, code)


def history_for(row: Procedure) -> list[dict[str, Any]]:
    events = history_of(AGGREGATE, row.code).order_by("-sequence")[:20]
    return [{"when": one.recorded_at, "who": one.actor_name, "what": label_of(one)} for one in events]


@login_required
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Serving.PROCEDURE_EDIT)
    form = forms.CreateForm(request.POST or None)
    form.fields["home"].choices = _homes(actor)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        new = act.NewProcedure(
            data["code"], data["title"], data["field"], tuple(data["audiences"]), tuple(data["life_events"]),
            data["is_internal"], data["home"],
        )  # fmt: skip
        key = request.POST.get("khoa", "")
        done = attempt(form, lambda: act.CreateProcedure.run(actor, new, idempotency_key=key))
        if done is not None:
            messages.success(request, _("Đã thêm thủ tục. Hãy điền tiếp bản đang soạn."))
            return redirect("procedure-version", code=done.code, number=done.number)
    context = {"form": form, "key": request.POST.get("khoa") or new_key(), "title": _("Thêm thủ tục")}
    return render(request, "serving/procedures/form.html", context, status=422 if form.errors else 200)


def _homes(actor: Actor) -> list[tuple[int | str, str]]:
    """Units of one's grants; the whole nation for who holds the right over the whole tree."""
    granted = actor.current_grants if isinstance(actor, Account) else ()
    units = {grant.unit.pk: grant.unit for grant in granted if grant.unit}
    mine = [(one.pk, one.name) for one in units.values() if actor.can(Serving.PROCEDURE_EDIT, one.path)]
    return [*([("", _("cả nước"))] if actor.can(Serving.PROCEDURE_EDIT, NO_BRANCH) else []), *mine]


def _step(request: HttpRequest, row: Procedure, form: Form, title: str, run: Any, done: str) -> HttpResponse:
    """One form, one action, back to the procedure."""
    if request.method == "POST" and form.is_valid() and attempt(form, run) is not None:
        messages.success(request, done)
        return redirect("procedure-desk", code=row.code)
    context = {"form": form, "procedure": row, "title": title, "sample_data": row.is_sample}
    return render(request, "serving/procedures/form.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def head(request: HttpRequest, code: str) -> HttpResponse:
    actor = actor_of(request)
    row = _to_edit(actor, code)
    names = ("title", "field", "audiences", "life_events", "is_integrated")
    form = forms.HeadForm(request.POST or None, initial={name: getattr(row, name) for name in names})

    def run() -> bool:
        data = form.cleaned_data
        said = act.Describing(
            code, data["title"], data["field"], tuple(data["audiences"]), tuple(data["life_events"]),
            data["is_integrated"],
        )  # fmt: skip
        act.DescribeProcedure.run(actor, said)
        return True

    return _step(request, row, form, _("Sửa tên, cách xếp"), run, _("Đã lưu."))


@login_required
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, code: str) -> HttpResponse:
    actor = actor_of(request)
    row = _to_edit(actor, code)
    form = forms.DraftForm(request.POST or None)

    def run() -> act.VersionNumber:
        return act.DraftVersion.run(actor, act.Drafting(code, form.cleaned_data["reason"]))

    return _step(request, row, form, _("Soạn phiên bản mới"), run, _("Đã lập bản soạn từ phiên bản mới nhất."))


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    actor = actor_of(request)
    row = _to_edit(actor, code, Serving.PROCEDURE_PUBLISH)
    form = forms.WithdrawForm(request.POST or None)

    def run() -> bool:
        act.WithdrawProcedure.run(actor, act.Withdrawing(code, **form.cleaned_data))
        return True

    return _step(request, row, form, _("Bãi bỏ thủ tục"), run, _("Đã ghi việc bãi bỏ."))


@login_required
@require_http_methods(["GET", "POST"])
def delegate(request: HttpRequest, code: str) -> HttpResponse:
    actor = actor_of(request)
    row = _to_edit(actor, code, Serving.PROCEDURE_PUBLISH)
    form = forms.DelegateForm(request.POST or None)

    def run() -> bool:
        act.DelegateProcedure.run(actor, act.Delegating(code, **form.cleaned_data))
        return True

    return _step(request, row, form, _("Phân cấp thẩm quyền giải quyết"), run, _("Đã ghi phân cấp."))


@login_required
@require_GET
def reviews(request: HttpRequest) -> HttpResponse:
    """``trang-thai``: state; open ones first asked for."""
    actor = actor_of(request)
    _require_keeper(actor)
    rows = queries.reviews_visible_to(actor)
    state = request.GET.get("trang-thai", "")
    if state in ReviewState.values:
        rows = rows.filter(status=state)
    page = CappedPaginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "states": ReviewState.choices,
        "state": state,
        "sample_data": any(one.is_sample for one in page.object_list),
    }
    return render(request, "serving/procedures/reviews.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    item = queries.review_for(actor, pk)
    form = forms.ReviewForm(request.POST or None, initial={"status": item.status, "answer": item.answer})
    if request.method == "POST" and form.is_valid():
        said = act.Answering(pk, form.cleaned_data["status"], form.cleaned_data["answer"])
        if attempt(form, lambda: act.AnswerReview.run(actor, said)) is not None:
            messages.success(request, _("Đã lưu kết quả rà soát."))
            return redirect("procedure-reviews")
    context = {"item": item, "form": form, "sample_data": item.is_sample}
    return render(request, "serving/procedures/review.html", context, status=422 if form.errors else 200)
