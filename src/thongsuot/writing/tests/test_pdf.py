"""The PDF: PDF/A-2b by its own marks, tagged, in Vietnamese, every word in it, as many pages as needed."""

from __future__ import annotations

import io
import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from thongsuot.writing.fonts import face, fit, printable
from thongsuot.writing.lines import pieces_of
from thongsuot.writing.model import OfficialDocument, Paragraph, Table
from thongsuot.writing.pdf import write_pdf
from thongsuot.writing.pdf.fields import AGENCY, LEADER, TEXT_FIELDS
from thongsuot.writing.tests.notices import BLOCKS, RECIPIENTS, SIGNATURE, blank_notice, notice


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).replace("\ufffe", "-").replace("\u00a0", " ").split())


def items(array: Any) -> list[Any]:
    """What a PDF array points at."""
    return [array[index] for index in range(len(array))]


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def opened(document: OfficialDocument) -> Any:
    return PdfFileReader(io.BytesIO(write_pdf(document)))


def words_of(document: OfficialDocument) -> list[str]:
    blocks = [block for block in document.blocks if not isinstance(block, Table)]
    text = ["".join(run.text for run in pieces_of(block)).rstrip(".") for block in blocks]
    cells = [cell for block in document.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    return [*text, *cells, *document.recipients, *document.signature.lines, document.signature.name]


@pytest.mark.parametrize("document", [notice(), blank_notice(is_draft=True, is_sample=True)], ids=["issued", "draft"])
def test_every_word_is_in_the_pdf(document: OfficialDocument) -> None:
    found = squeezed(text_of(write_pdf(document)))
    missing = [words for words in words_of(document) if squeezed(words) not in found]
    assert missing == []
    assert ("DỰTHẢO" in found) == ("Dữliệuminhhọa" in found) == document.is_draft


@pytest.mark.parametrize(
    "document", [notice(), blank_notice(), notice(is_draft=True)], ids=["issued", "blank", "draft"]
)
def test_it_carries_the_marks_of_pdf_a(document: OfficialDocument) -> None:
    reader = opened(document)
    root = reader.root
    metadata = root["/Metadata"].data.decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert "/Encrypt" not in reader.trailer
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("vi")
    assert "/StructTreeRoot" in root


def test_all_fonts_are_embedded_and_no_widget_lacks_its_appearance() -> None:
    reader = opened(blank_notice())
    for page in items(reader.root["/Pages"]["/Kids"]):
        fonts = page["/Resources"]["/Font"]
        for font in (fonts[name] for name in fonts):
            descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
            assert "Tinos" in str(descriptor["/FontName"])
        for widget in items(page["/Annots"]) if "/Annots" in page else ():
            assert "/N" in widget["/AP"]
            assert int(widget["/F"]) & 4  # printed


def test_properties_tell_title_and_author() -> None:
    information = opened(notice()).trailer["/Info"]
    assert str(information["/Title"]).startswith("Thông báo: Kết luận")
    assert str(information["/Author"]) == "Ủy ban nhân dân Tỉnh Lạng Sơn"


def test_paragraphs_can_be_pointed_at() -> None:
    names = {str(name) for name in items(opened(notice()).root["/Names"]["/Dests"]["/Names"])[::2]}
    assert {"muc_1", "muc_3"} <= names


def test_blank_papers_wait_for_number_day_and_two_signatures_drafts_for_nothing() -> None:
    def fields(document: OfficialDocument) -> set[str]:
        root = opened(document).root
        return {str(field["/T"]) for field in items(root["/AcroForm"]["/Fields"])} if "/AcroForm" in root else set()

    signatures = {LEADER, AGENCY}
    assert fields(notice()) == signatures
    assert fields(blank_notice()) == signatures | {TEXT_FIELDS["number"], TEXT_FIELDS["day"]}
    assert fields(blank_notice(month=None)) == signatures | set(TEXT_FIELDS.values())
    assert fields(blank_notice(is_draft=True)) == set()


def test_page_numbers_start_on_the_second_page() -> None:
    long = notice(blocks=BLOCKS * 4)
    document = pypdfium2.PdfDocument(write_pdf(long))
    lines = [page.get_textpage().get_text_range().split() for page in document]
    document.close()
    assert len(lines) >= 4
    assert lines[0][0] != "1"
    assert [line[0] for line in lines[1:]] == [str(number) for number in range(2, len(lines) + 1)]


def test_the_signature_never_stands_alone_on_a_page() -> None:
    """However long the text, the page of the signature holds words of the body as well."""
    for count in range(14, 30):
        blocks = tuple(Paragraph(text=f"Đoạn thứ {number} của văn bản.") for number in range(count))
        document = pypdfium2.PdfDocument(write_pdf(notice(blocks=blocks)))
        last = document[len(document) - 1].get_textpage().get_text_range()
        document.close()
        assert "Đoạn thứ" in last
        assert SIGNATURE.name in last
        assert RECIPIENTS[0] in last


def test_a_letter_the_font_lacks_becomes_a_box_not_an_error() -> None:
    assert "□" in text_of(write_pdf(notice(blocks=(Paragraph(text="Kết quả 好 và 😀 đạt."),))))


def test_tinos_has_every_vietnamese_letter() -> None:
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    letters = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in tones} | {"đ"}
    both = {form for letter in letters for form in (letter, letter.upper())}
    assert len(both) == 146
    assert {ord(letter) for letter in both} <= printable()
    assert fit("Đỗ Thị Ễ – “ừ” … 5%") == "Đỗ Thị Ễ – “ừ” … 5%"


def test_widths_are_those_of_times_new_roman() -> None:
    """Widths in thousandths: A 722, i 278, space 250 upright; A 722, i 278 bold (Times metrics)."""
    assert [round(face().width(letter, 1000)) for letter in "Ai "] == [722, 278, 250]
    assert [round(face(bold=True).width(letter, 1000)) for letter in "Ai"] == [722, 278]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_another_program_reads_the_same_words(tmp_path: Path) -> None:
    path = tmp_path / "thong-bao.pdf"
    path.write_bytes(write_pdf(notice()))
    told = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True).stdout
    for words in words_of(notice()):
        assert squeezed(words) in squeezed(told)
