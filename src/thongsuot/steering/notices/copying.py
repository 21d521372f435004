"""A replacement starts from the words of the paper it replaces."""

from __future__ import annotations

from thongsuot.steering.notices.building import bind, renumber
from thongsuot.steering.notices.meetings import free_key
from thongsuot.steering.notices.models import Notice, NoticeParagraph, NoticeStatus
from thongsuot.steering.notices.printed import paragraphs_of
from thongsuot.steering.notices.recipients import set_recipients

_HEAD = (
    *("home", "meeting", "superior", "issuer", "symbol", "month", "year", "place", "kind_name", "subject"),
    *("opening", "closing", "signing_form", "signer", "principal", "signature_lines", "signer_name", "is_sample"),
)


def copy_of(old: Notice, drafted_by: int | None) -> Notice:
    """An open draft; figures stay bound and will warn where the record has moved on."""
    new = Notice(key=free_key(old.key), status=NoticeStatus.DRAFT, replaces=old, drafted_by_id=drafted_by)
    for column in _HEAD:
        setattr(new, column, getattr(old, column))
    new.save()
    for row in paragraphs_of(old):
        kept = NoticeParagraph.objects.create(
            notice=new,
            role=row.role,
            order=row.order,
            depth=row.depth,
            is_numbered=row.is_numbered,
            anchor=row.anchor,
            text=row.text,
            conclusion=row.conclusion,
            limitation=row.limitation,
        )
        for figure in sorted(row.figures.all(), key=lambda one: one.pk):
            copied = bind(kept, figure.claim, figure.shown)
            copied.value, copied.stated = figure.value, figure.stated
            copied.save(update_fields=["value", "stated"])
    renumber(new)
    set_recipients(new, [one.text for one in old.recipients.all()])
    return new
