"""The logbook as a workbook and as the form itself (PDF/A)."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date

import xlsxwriter
from django.utils.translation import gettext as _

from thongsuot.kernel.clock import format_moment
from thongsuot.kernel.formatting import format_date_long
from thongsuot.serving.papers.catalogue import PaperKind, form_on, texts
from thongsuot.serving.papers.models import LogEntry, PaperBook
from thongsuot.serving.papers.places import letterhead
from thongsuot.serving.papers.sheets.model import Grid, Sheet

LONGEST_PDF = 3000  # lines; a longer book is a workbook
_WIDTHS = (6, 28, 30, 44, 20, 20, 20, 26, 18)


def header() -> tuple[str, ...]:
    return (
        *(_("STT"), _("Mã hồ sơ"), _("Chủ hồ sơ"), _("Thủ tục"), _("Nhận lúc")),
        *(_("Hẹn trả"), _("Có kết quả lúc"), _("Nơi giải quyết"), _("Tình trạng")),
    )


def line(entry: LogEntry) -> tuple[str, ...]:
    """A line as printed."""
    one = entry.dossier
    moments = (format_moment(at) if at else "" for at in (one.received_at, one.due_at, one.finished_at))
    return (
        f"{entry.number:02d}",
        one.code,
        one.applicant_name,
        one.procedure.title,
        *moments,
        one.competent_unit.name,
        one.get_status_display(),
    )


def workbook(book: PaperBook, entries: Iterable[LogEntry]) -> bytes:
    held = io.BytesIO()
    made = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = made.add_worksheet(_("Sổ theo dõi"))
    head = made.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "top"})
    cell = made.add_format({"text_wrap": True, "border": 1, "valign": "top"})
    sheet.write(0, 0, _("Sổ theo dõi hồ sơ năm %(year)d – %(unit)s") % {"year": book.year, "unit": book.unit.name})
    for column, (title, width) in enumerate(zip(header(), _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, title, head)
    for row, entry in enumerate(entries, start=3):
        for column, value in enumerate(line(entry)):
            sheet.write_string(row, column, value, cell)
    sheet.freeze_panes(3, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    made.close()
    return held.getvalue()


def sheet_of_book(book: PaperBook, entries: Iterable[LogEntry], on: date) -> Sheet:
    """The form with every line; its number and circular are those in force at the end of the book's year."""
    form = form_on(min(on, date(book.year, 12, 31)), PaperKind.LOGBOOK.value)
    head = letterhead(book.unit, by_head=False)
    rows = tuple(line(entry) for entry in entries)
    return Sheet(
        paper="A4L",
        issuer=head.issuer,
        superior=head.superior,
        number_line=_("Năm %(year)d") % {"year": book.year},
        place_date=f"{head.place}, {format_date_long(on)}",
        year=on.year,
        title=form.title,
        mark=f"Mẫu số {form.no} – {form.instrument}",
        blocks=(Grid(header(), rows, (1, 4.2, 3.4, 5, 2.6, 2.6, 2.6, 3.2, 2.4)),),
        notes=(texts()["layout"],),
        is_sample=any(entry.dossier.is_sample for entry in entries),
    )
