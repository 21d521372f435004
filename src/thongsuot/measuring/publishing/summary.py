"""The workbook on top of a dossier: the summary table, the explanations, what is missing."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import xlsxwriter
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from thongsuot.measuring.publishing.dossier import Dossier, Entry

Cell = str | int | float | None


def summary_workbook(dossier: Dossier) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    _table(
        book,
        _("Bảng tổng hợp"),
        f"{dossier.participant.round.title} – {dossier.participant.unit.name}",
        (
            *((_("Mã"), 8), (_("Tiêu chí"), 60), (_("Điểm tối đa"), 10), (_("Tự chấm"), 10), (_("Thẩm định"), 10)),
            *((_("Điểm chốt"), 10), (_("Minh chứng"), 12), (_("Tệp"), 60)),
        ),
        (_summary(dossier, entry) for entry in dossier.entries),
    )
    _table(
        book,
        _("Giải trình"),
        _("Giải thích của đơn vị và giải trình khi thẩm định"),
        ((_("Mã"), 8), (_("Tiêu chí"), 40), (_("Giải thích"), 60), (_("Được hỏi"), 50), (_("Giải trình"), 60)),
        (_explained(dossier, entry) for entry in dossier.entries if _is_explained(dossier, entry)),
    )
    _table(
        book,
        _("Còn thiếu"),
        _("Việc còn thiếu trước khi gửi"),
        ((_("Mã"), 8), (_("Tiêu chí"), 60), (_("Còn thiếu"), 80)),
        ((entry.line.node.code, entry.line.node.name, word) for entry, word in dossier.missing),
    )
    book.close()
    return held.getvalue()


def _table(
    book: xlsxwriter.Workbook,
    name: str,
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[Cell]],
) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "top"})
    cell = book.add_format({"text_wrap": True, "border": 1, "valign": "top"})
    sheet.write_string(0, 0, title)
    for column, (label, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, label, head)
    for place, row in enumerate(rows, start=3):
        for column, value in enumerate(row):
            if value is None or value == "":
                sheet.write_blank(place, column, None, cell)
            else:
                sheet.write(place, column, value, cell)
    sheet.freeze_panes(3, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _summary(dossier: Dossier, entry: Entry) -> tuple[Cell, ...]:
    leaf = dossier.result.leaves.get(entry.line.node.code) if dossier.result else None
    own = _("không áp dụng") if not entry.line.is_applicable else _number(entry.line.points)
    return (
        entry.line.node.code,
        entry.line.node.name,
        _number(entry.line.node.maximum),
        own,
        _number(leaf.appraised) if leaf else None,
        _number(leaf.final) if leaf else None,
        len(entry.pieces),
        "\n".join(one.name for one in entry.pieces),
    )


def _is_explained(dossier: Dossier, entry: Entry) -> bool:
    leaf = dossier.result.leaves.get(entry.line.node.code) if dossier.result else None
    score = entry.line.score
    noted = bool(score and (score.note.strip() or score.not_applicable_reason))
    return noted or bool(leaf and leaf.explanation)


def _explained(dossier: Dossier, entry: Entry) -> tuple[Cell, ...]:
    leaf = dossier.result.leaves.get(entry.line.node.code) if dossier.result else None
    asked = leaf.explanation if leaf else None
    score = entry.line.score
    note = (score.note or score.not_applicable_reason) if score else ""
    question, answer = (asked.question, asked.answer) if asked else ("", "")
    return entry.line.node.code, entry.line.node.name, note, question, answer


def _number(points: Decimal | None) -> float | None:
    """Excel keeps doubles; two or four places survive them."""
    return None if points is None else float(points)
