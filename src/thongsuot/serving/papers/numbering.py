"""Numbers one after another, whoever asks at the same time: the book's row is held until the transaction ends."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thongsuot.platform.actions import ActionError
from thongsuot.registry.units.models import Unit
from thongsuot.serving.papers.models import PaperBook


def open_book(unit: Unit, kind: str, year: int) -> PaperBook:
    """The book, made where it is missing and locked. Raises ``ActionError`` when it is closed."""
    own = {"unit": unit, "kind": kind, "year": year}
    PaperBook.objects.bulk_create([PaperBook(**own)], ignore_conflicts=True)
    book = PaperBook.objects.select_for_update().get(**own)
    if book.closed_at is not None:
        raise ActionError(_("Sổ năm %(year)d của %(unit)s đã khóa.") % {"year": year, "unit": unit.name})
    return book


def next_number(book: PaperBook) -> int:
    """Taken for good once the transaction commits; given back whole when it does not."""
    book.last += 1
    book.save(update_fields=["last"])
    return book.last
