"""The list of limits as a workbook, as the remedy plan is annexed: one row a limit."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date

import xlsxwriter
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date
from thongsuot.steering.remedies.models import Limit

_WIDTHS = (6, 60, 28, 24, 8, 34, 40, 30, 16, 18, 22)


def limits_workbook(limits: Iterable[Limit], on: date) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_("Hạn chế"))
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "top"})
    cell = book.add_format({"text_wrap": True, "border": 1, "valign": "top"})
    headers = (
        *(_("TT"), _("Hạn chế"), _("Đơn vị"), _("Lĩnh vực"), _("Năm"), _("Loại nguyên nhân"), _("Nguyên nhân")),
        *(_("Chức danh chịu trách nhiệm"), _("Hạn"), _("Trạng thái"), _("Xong ngày")),
    )
    sheet.write(0, 0, _("Hạn chế và kết quả khắc phục tính đến %(day)s") % {"day": format_date(on)})
    for column, (title, width) in enumerate(zip(headers, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, title, head)
    for number, limit in enumerate(limits, start=1):
        for column, value in enumerate(_row(number, limit)):
            sheet.write(2 + number, column, value, cell)
    sheet.freeze_panes(3, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return held.getvalue()


def _row(number: int, limit: Limit) -> tuple[str | int, ...]:
    return (
        number,
        limit.text,
        limit.unit.name if limit.unit else limit.unit_text or _("chung"),
        limit.get_field_display(),
        limit.year,
        limit.get_cause_code_display(),
        limit.cause,
        limit.position.title if limit.position else "",
        limit.due_text or (format_date(limit.due) if limit.due else ""),
        limit.get_status_display(),
        format_date(limit.closed_on) if limit.closed_on else "",
    )
