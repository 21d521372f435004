"""Every rule broken one by one in a sound paper gives exactly that fault; a sound paper gives none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from thongsuot.writing.checking import NotWord, check_word
from thongsuot.writing.layout import load_layout
from thongsuot.writing.model import Certainty, Heading, OfficialDocument, Paragraph, Table
from thongsuot.writing.tests.notices import BLOCKS, RECIPIENTS, SIGNATURE, blank_notice, notice
from thongsuot.writing.word import styles as names
from thongsuot.writing.word import write_word

Word = Any
Break = Callable[[Word], None]


def rules_of(data: bytes) -> list[str]:
    return [fault.rule for fault in check_word(data)]


@cache
def written(document: OfficialDocument) -> bytes:
    return write_word(document)


def broken(change: Break, document: OfficialDocument) -> list[str]:
    word = Document(io.BytesIO(written(document)))
    change(word)
    content = io.BytesIO()
    word.save(content)
    return rules_of(content.getvalue())


def everything(word: Word) -> list[Any]:
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    return [*word.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]


def in_style(word: Word, name: str) -> Any:
    return next(paragraph for paragraph in everything(word) if paragraph.style.name == name)


def style(called: str, **traits: object) -> Break:
    def change(word: Word) -> None:
        font = word.styles[called].font
        for trait, value in traits.items():
            setattr(font, trait, value)

    return change


def form(name: str, **traits: object) -> Break:
    def change(word: Word) -> None:
        for trait, value in traits.items():
            setattr(word.styles[name].paragraph_format, trait, value)

    return change


def section(**traits: object) -> Break:
    def change(word: Word) -> None:
        for trait, value in traits.items():
            setattr(word.sections[0], trait, value)

    return change


def retyped(name: str, text: str) -> Break:
    def change(word: Word) -> None:
        paragraph = in_style(word, name)
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = text

    return change


def without(name: str) -> Break:
    def change(word: Word) -> None:
        for paragraph in everything(word):
            if paragraph.style.name == name:
                paragraph.runs[0].text = ""

    return change


def without_line(name: str) -> Break:
    """Take away the drawn line that follows the paragraphs of that style."""

    def change(word: Word) -> None:
        element = [p for p in everything(word) if p.style.name == name][-1]._p.getnext()
        element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}").getparent().remove(element.pPr.find(qn("w:pBdr")))

    return change


def longer_line(name: str) -> Break:
    def change(word: Word) -> None:
        element = [p for p in everything(word) if p.style.name == name][-1]._p.getnext()
        indent = element.pPr.find(qn("w:ind"))
        for side in ("left", "right"):
            indent.set(qn(f"w:{side}"), "0")

    return change


def last_body_text(text: str) -> Break:
    def change(word: Word) -> None:
        [p for p in word.paragraphs if p.style.name == names.BODY][-1].runs[0].text = text

    return change


def page_number_in_the_foot(word: Word) -> None:
    header, footer = word.sections[0].header, word.sections[0].footer
    footer._element.append(header.paragraphs[0]._p)


def recipients_end(text: str) -> Break:
    def change(word: Word) -> None:
        [p for p in everything(word) if p.style.name == names.RECIPIENTS][-1].runs[0].text = text

    return change


CASES: dict[str, tuple[str, Break]] = {
    "letter paper": ("paper", section(page_width=Mm(216), page_height=Mm(279))),
    "top margin": ("margin.top", section(top_margin=Mm(15))),
    "bottom margin": ("margin.bottom", section(bottom_margin=Mm(30))),
    "left margin": ("margin.left", section(left_margin=Mm(25))),
    "right margin": ("margin.right", section(right_margin=Mm(25))),
    "font": ("font", style(names.LIST, name="Arial")),
    "colour": ("font", lambda word: setattr(in_style(word, names.LIST).runs[0].font.color, "rgb", RGBColor(255, 0, 0))),
    "page number in the foot": ("page_number", page_number_in_the_foot),
    "page number at the side": ("page_number", form(names.PAGE, alignment=ALIGN.RIGHT)),
    "page number on page 1": ("page_number", section(different_first_page_header_footer=False)),
    "page number small": ("page_number", style(names.PAGE, size=Pt(10))),
    "page number bold": ("page_number", style(names.PAGE, bold=True)),
    "national name too big": ("national_name", style(names.NATIONAL, size=Pt(14))),
    "national name thin": ("national_name", style(names.NATIONAL, bold=False)),
    "national name misspelt": ("national_name", retyped(names.NATIONAL, "CỘNG HÒA XHCN CHỦ NGHĨA VIỆT NAM")),
    "motto too small": ("motto", style(names.MOTTO, size=Pt(12))),
    "motto without spaces": ("motto", retyped(names.MOTTO, "Độc lập-Tự do-Hạnh phúc")),
    "motto in capitals": ("motto", retyped(names.MOTTO, "ĐỘC LẬP - TỰ DO - HẠNH PHÚC")),
    "motto at the side": ("motto", form(names.MOTTO, alignment=ALIGN.LEFT)),
    "motto without line": ("motto.line", without_line(names.MOTTO)),
    "motto with long line": ("motto.line", longer_line(names.MOTTO)),
    "superior bold and small": ("superior", style(names.SUPERIOR, size=Pt(10))),
    "superior slanted": ("superior", style(names.SUPERIOR, italic=True)),
    "superior in small letters": ("superior", retyped(names.SUPERIOR, "Ủy ban nhân dân tỉnh")),
    "issuer too big": ("issuer", style(names.ISSUER, size=Pt(14))),
    "issuer in small letters": ("issuer", retyped(names.ISSUER, "Ủy ban nhân dân")),
    "issuer without line": ("issuer.line", without_line(names.ISSUER)),
    "issuer with long line": ("issuer.line", longer_line(names.ISSUER)),
    "number size": ("number", style(names.NUMBER, size=Pt(12))),
    "number bold": ("number", style(names.NUMBER, bold=True)),
    "number without zero": ("number", retyped(names.NUMBER, "Số: 5/TB-UBND")),
    "number with spaces": ("number", retyped(names.NUMBER, "Số: 05 / TB - UBND")),
    "number without colon": ("number", retyped(names.NUMBER, "Số 05/TB-UBND")),
    "day upright": ("place_date", style(names.PLACE_DATE, italic=False)),
    "day without zero": ("place_date", retyped(names.PLACE_DATE, "Lạng Sơn, ngày 9 tháng 01 năm 2024")),
    "January without zero": ("place_date", retyped(names.PLACE_DATE, "Lạng Sơn, ngày 09 tháng 1 năm 2024")),
    "place without comma": ("place_date", retyped(names.PLACE_DATE, "Lạng Sơn ngày 09 tháng 01 năm 2024")),
    "no day": ("place_date", without(names.PLACE_DATE)),
    "kind in small letters": ("kind", retyped(names.KIND, "Thông báo")),
    "kind thin": ("kind", style(names.KIND, bold=False)),
    "kind too big": ("kind", style(names.KIND, size=Pt(16))),
    "kind at the side": ("kind", form(names.KIND, alignment=ALIGN.LEFT)),
    "subject slanted": ("subject", style(names.SUBJECT, italic=True)),
    "subject without line": ("subject.line", without_line(names.SUBJECT)),
    "subject with long line": ("subject.line", longer_line(names.SUBJECT)),
    "body too small": ("body.size", style(names.BODY, size=Pt(12))),
    "body ragged": ("body.align", form(names.BODY, alignment=ALIGN.LEFT)),
    "body not indented": ("body.indent", form(names.BODY, first_line_indent=Mm(0))),
    "body indented too far": ("body.indent", form(names.BODY, first_line_indent=Mm(20))),
    "paragraphs too close": ("body.spacing", form(names.BODY, space_after=Pt(3))),
    "lines too far apart": ("body.line", form(names.BODY, line_spacing=2.0)),
    "lines too close": ("body.line", form(names.BODY, line_spacing=Pt(11), line_spacing_rule=WD_LINE_SPACING.EXACTLY)),
    "heading thin": ("heading", style("Heading 1", bold=False)),
    "heading too big": ("heading", style("Heading 1", size=Pt(16))),
    "no end mark": ("end_mark", last_body_text("Các cơ quan, đơn vị biết, thực hiện.")),
    "capacity without dot": ("capacity", retyped(names.CAPACITY, "TL CHỦ TỊCH")),
    "capacity with slash": ("capacity", retyped(names.CAPACITY, "T/L CHỦ TỊCH")),
    "capacity without space": ("capacity", retyped(names.CAPACITY, "TL.CHỦ TỊCH")),
    "capacity in small letters": ("capacity", retyped(names.CAPACITY, "TL. Chủ tịch")),
    "capacity thin": ("capacity", style(names.CAPACITY, bold=False)),
    "name with degree": ("signer_name", retyped(names.SIGNER, "TS. Dương Công Hiệp")),
    "name thin": ("signer_name", style(names.SIGNER, bold=False)),
    "recipients label upright": ("recipients_label", style(names.RECIPIENTS_LABEL, italic=False)),
    "recipients label size": ("recipients_label", style(names.RECIPIENTS_LABEL, size=Pt(13))),
    "recipients label without colon": ("recipients_label", retyped(names.RECIPIENTS_LABEL, "Nơi nhận")),
    "recipients size": ("recipients", style(names.RECIPIENTS, size=Pt(13))),
    "recipient without dash": ("recipients", retyped(names.RECIPIENTS, "Chủ tịch UBND tỉnh;")),
    "recipient without semicolon": ("recipients", retyped(names.RECIPIENTS, "- Chủ tịch UBND tỉnh,")),
    "no filing line": ("recipients", recipients_end("- Các phòng.")),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_one_broken_rule_gives_exactly_its_fault(case: str) -> None:
    rule, change = CASES[case]
    assert set(broken(change, notice(superior="Chính phủ"))) == {rule}


def test_a_page_on_its_side_needs_a_table() -> None:
    on_its_side = section(page_width=Mm(297), page_height=Mm(210))
    text_alone = notice(blocks=tuple(block for block in BLOCKS if not isinstance(block, Table)))
    assert "paper" in broken(on_its_side, text_alone)
    assert "paper" not in broken(on_its_side, notice())


def test_every_rule_of_the_layout_is_broken_in_some_case() -> None:
    seen_elsewhere = {"letter_subject", "addressees"}  # of letters, below
    not_seen_in_word = {"leader_signature", "agency_signature", "seal_size", "attachment_signature"}
    assert {rule for rule, _ in CASES.values()} == set(load_layout().rules) - seen_elsewhere - not_seen_in_word


@pytest.mark.parametrize(
    "document",
    [
        notice(),
        notice(superior="Bộ Nội vụ", issuer="Cục Văn thư và Lưu trữ nhà nước"),
        notice(number=365, symbol="TB-VPCP"),
        blank_notice(),
        blank_notice(month=None, is_draft=True, is_sample=True),
        notice(kind="", subject="báo cáo kết quả quý III", symbol="UBND-NC", addressees=("Sở Nội vụ", "Sở Tư pháp")),
        notice(kind="", subject="cử người dự họp", symbol="UBND-NC", addressees=("Sở Nội vụ",)),
        notice(kind="Giấy mời", subject="Họp Ban Chỉ đạo", blocks=(Paragraph(text="Kính mời đồng chí."),)),
        notice(blocks=(Heading("", "Phần chung"), Table(("A", "B"), (("1", "2"),)))),
        notice(signature=type(SIGNATURE)(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Hồ Tiến Thiệu", "Trưởng ban")),
        notice(signature=type(SIGNATURE)(("Q. GIÁM ĐỐC",), "Nguyễn Văn An")),
        notice(signature=type(SIGNATURE)(("QUYỀN GIÁM ĐỐC",), "Nguyễn Văn An")),
        notice(subject="Họp"),
    ],
    ids=lambda document: f"{document.kind or 'công văn'} {document.symbol} {document.signature.lines[0]}",
)
def test_our_own_papers_are_without_fault(document: OfficialDocument) -> None:
    assert check_word(write_word(document)) == []


LETTER = notice(kind="", subject="báo cáo", symbol="UBND-NC", addressees=("Sở Nội vụ", "Sở Tư pháp"))


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("letter_subject", style(names.LETTER_SUBJECT, size=Pt(14))),
        ("letter_subject", style(names.LETTER_SUBJECT, bold=True)),
        ("addressees", style(names.ADDRESSEES, italic=True)),
        ("addressees", style(names.ADDRESSEES, size=Pt(12))),
        ("kind", retyped(names.LETTER_SUBJECT, "Về việc báo cáo")),
    ],
)
def test_letters_have_rules_of_their_own(rule: str, change: Break) -> None:
    assert broken(change, LETTER) == [rule]


def test_a_fault_names_what_was_found_what_is_wanted_and_the_law() -> None:
    word = Document(io.BytesIO(write_word(notice())))
    retyped(names.NUMBER, "Số: 5/TB-UBND")(word)
    content = io.BytesIO()
    word.save(content)
    [fault] = check_word(content.getvalue())
    assert str(fault) == (
        "Số, ký hiệu ghi «5»; cần «05»: số nhỏ hơn 10 thêm số 0 phía trước (NĐ 30/2020/NĐ-CP, Phụ lục I, phần I, II.3c)"
    )
    assert fault.certainty is Certainty.SOLID


def test_a_blank_page_lacks_every_component_and_does_not_crash_the_linter() -> None:
    content = io.BytesIO()
    Document().save(content)
    missing = {"national_name", "motto", "issuer", "number", "place_date", "kind", "recipients_label", "end_mark"}
    assert missing <= set(rules_of(content.getvalue()))


def test_a_paper_typed_without_tables_and_styles_is_understood() -> None:
    """A stranger's paper: everything in plain paragraphs with direct formatting."""
    word = Document()
    for text in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "SỞ NỘI VỤ", "Số: 12/BC-SNV",
        "Lạng Sơn, ngày 10 tháng 10 năm 2024", "BÁO CÁO", "Kết quả quý III", "", "Nội dung báo cáo./.",
        "Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.", "GIÁM ĐỐC", "Nguyễn Văn An",
    ):  # fmt: skip
        paragraph = word.add_paragraph(text)
        for run in paragraph.runs:
            run.font.name, run.font.size, run.bold = "Times New Roman", Pt(13), text.isupper()
    content = io.BytesIO()
    word.save(content)
    faults = {(fault.rule, fault.found) for fault in check_word(content.getvalue())}
    assert ("recipients_label", "Chữ «Nơi nhận» cỡ 13") in faults
    assert ("signer_name", "Họ tên người ký in không đậm") in faults
    assert ("place_date", "Địa danh, thời gian in đứng") in faults
    assert not {"number", "kind", "end_mark"} & {rule for rule, found in faults if "không thấy" in found}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"%PDF-1.7", "chữ".encode()])
def test_what_is_no_word_file_is_told_so(content: bytes) -> None:
    with pytest.raises(NotWord, match=r"\.docx|Word"):
        check_word(content)


def test_other_zips_and_bombs_are_refused() -> None:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    with pytest.raises(NotWord, match="không phải văn bản Word"):
        check_word(package.getvalue())
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(151 * 1024 * 1024))
    with pytest.raises(NotWord, match="lớn bất thường"):
        check_word(package.getvalue())


def test_the_notice_under_test_tells_of_all_its_recipients() -> None:
    assert len(RECIPIENTS) == 6
    assert len(BLOCKS) > 10
