"""Orders in the search box."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date
from thongsuot.platform.search import Entry, index, remove
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.directives.models import Directive
from thongsuot.registry.fields import ReviewStatus

KIND = "directive"


def index_directives(ids: Iterable[int]) -> None:
    """Bring the entries of these orders up to date; those not taken leave the index."""
    wanted = list(ids)
    rows = Directive.objects.filter(pk__in=wanted).select_related("document__unit", "assignee")
    shown = [row for row in rows if row.status != ReviewStatus.REJECTED]
    gone = set(wanted) - {row.pk for row in shown}
    if gone:
        remove(KIND, [str(pk) for pk in gone])
    index(_entry(row) for row in shown)


def _entry(row: Directive) -> Entry:
    who = row.assignee.name if row.assignee else row.assignee_text
    due = _("hạn %(day)s") % {"day": format_date(row.deadline)} if row.deadline else ""
    unit = row.document.unit
    return Entry(
        kind=KIND,
        key=str(row.pk),
        title=row.text[:200],
        subtitle=" · ".join(part for part in (who, due, row.document.title) if part),
        body=row.quote,
        url=f"{reverse('document', args=[row.document.key])}#d{row.pk}",
        updated_at=row.reviewed_at or row.document.added_at,
        unit_path=unit.path if unit else "",
        permission="" if row.document.is_public else Permission.DOCUMENT_READ_DRAFT,
    )
