"""Documents in the search box, with everything that was read from them."""

from __future__ import annotations

from django.urls import reverse

from thongsuot.platform.search import Entry, index
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.claims.searching import index_claims
from thongsuot.registry.directives.searching import index_directives
from thongsuot.registry.documents.models import Document

KIND = "document"


def index_document(document: Document) -> None:
    """The document and its claims and orders; called when it comes in and when it becomes public."""
    index([_entry(document)])
    index_claims(document.claims.values_list("pk", flat=True))
    index_directives(document.directives.values_list("pk", flat=True))


def _entry(document: Document) -> Entry:
    unit = document.unit
    place = unit.name if unit else document.unit_text
    return Entry(
        kind=KIND,
        key=document.key,
        title=document.title,
        subtitle=" · ".join(part for part in (str(document.get_kind_display()), document.number, place) if part),
        body=document.text,
        url=reverse("document", args=[document.key]),
        updated_at=document.added_at,
        unit_path=unit.path if unit else "",
        permission="" if document.is_public else Permission.DOCUMENT_READ_DRAFT,
    )
