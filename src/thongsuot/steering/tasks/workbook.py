"""Tasks as an Excel sheet: real dates and numbers, the filters printed above, ready for a report's annex."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date
from thongsuot.steering.tasks.faces import face_of
from thongsuot.steering.tasks.models import Task

_HEADER_ROW = 4
Report = Callable[[int], None]


def columns() -> tuple[tuple[str, int], ...]:
    """Heading and width of each column."""
    return (
        (_("Số"), 8),
        (_("Nhiệm vụ"), 60),
        (_("Đơn vị chủ trì"), 28),
        (_("Đơn vị giao"), 28),
        (_("Chương trình"), 18),
        (_("Lĩnh vực"), 24),
        (_("Cấp giao"), 18),
        (_("Ngày giao"), 12),
        (_("Hạn"), 12),
        (_("Hạn như trong văn bản"), 22),
        (_("Hạn ban đầu"), 12),
        (_("Tình trạng"), 22),
        (_("Ngày hoàn thành"), 14),
        (_("Ngày nghiệm thu"), 14),
        (_("Mức hoàn thành (%)"), 12),
        (_("Số lượng phải làm"), 12),
        (_("Số lượng đã làm"), 12),
        (_("Đơn vị tính"), 12),
        (_("Nguyên nhân chậm"), 24),
        (_("Số lần chuyển"), 10),
        (_("Nguồn"), 24),
    )


def cells_of(task: Task, day: date) -> tuple[Any, ...]:
    """Values in the order of ``columns``: dates as dates, numbers as numbers."""
    face = face_of(task, day)
    return (
        task.pk,
        task.title,
        task.lead.name if task.lead else (_("Giao chung") if task.is_common else task.lead_text),
        task.home.name,
        task.get_programme_display(),
        task.get_field_display() if task.field else "",
        task.get_level_display(),
        task.assigned_on,
        task.deadline,
        task.deadline_text,
        task.first_deadline,
        face.label,
        task.finished_on,
        task.accepted_on,
        task.percent,
        task.quantity,
        task.quantity_done,
        task.quantity_unit,
        task.get_late_cause_display() if task.late_cause else "",
        task.hand_overs,
        task.source_locator or task.get_source_display(),
    )


def write_workbook(
    target: BinaryIO, tasks: Iterable[Task], said: list[str], day: date, report: Report | None = None
) -> int:
    """Rows written. ``said`` are the filters in words; ``report`` hears how far it is."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(target, options)
    sheet = book.add_worksheet(_("Nhiệm vụ"))
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "top", "bg_color": "#EDE7DA"})
    words = book.add_format({"text_wrap": True, "valign": "top"})
    days = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
    numbers = book.add_format({"num_format": "#,##0.##", "valign": "top"})
    for number, (_title, width) in enumerate(columns()):
        sheet.set_column(number, number, width)
    sheet.freeze_panes(_HEADER_ROW + 1, 2)
    sheet.write(
        0, 0, _("Danh sách nhiệm vụ tính đến %(day)s") % {"day": format_date(day)}, book.add_format({"bold": True})
    )
    sheet.write(1, 0, _("Bộ lọc: %(filters)s") % {"filters": "; ".join(said) or _("tất cả")})
    sheet.write(2, 0, _("Dữ liệu tại thời điểm tải; bấm số việc trong hệ thống để xem câu nguồn và minh chứng."))
    for number, (title, _width) in enumerate(columns()):
        sheet.write_string(_HEADER_ROW, number, title, head)
    count = 0
    for count, task in enumerate(tasks, start=1):
        for number, value in enumerate(cells_of(task, day)):
            _write(sheet, _HEADER_ROW + count, number, value, words, days, numbers)
        if report is not None:
            report(count)
    if count:
        sheet.autofilter(_HEADER_ROW, 0, _HEADER_ROW + count, len(columns()) - 1)
    book.close()
    return count


def _write(sheet: Any, row: int, column: int, value: Any, words: Any, days: Any, numbers: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, days)
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, column, value, numbers)
    else:
        sheet.write_string(row, column, str(value), words)
