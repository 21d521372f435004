"""A unit's sheet as a table that can be filled in elsewhere and sent back: the same headings are read by the import."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal

import xlsxwriter
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_number
from thongsuot.measuring.criteria.domain import rules
from thongsuot.measuring.rounds.sheet import Line, Sheet

CODE, VALUE, WHOLE, NOTE, OUT = ("Mã tiêu chí", "Số liệu", "Mẫu số", "Giải thích", "Lý do không áp dụng")
_WIDTHS = (12, 60, 10, 16, 12, 40, 30, 12, 50, 12)
YES, NO = "Có", "Không"


def headers() -> tuple[str, ...]:
    return (
        CODE,
        _("Tiêu chí"),
        _("Điểm tối đa"),
        VALUE,
        WHOLE,
        NOTE,
        OUT,
        _("Điểm tự chấm"),
        _("Minh chứng"),
        _("Ai chấm"),
    )


def rows_of(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """One row a leaf, in printed order, texts as people write them."""
    for line in sheet.lines.values():
        yield _row(line)


def _row(line: Line) -> tuple[str, ...]:
    value, whole = shown_inputs(line)
    score = line.score
    who = _("tự tính") if line.is_computed else _("đơn vị") if line.is_typed else _("cơ quan chấm điểm")
    return (
        line.node.code,
        line.node.name,
        "" if line.node.maximum is None else format_number(line.node.maximum),
        value if line.is_typed or line.is_computed else "",
        whole if line.is_typed or line.is_computed else "",
        score.note if score else "",
        "" if line.is_applicable or score is None else score.not_applicable_reason,
        "" if line.points is None else format_number(line.points.normalize() + 0),
        "; ".join(" ".join(part for part in (one.title, one.locator) if part) for one in line.evidence),
        who,
    )


def shown_inputs(line: Line) -> tuple[str, str]:
    """«Có»; «56,88»; «28», «40»: what stands in the two input columns."""
    inputs = line.score.inputs if line.score else {}
    rule = line.node.rule.then if isinstance(line.node.rule, rules.Computed) else line.node.rule
    if isinstance(rule, rules.YesNo):
        return {"1": YES, "0": NO}.get(inputs.get("answer", ""), ""), ""
    names = rule.inputs if rule else ()
    texts = [format_number(Decimal(inputs[name])) if name in inputs else "" for name in names]
    return (texts[0] if texts else "", texts[1] if len(texts) > 1 else "")


def sheet_workbook(sheet: Sheet) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(_("Tự chấm"))
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "top"})
    cell = book.add_format({"text_wrap": True, "border": 1, "valign": "top"})
    place = sheet.participant
    page.write(0, 0, _("%(unit)s – %(round)s") % {"unit": place.unit.name, "round": place.round.title})
    if place.round.is_sample:
        page.write(1, 0, _("Dữ liệu minh họa"))
    for column, (title, width) in enumerate(zip(headers(), _WIDTHS, strict=True)):
        page.set_column(column, column, width)
        page.write_string(2, column, title, head)
    for number, row in enumerate(rows_of(sheet), start=3):
        for column, text in enumerate(row):
            page.write_string(number, column, text, cell)
    page.freeze_panes(3, 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    book.close()
    return held.getvalue()
