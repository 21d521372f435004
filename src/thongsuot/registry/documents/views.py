"""Documents for everybody: the list, and the text with a chip on every figure and order."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.accounts.scope import may_over
from thongsuot.registry.documents import queries
from thongsuot.registry.documents.models import DocumentKind
from thongsuot.registry.documents.page import document_page

PAGE_SIZE = 20


def document_list(request: HttpRequest) -> HttpResponse:
    """``loai`` narrows to one kind; the address carries it, so that a view can be shared."""
    kind = request.GET.get("loai", "")
    documents = queries.visible_to(actor_of(request)).select_related("unit").order_by(*queries.NEWEST_FIRST)
    if kind in DocumentKind.values:
        documents = documents.filter(kind=kind)
    page = Paginator(queries.with_counts(documents), PAGE_SIZE).get_page(request.GET.get("trang"))
    tabs = [(_("Tất cả"), "?", kind not in DocumentKind.values)]
    tabs += [(str(one.label), f"?loai={one.value}", kind == one.value) for one in DocumentKind]
    return render(request, "registry/documents/list.html", {"page": page, "kinds": tabs})


def document_detail(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    page = document_page(actor, queries.get_for(actor, key))
    path = page.document.unit.path if page.document.unit else None
    context = {
        "page": page,
        "document": page.document,
        "may_review": may_over(actor, Permission.CLAIM_CONFIRM, path, page.document.added_by_id),
    }
    return render(request, "registry/documents/detail.html", context)
