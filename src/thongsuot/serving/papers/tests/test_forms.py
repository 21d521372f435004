"""Which form holds on a day; one sheet, two files that say the same."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from docx import Document

from thongsuot.kernel.rules import NoRuleForDate
from thongsuot.serving.papers.catalogue import NoSuchForm, PaperKind, form_on, forms_on
from thongsuot.serving.papers.sheets.model import Grid, Hand, Row, Sheet, Words, plain_of, sheet_from
from thongsuot.serving.papers.sheets.pdf import sheet_pdf
from thongsuot.serving.papers.sheets.word import sheet_word

FORMS = Path(__file__).parents[6].parent / "shared" / "domain" / "data" / "forms.csv"
SHEET = Sheet(
    paper="A4",
    issuer="Bộ phận Tiếp nhận và Trả kết quả",
    superior="Ủy ban nhân dân phường Đông Kinh",
    number_line="Số: 07/TNHS",
    place_date="Đông Kinh, ngày 09 tháng 6 năm 2026",
    year=2026,
    title="Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    mark="Mẫu số 01 – TT 03/2025/TT-VPCP",
    blocks=(
        Row("Chủ hồ sơ", "Nguyễn Thị Thúy Hằng"),
        Words("Đề nghị ông/bà giữ giấy này.", "italic"),
        Grid(("STT", "Tên giấy tờ"), (("1", "Tờ khai ủy quyền, có “ngoặc” & <dấu>"),), (1, 6)),
    ),
    hands=(Hand(("Người nộp hồ sơ",), "Nguyễn Thị Thúy Hằng"), Hand(("TM. ỦY BAN NHÂN DÂN",), "Lành Thị Kinh")),
    notes=("Mời ông/bà góp ý.",),
    qr="https://lang-son.example/tra-cuu/H37.17-260609-0001",
    qr_caption="Quét mã để theo dõi hồ sơ.",
    is_sample=True,
)


def test_seven_forms_since_the_fifteenth_of_september_six_before() -> None:
    assert [one.no for one in forms_on(date(2025, 9, 15))] == ["01", "02", "03", "04", "05", "06", "07"]
    assert [one.no for one in forms_on(date(2025, 9, 14))] == ["01", "02", "03", "04", "05", "06"]
    assert {one.paper for one in forms_on(date(2025, 9, 14)) if one.kind is not PaperKind.LOGBOOK} == {"A5"}
    assert form_on(date(2026, 6, 1), "05").kind is PaperKind.STOP
    assert form_on(date(2025, 6, 1), "05").kind is PaperKind.CONTROL, "the same number meant another paper before"


def test_no_form_is_made_up() -> None:
    with pytest.raises(NoSuchForm, match="08"):
        form_on(date(2026, 6, 1), "08")
    with pytest.raises(NoSuchForm, match="stop"):
        form_on(date(2025, 6, 1), "stop")  # «dừng giải quyết» came with TT 03/2025
    with pytest.raises(NoRuleForDate):
        forms_on(date(2018, 12, 31))


@pytest.mark.skipif(not FORMS.exists(), reason="needs the domain data")
def test_names_and_numbers_are_those_of_the_circulars() -> None:
    with FORMS.open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["form_no"]]
    days = {"TT 01/2018/TT-VPCP": date(2025, 9, 14), "TT 03/2025/TT-VPCP Phụ lục I": date(2025, 9, 15)}
    for row in rows:
        assert form_on(days[row["instrument"]], row["form_no"]).title == row["name_vi"]
    assert len(rows) == 13


def test_feedback_is_invited_with_the_first_three_papers_only() -> None:
    """Điều 12 TT 01/2018."""
    for day in (date(2025, 1, 2), date(2026, 1, 2)):
        assert {one.no for one in forms_on(day) if one.feedback} == {"01", "02", "03"}


def test_a_sheet_survives_the_way_through_the_database() -> None:
    assert sheet_from(json.loads(json.dumps(plain_of(SHEET), ensure_ascii=False))) == SHEET


@pytest.mark.parametrize(("paper", "millimetres"), [("A4", (210, 297)), ("A5", (148, 210)), ("A4L", (297, 210))])
def test_both_files_have_the_paper_asked_for(paper: str, millimetres: tuple[int, int]) -> None:
    sheet = Sheet(**{**{name: getattr(SHEET, name) for name in Sheet.__slots__}, "paper": paper})
    page = pypdfium2.PdfDocument(sheet_pdf(sheet))[0]
    assert tuple(round(side / 72 * 25.4) for side in page.get_size()) == millimetres
    section = Document(io.BytesIO(sheet_word(sheet))).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == millimetres


def text_of_word(content: bytes) -> str:
    """Paragraphs, tables and tables' cells in one text."""
    word = Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in word.paragraphs), *cells, word.sections[0].footer.paragraphs[0].text])


def text_of_pdf(content: bytes) -> str:
    """All pages; Typst writes a hyphen-free text layer, spaces and breaks alike."""
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)).split())


def test_word_and_pdf_say_the_same_in_vietnamese() -> None:
    word, pdf = text_of_word(sheet_word(SHEET)), text_of_pdf(sheet_pdf(SHEET))
    for said in (
        "Nguyễn Thị Thúy Hằng",
        "Tờ khai ủy quyền, có “ngoặc” & <dấu>",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Số: 07/TNHS",
        "Mẫu số 01 – TT 03/2025/TT-VPCP",
        "ngày 09 tháng 6 năm 2026",
        "Mời ông/bà góp ý.",
        "Dữ liệu minh họa",
    ):
        assert said in word and said in pdf, said
    assert "□" not in pdf, "every letter has its shape"


def test_the_word_file_carries_its_code_as_a_picture() -> None:
    assert len(Document(io.BytesIO(sheet_word(SHEET))).inline_shapes) == 1


def test_the_pdf_says_it_is_an_archive_file() -> None:
    assert b'pdfaid:part="2"' in sheet_pdf(SHEET) or b"<pdfaid:part>2</pdfaid:part>" in sheet_pdf(SHEET)
