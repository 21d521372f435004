"""The structured editor: every button is a plain form, so the whole of it works by keyboard and without script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.registry.acting import attempt, say
from thongsuot.steering.notices import queries
from thongsuot.steering.notices.actions import (
    AddParagraph,
    BindFigure,
    Binding,
    EditHead,
    EditParagraph,
    FigureId,
    KeepFigure,
    Keeping,
    Move,
    MoveParagraph,
    NewParagraph,
    Offers,
    ParagraphText,
    RefreshFigure,
    RemoveParagraph,
    SetSigner,
    TakeOffers,
    UnbindFigure,
)
from thongsuot.steering.notices.forms import HeadForm, SignerForm
from thongsuot.steering.notices.models import Notice, NoticeParagraph
from thongsuot.steering.notices.screen import ShownPart, may_edit, moved_in, parts_of
from thongsuot.steering.permissions import Steering


@login_required
@require_GET
def edit(request: HttpRequest, key: str) -> HttpResponse:
    actor, notice = _open(request, key)
    return _page(request, actor, notice)


def _open(request: HttpRequest, key: str) -> tuple[Actor, Notice]:
    """Whoever may not draft here is told who can; the actions ask again."""
    actor = actor_of(request)
    notice = queries.get_for(actor, key)
    require(actor, Steering.NOTICE_DRAFT, notice.home.path)
    return actor, notice


def _page(request: HttpRequest, actor: Actor, notice: Notice, status: int = 200, **more: Any) -> HttpResponse:
    """``more`` takes the place of a form that was refused."""
    if not may_edit(actor, notice):
        return redirect("notice", key=notice.key)
    parts = more.pop("parts", None) or parts_of(actor, notice)
    context = {
        "notice": notice,
        "parts": parts,
        "moved": moved_in(parts),
        "head_form": HeadForm.of(notice),
        "signer_form": _signer_form(actor, notice),
        "claim_offers": queries.claim_offers(actor, notice),
        "limit_offers": queries.limit_offers(actor, notice),
        "sample_data": notice.is_sample,
    }
    return render(request, "steering/notices/edit.html", context | more, status=status)


def _signer_form(actor: Actor, notice: Notice, data: Any = None) -> SignerForm:
    initial = {
        "signer": str(notice.signer_id or ""),
        "form": notice.signing_form,
        "principal": notice.principal,
        "signer_name": notice.signer_name,
        "title": "" if notice.signer_id or not notice.signature_lines else notice.signature_lines[-1],
    }
    return SignerForm(data, positions=queries.possible_signers(actor, notice), initial=initial)


@login_required
@require_POST
def head(request: HttpRequest, key: str) -> HttpResponse:
    actor, notice = _open(request, key)
    form = HeadForm(request.POST)
    return _saved(
        request,
        form,
        lambda: EditHead.run(actor, form.as_input(key)),
        "#phan-dau",
        lambda: _page(request, actor, notice, 422, head_form=form, open_head=True),
        key,
    )


@login_required
@require_POST
def signer(request: HttpRequest, key: str) -> HttpResponse:
    actor, notice = _open(request, key)
    form = _signer_form(actor, notice, request.POST)
    return _saved(
        request,
        form,
        lambda: SetSigner.run(actor, form.as_input(key)),
        "#nguoi-ky",
        lambda: _page(request, actor, notice, 422, signer_form=form, open_signer=True),
        key,
    )


def _saved(
    request: HttpRequest,
    form: BaseForm,
    act: Callable[[], object],
    anchor: str,
    again: Callable[[], HttpResponse],
    key: str,
) -> HttpResponse:
    if form.is_valid() and attempt(form, act) is not None:
        messages.success(request, _("Đã lưu."))
        return redirect(f"{reverse('notice-edit', args=[key])}{anchor}")
    return again()


@login_required
@require_POST
def take_offers(request: HttpRequest, key: str) -> HttpResponse:
    actor, _notice = _open(request, key)
    chosen = Offers(key, _numbers(request, "claim"), _numbers(request, "limitation"))
    say(request, lambda: TakeOffers.run(actor, chosen), _("Đã đưa vào dự thảo. Hãy sửa lời cho hợp văn."))
    return redirect("notice-edit", key=key)


def _numbers(request: HttpRequest, name: str) -> tuple[int, ...]:
    return tuple(int(one) for one in request.POST.getlist(name) if one.isdecimal())


@login_required
@require_POST
def add(request: HttpRequest, key: str) -> HttpResponse:
    actor, notice = _open(request, key)
    depth, numbered = _level(request)
    after = request.POST.get("after", "")
    wanted = NewParagraph(
        key=key,
        role=request.POST.get("role", ""),
        text=request.POST.get("text", ""),
        depth=depth,
        is_numbered=numbered,
        after_id=int(after) if after.isdecimal() else None,
    )
    try:
        added = AddParagraph.run(actor, wanted)
    except ActionError as error:
        said = " ".join(one.message for one in error.errors)
        return _page(request, actor, notice, 422, add_error=said, added=wanted)
    return redirect(f"{reverse('notice-edit', args=[key])}#d{added.id}")


LEVELS = {"plain": (1, False), "section": (1, True), "point": (2, True)}


def _level(request: HttpRequest) -> tuple[int, bool]:
    """«đoạn văn», «mục 3.1» or «điểm a)»."""
    return LEVELS.get(request.POST.get("level", ""), LEVELS["plain"])


@login_required
@require_POST
def paragraph(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """``act`` is save, up, down or remove."""
    actor, notice = _open(request, key)
    row = queries.paragraph_for(actor, key, pk)
    try:
        anchor = _act_on(request, actor, row)
    except (ActionError, ConflictError) as error:
        return _refused(request, actor, notice, pk, error)
    return redirect(f"{reverse('notice-edit', args=[key])}{anchor}")


def _act_on(request: HttpRequest, actor: Actor, row: NoticeParagraph) -> str:
    act = request.POST.get("act", "save")
    if act in {"up", "down"}:
        MoveParagraph.run(actor, Move(row.pk, -1 if act == "up" else 1))
        return f"#d{row.pk}"
    depth, numbered = _level(request) if "level" in request.POST else (row.depth, row.is_numbered)
    text = ParagraphText(row.pk, request.POST.get("text", ""), depth, numbered, request.POST.get("seen", ""))
    if act == "remove":
        RemoveParagraph.run(actor, text)
        messages.success(request, _("Đã bỏ đoạn."))
        return f"#{row.role}"
    EditParagraph.run(actor, text)
    return f"#d{row.pk}"


def _refused(
    request: HttpRequest, actor: Actor, notice: Notice, pk: int, error: ActionError | ConflictError
) -> HttpResponse:
    """The page again with what was typed beside what stands, so that nobody's words are lost."""
    said = " ".join(one.message for one in error.errors) if isinstance(error, ActionError) else str(error)
    parts = parts_of(actor, notice)
    for one in _paragraphs(parts):
        if one.row.pk == pk:
            one.error = said
            one.typed = {name: request.POST[name] for name in ("text", "level") if name in request.POST}
    status = 409 if isinstance(error, ConflictError) else 422
    return _page(request, actor, notice, status, parts=parts, refused=said)


def _paragraphs(parts: list[ShownPart]) -> list[Any]:
    return [one for part in parts for one in ([part.heading] if part.heading else []) + part.paragraphs]


@login_required
@require_http_methods(["GET", "POST"])
def figures(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Choose a claim for the paragraph: a search, and for each hit the words it stands behind."""
    actor, notice = _open(request, key)
    row = queries.paragraph_for(actor, key, pk)
    error = ""
    if request.method == "POST":
        claim = request.POST.get("claim", "")
        binding = Binding(pk, int(claim) if claim.isdecimal() else 0, request.POST.get("shown", "").strip())
        try:
            BindFigure.run(actor, binding)
        except (ActionError, ConflictError) as refused:
            error = str(refused) if isinstance(refused, ConflictError) else refused.errors[0].message
        else:
            messages.success(request, _("Đã gắn số liệu. Nếu số gốc đổi, trang này sẽ báo."))
            return redirect(f"{reverse('notice-edit', args=[key])}#d{pk}")
    words = request.GET.get("q", "") or request.POST.get("q", "")
    found = queries.claims_found(actor, notice, words) if words else queries.claim_offers(actor, notice)
    context = {"notice": notice, "row": row, "words": words, "found": found, "error": error}
    return render(request, "steering/notices/figures.html", context, status=422 if error else 200)


@login_required
@require_POST
def figure(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """``act`` is refresh, keep (with a reason) or unbind."""
    actor, _notice = _open(request, key)
    queries.figure_for(actor, key, pk)
    act = request.POST.get("act", "")
    if act == "refresh":
        say(request, lambda: RefreshFigure.run(actor, FigureId(pk)), _("Đã cập nhật theo số mới."))
    elif act == "keep":
        reason = request.POST.get("reason", "")
        say(request, lambda: KeepFigure.run(actor, Keeping(pk, reason)), _("Đã giữ số cũ và ghi lý do."))
    elif act == "unbind":
        say(request, lambda: UnbindFigure.run(actor, FigureId(pk)), _("Đã gỡ số liệu; lời văn giữ nguyên."))
    else:
        messages.error(request, _("Hãy chọn cập nhật, giữ hoặc gỡ."))
    return redirect("notice-edit", key=key)
