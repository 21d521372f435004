"""Styles named in Vietnamese, one a component: an official who changes «Nội dung» changes the whole paper."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from thongsuot.writing.layout import Layout, Rule

NATIONAL, MOTTO = "Quốc hiệu", "Tiêu ngữ"
SUPERIOR, ISSUER = "Cơ quan chủ quản", "Cơ quan ban hành"
NUMBER, PLACE_DATE, LETTER_SUBJECT = "Số ký hiệu", "Địa danh thời gian", "Trích yếu công văn"
KIND, SUBJECT, RULE = "Tên loại", "Trích yếu", "Đường kẻ"
ADDRESSEES, BODY, LIST = "Kính gửi", "Nội dung", "Gạch đầu dòng"
CELL, CELL_CENTRED, CELL_HEAD = "Ô bảng", "Ô bảng canh giữa", "Đầu bảng"
CAPACITY, SIGNER, NOTE = "Quyền hạn chức vụ", "Họ tên", "Ghi chú chữ ký"
RECIPIENTS_LABEL, RECIPIENTS = "Nơi nhận", "Danh sách nơi nhận"
DRAFT, PAGE, SAMPLE = "Dự thảo", "Số trang", "Dữ liệu minh họa"
TABLE_SIZE = 13  # pt, the least the law allows for text

_KEPT = {
    "Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid", "header", "footer",
    "heading 1", "heading 2", "heading 3", "heading 4",
}  # fmt: skip
_CENTRED = {
    NATIONAL: "national_name", MOTTO: "motto", SUPERIOR: "superior", ISSUER: "issuer", NUMBER: "number",
    PLACE_DATE: "place_date", LETTER_SUBJECT: "letter_subject", KIND: "kind", SUBJECT: "subject",
    CAPACITY: "capacity", SIGNER: "signer_name", PAGE: "page_number",
}  # fmt: skip
_LEFT = {ADDRESSEES: "addressees", RECIPIENTS_LABEL: "recipients_label", RECIPIENTS: "recipients"}


def make_styles(word: Document, layout: Layout) -> None:
    """Give ``word`` its styles; Times New Roman for every script, black, language vi-VN."""
    _drop_the_templates_own(word)
    _defaults(word, layout)
    for name, key in (_CENTRED | _LEFT).items():
        style = _new(word, name, layout[key])
        style.paragraph_format.alignment = ALIGN.CENTER if name in _CENTRED else ALIGN.LEFT
    word.styles[LETTER_SUBJECT].paragraph_format.space_before = Pt(layout["letter_subject"].facts["space_before"])
    word.styles[KIND].paragraph_format.space_before = Pt(18)
    word.styles[ADDRESSEES].paragraph_format.space_before = Pt(12)
    word.styles[SIGNER].paragraph_format.keep_together = True
    _body_styles(word, layout)
    _own_styles(word)


def _drop_the_templates_own(word: Document) -> None:
    """python-docx brings 160 styles nobody asked for; what stays is what Word itself needs."""
    for style in list(word.styles.element.iter(qn("w:style"))):
        if style.find(qn("w:name")).get(qn("w:val")) not in _KEPT:
            style.getparent().remove(style)


def _defaults(word: Document, layout: Layout) -> None:
    normal = word.styles["Normal"]
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), layout["font"].facts["use"])
    normal.font.size = Pt(layout["body.size"].use)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    for lang in word.styles.element.iter(qn("w:lang")):
        for name in ("val", "eastAsia"):
            lang.set(qn(f"w:{name}"), "vi-VN")


def _new(word: Document, name: str, rule: Rule | None = None) -> ParagraphStyle:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = word.styles["Normal"]
    style.quick_style = True
    if rule:
        style.font.size = Pt(rule.use)
        style.font.bold, style.font.italic = bool(rule.facts.get("bold")), bool(rule.facts.get("italic"))
    return style


def _body_styles(word: Document, layout: Layout) -> None:
    body = _new(word, BODY, layout["body.size"])
    form = body.paragraph_format
    form.alignment, form.first_line_indent = ALIGN.JUSTIFY, Mm(layout["body.indent"].use)
    form.space_before, form.space_after = Pt(0), Pt(layout["body.spacing"].use)
    form.line_spacing = layout["body.line"].use
    form.widow_control = True
    _new(word, LIST).base_style = body
    for depth in range(1, 5):
        _heading(word.styles[f"Heading {depth}"], body, layout["heading"])
    for name in (CELL, CELL_CENTRED, CELL_HEAD):
        cell = _new(word, name)
        cell.font.size, cell.font.bold = Pt(TABLE_SIZE), name == CELL_HEAD
        cell.paragraph_format.alignment = ALIGN.LEFT if name == CELL else ALIGN.CENTER
        cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)


def _heading(style: ParagraphStyle, body: ParagraphStyle, rule: Rule) -> None:
    """Word's own heading style, so that its navigation pane works, in the looks of the law."""
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)  # the template's blue sans-serif
    style.base_style = body
    style.font.size, style.font.color.rgb = Pt(rule.use), RGBColor(0, 0, 0)
    style.font.bold, style.font.italic = bool(rule.facts["bold"]), bool(rule.facts["italic"])
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(0), body.paragraph_format.space_after
    form.keep_with_next = True


def _own_styles(word: Document) -> None:
    line = _new(word, RULE)
    line.font.size, line.paragraph_format.line_spacing = Pt(4), Pt(5)
    line.paragraph_format.space_before = Pt(2)
    draft = _new(word, DRAFT)
    draft.font.size, draft.font.bold, draft.paragraph_format.alignment = Pt(13), True, ALIGN.CENTER
    draft.paragraph_format.space_before = Pt(8)
    note = _new(word, NOTE)
    note.font.size, note.paragraph_format.alignment = Pt(13), ALIGN.CENTER
    sample = _new(word, SAMPLE)
    sample.font.size, sample.font.italic, sample.paragraph_format.alignment = Pt(11), True, ALIGN.CENTER
