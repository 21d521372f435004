"""A unit's year as a workbook: the yearly review of officials takes it with year, version and links to the proof (A12).

The rank band belongs to the yearly score and is said to be missing until there is one; nothing is invented.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime

import xlsxwriter
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.kernel.clock import format_moment
from thongsuot.kernel.digests import digest
from thongsuot.kernel.formatting import format_date
from thongsuot.steering.sheets.unit import Sheet
from thongsuot.steering.tasks.choices import LateCause
from thongsuot.steering.tasks.listing import Row

Cell = str | int
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def workbook(sheet: Sheet, address: str) -> bytes:
    """``address`` is the absolute one of the sheet on screen; those of tasks are made beside it."""
    root = address.split("/lam-viec/", maxsplit=1)[0]
    tables = [
        (_("Nhiệm vụ"), _task_rows(sheet, root)),
        (_("Chỉ tiêu"), _target_rows(sheet, root)),
        (_("Hạn chế"), _limit_rows(sheet)),
    ]
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, _OPTIONS)
    summary = summary_rows(sheet, address, version_of(tables), timezone.now())
    _write(book, _("Tổng hợp"), [(_("Nội dung"), _("Kết quả")), *summary], (46, 90))
    for name, rows in tables:
        _write(book, name, rows, (70, 30, 22, 30, 50, 60))
    book.close()
    return held.getvalue()


def version_of(tables: Iterable[tuple[str, Sequence[tuple[Cell, ...]]]]) -> str:
    """Twelve digits that change whenever any row does: two prints with the same ones say the same."""
    return digest([[name, [list(row) for row in rows]] for name, rows in tables])[:12]


def summary_rows(sheet: Sheet, address: str, version: str, at: datetime) -> list[tuple[Cell, ...]]:
    progress = sheet.work.progress
    head = sheet.head.title if sheet.head else _("chưa ghi trong danh bạ")
    holder = ", ".join(one.person.full_name for one in sheet.holders) or _("chưa ghi trong danh bạ")
    return [
        (_("Đơn vị"), sheet.unit.name),
        (_("Người đứng đầu (chức danh)"), head),
        (_("Người giữ chức danh"), holder),
        (_("Năm"), sheet.year),
        (_("Tính đến ngày"), format_date(sheet.on)),
        (_("Phiên bản"), f"{version}, {format_moment(at)}"),
        (_("Xếp loại kết quả cải cách hành chính"), _("chưa có: sẽ điền khi công bố điểm của năm")),
        (_("Nhiệm vụ hoàn thành"), progress.text),
        (_("Hoàn thành trước hạn"), progress.early),
        (_("Hoàn thành đúng hạn"), progress.on_time),
        (_("Hoàn thành quá hạn"), progress.late),
        (_("Đang quá hạn"), progress.overdue),
        (_("Đang làm, còn hạn"), progress.open),
        (_("Xin gia hạn (được đồng ý)"), f"{len(sheet.extensions)} ({sheet.granted})"),
        (_("Chuyển việc cho đơn vị khác"), sheet.passed_on),
        (_("Chỉ tiêu đạt trên tổng số"), f"{sheet.reached}/{len(sheet.targets)}"),
        (_("Hạn chế chưa khắc phục"), sheet.open_limits),
        (_("Kết luận đã nhận việc trên tổng số"), f"{sheet.taken.acknowledged}/{sheet.taken.given}"),
        (_("Minh chứng"), address),
    ]


def _task_rows(sheet: Sheet, root: str) -> list[tuple[Cell, ...]]:
    head = (_("Nhiệm vụ"), _("Kế hoạch"), _("Hạn"), _("Tình trạng"), _("Nguyên nhân chậm"), _("Minh chứng"))
    return [head, *(_task_row(row, root) for row in sheet.every_task)]


def _task_row(row: Row, root: str) -> tuple[Cell, ...]:
    task = row.task
    cause = f"{LateCause(task.late_cause).label}: {task.late_reason}" if task.late_cause else ""
    return (
        task.title,
        task.plan.title if task.plan else "",
        format_date(task.deadline) if task.deadline else _("chưa có hạn"),
        " – ".join(part for part in (row.face.label, row.face.due) if part),
        cause,
        root + reverse("task", args=[task.pk]),
    )


def _target_rows(sheet: Sheet, root: str) -> list[tuple[Cell, ...]]:
    head = (_("Chỉ tiêu"), _("Kế hoạch"), _("Mục tiêu"), _("Kết quả mới nhất"), _("Đánh giá"), _("Minh chứng"))
    rows: list[tuple[Cell, ...]] = [head]
    for one in sheet.targets:
        value = one.value_text or _("chưa báo cáo")
        rows.append((one.target.name, one.target.plan.title, one.aim_text, value, one.achievement, root + one.url))
    return rows


def _limit_rows(sheet: Sheet) -> list[tuple[Cell, ...]]:
    head = (
        _("Hạn chế"),
        _("Lĩnh vực"),
        _("Hạn khắc phục"),
        _("Tình trạng"),
        _("Nguyên nhân"),
        _("Chức danh chịu trách nhiệm"),
    )
    rows: list[tuple[Cell, ...]] = [head]
    for one in sheet.limits:
        due = one.due_text or (format_date(one.due) if one.due else _("chưa có hạn"))
        position = one.position.title if one.position else ""
        rows.append((one.text, one.get_field_display(), due, one.get_status_display(), one.cause, position))
    return rows


def _write(book: xlsxwriter.Workbook, name: str, rows: Sequence[tuple[Cell, ...]], widths: Sequence[int]) -> None:
    page = book.add_worksheet(name)
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "top"})
    cell = book.add_format({"text_wrap": True, "border": 1, "valign": "top"})
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            page.write(number, column, value, head if number == 0 else cell)
    page.freeze_panes(1, 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
