"""Workspace screens of documents: bring one in, confirm what was read from it, see what waits."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError
from thongsuot.reading.inputs.language import refuse_other_languages
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.accounts.scope import may_over, require_over
from thongsuot.registry.acting import say
from thongsuot.registry.claims import queries as claims
from thongsuot.registry.directives import queries as directives
from thongsuot.registry.directives.following import next_step
from thongsuot.registry.documents import queries
from thongsuot.registry.documents.actions import (
    AddDocument,
    AddedDocument,
    DocumentKey,
    FinishReview,
    NewDocument,
    PublishDocument,
)
from thongsuot.registry.documents.forms import IntakeForm
from thongsuot.registry.documents.intake import take_upload
from thongsuot.registry.documents.models import Document
from thongsuot.registry.documents.page import document_page
from thongsuot.registry.documents.review import Item, decide, item_of, items_of
from thongsuot.registry.indicators.queries import visible_to as indicators

PAGE_SIZE = 20


@login_required
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for a person, newest first."""
    waiting = queries.waiting(actor_of(request))
    page = Paginator(waiting, PAGE_SIZE).get_page(request.GET.get("trang"))
    return render(request, "registry/documents/inbox.html", {"page": page})


@login_required
@require_http_methods(["GET", "POST"])
def intake(request: HttpRequest) -> HttpResponse:
    """A file or a pasted text; on any mistake the form comes back with everything still in it."""
    actor = actor_of(request)
    require(actor, Permission.DOCUMENT_ADD)
    form = IntakeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = _add(actor, form)
        except ActionError as error:
            form.add_error(None, [one.message for one in error.errors])
        except ValueError as error:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(error))
        else:
            said = _("Đã đọc xong văn bản.") if added.created else _("Văn bản này đã có trong kho.")
            messages.success(request, " ".join([said, *added.notes]))
            return _onward(actor, added.key)
    status = 422 if form.errors else 200
    return render(request, "registry/documents/intake.html", {"form": form}, status=status)


def _onward(actor: Actor, key: str) -> HttpResponse:
    """To the confirmation desk for whoever may confirm; a clerk brings in and others confirm, so else to the page."""
    document = queries.visible_to(actor).select_related("unit").filter(key=key).first()
    if document is None:  # somebody else's draft of the same text
        return redirect("inbox")
    path = document.unit.path if document.unit else None
    may = may_over(actor, Permission.CLAIM_CONFIRM, path, document.added_by_id)
    return redirect("document-review" if may else "document", key=key)


def _add(actor: Actor, form: IntakeForm) -> AddedDocument:
    data = form.cleaned_data
    wanted = NewDocument(text=data["text"], title=data["title"], source_name=data["source_name"])
    if data["file"]:
        return take_upload(data["file"], actor, wanted)
    refuse_other_languages(wanted.text)
    return AddDocument.run(actor, wanted)


@login_required
@require_GET
def review(request: HttpRequest, key: str) -> HttpResponse:
    """Two panes: the text with its marks, and beside it every proposal with its form."""
    actor = actor_of(request)
    return _review_page(request, actor, queries.get_for(actor, key))


def _review_page(request: HttpRequest, actor: Actor, document: Document, refused: Item | None = None) -> HttpResponse:
    """``refused`` takes the place of its card and brings back what was typed there."""
    path = document.unit.path if document.unit else None
    require_over(actor, Permission.CLAIM_CONFIRM, path, document.added_by_id)
    page = document_page(actor, document)
    items = items_of(page)
    if refused is not None:
        items = [refused if one.anchor == refused.anchor else one for one in items]
    context = {
        "page": page,
        "document": document,
        "items": items,
        "indicators": list(indicators(actor)),
        "next_step": next_step(actor, document.key),
        "may_publish": may_over(actor, Permission.DOCUMENT_PUBLISH, path, document.added_by_id),
    }
    return render(request, "registry/documents/review.html", context, status=422 if refused else 200)


@login_required
@require_POST
def decide_item(request: HttpRequest, key: str, kind: str, pk: int) -> HttpResponse:
    """One decision. With htmx the card comes back changed; without script the page returns to it."""
    actor = actor_of(request)
    document = queries.get_for(actor, key)
    error = ""
    try:
        decide(actor, kind, _row(actor, kind, pk), request.POST)
    except ActionError as refused:
        error = " ".join(one.message for one in refused.errors)
    item = item_of(kind, _row(actor, kind, pk), request.POST, error)
    if request.headers.get("HX-Request"):
        context = {"item": item, "document": document, "indicators": list(indicators(actor))}
        return render(request, "registry/documents/card.html", context)
    if error:
        messages.error(request, error)
        return _review_page(request, actor, document, item)
    return redirect(f"{reverse('document-review', args=[key])}#{kind}{pk}")


def _row(actor: Actor, kind: str, pk: int) -> Any:
    if kind == "c":
        return claims.get_for(actor, pk)
    if kind == "d":
        return directives.get_for(actor, pk)
    if kind == "l":
        return directives.limitation_for(actor, pk)
    raise Http404


@login_required
@require_POST
def finish(request: HttpRequest, key: str) -> HttpResponse:
    return _act(request, key, FinishReview, _("Đã xác nhận xong văn bản."))


@login_required
@require_POST
def publish(request: HttpRequest, key: str) -> HttpResponse:
    return _act(request, key, PublishDocument, _("Văn bản đã công khai."))


def _act(request: HttpRequest, key: str, action: type[FinishReview] | type[PublishDocument], said: str) -> HttpResponse:
    actor = actor_of(request)
    queries.get_for(actor, key)
    done = say(request, lambda: action.run(actor, DocumentKey(key)), said)
    step = next_step(actor, key) if done and action is FinishReview else None
    return redirect(step.url) if step else redirect("document-review", key=key)
