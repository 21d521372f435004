"""The Word file: components, styles, headings, bookmarks, drafts."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from thongsuot.writing.lines import date_line, number_line, recipient_lines, with_end_mark
from thongsuot.writing.model import (
    Heading,
    ListItem,
    OfficialDocument,
    Paragraph,
    Run,
    Signature,
    Table,
    bookmark_name,
    document_count,
)
from thongsuot.writing.tests.notices import BLOCKS, SIGNATURE, blank_notice, notice
from thongsuot.writing.word import write_word


def opened(document: OfficialDocument) -> Any:
    return Document(io.BytesIO(write_word(document)))


def texts(document: OfficialDocument) -> list[str]:
    word = opened(document)
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    everywhere = [*word.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]
    return [paragraph.text for paragraph in everywhere if paragraph.text]


def test_number_and_day_stay_blank_until_issued() -> None:
    found = [" ".join(text.replace("\u00a0", " ").split()) for text in texts(blank_notice())]
    assert "Số: /TB-UBND" in found
    assert "Lạng Sơn, ngày tháng 10 năm 2024" in found
    assert number_line(blank_notice()).count("\u00a0") == 6  # room to write
    assert re.fullmatch(r"Lạng Sơn, ngày\s{4}tháng\s{4}năm 2024", date_line(blank_notice(month=None)))


@pytest.mark.parametrize(
    ("number", "day", "number_shown", "date_shown"),
    [
        (5, date(2024, 1, 9), "Số: 05/TB-UBND", "Lạng Sơn, ngày 09 tháng 01 năm 2024"),
        (10, date(2024, 2, 10), "Số: 10/TB-UBND", "Lạng Sơn, ngày 10 tháng 02 năm 2024"),
        (365, date(2024, 3, 1), "Số: 365/TB-UBND", "Lạng Sơn, ngày 01 tháng 3 năm 2024"),
        (1234, date(2024, 12, 31), "Số: 1234/TB-UBND", "Lạng Sơn, ngày 31 tháng 12 năm 2024"),
    ],
)
def test_number_and_day_as_the_law_writes_them(number: int, day: date, number_shown: str, date_shown: str) -> None:
    document = notice(number=number, day=day)
    assert (number_line(document), date_line(document)) == (number_shown, date_shown)


def test_counts_below_ten_take_a_zero_in_documents() -> None:
    assert [document_count(value) for value in (0, 4, 9, 10, 1659)] == ["0", "04", "09", "10", "1.659"]


def test_day_and_month_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="không khớp"):
        notice(day=date(2023, 1, 9))
    with pytest.raises(ValueError, match="không khớp"):
        notice(month=10)
    with pytest.raises(ValueError, match="từ 1 đến 12"):
        blank_notice(month=13)


def test_the_end_mark_follows_the_last_word_once() -> None:
    def end(*blocks: Any) -> str:
        last = with_end_mark(blocks)[-1]
        return "".join(run.text for run in last.pieces) if not isinstance(last, Heading) else last.text

    assert end(Paragraph(text="biết, thực hiện.")) == "biết, thực hiện./."
    assert end(Paragraph(text="biết, thực hiện./.")) == "biết, thực hiện./."
    assert end(Paragraph(runs=(Run("thực hiện "), Run("ngay", bold=True)))) == "thực hiện ngay./."
    assert end(ListItem("-", "cấp xã;")) == "cấp xã./."
    assert end(Heading("1.", "Phần một")) == "Phần một./."
    assert end(Table(("A",), (("1",),))) == "./."
    assert end() == "./."


def test_recipients_are_punctuated_however_they_were_typed() -> None:
    typed = notice(recipients=("- Chủ tịch UBND tỉnh;", "Các Sở.", "", "- Lưu: VT, NC (TPT)"))
    assert recipient_lines(typed) == ("- Chủ tịch UBND tỉnh;", "- Các Sở;", "- Lưu: VT, NC (TPT).")


def test_headings_open_the_navigation_pane_and_anchors_are_bookmarks() -> None:
    word = opened(notice())
    headings = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [
        ("Heading 1", "1. Kết quả nổi bật"),
        ("Heading 1", "2. Hạn chế"),
        ("Heading 1", "3. Nhiệm vụ trong thời gian tới"),
    ]
    marks = {mark.get(qn("w:name")) for mark in word.element.iter(qn("w:bookmarkStart"))}
    assert {bookmark_name(f"3.{part}") for part in range(1, 7)} | {"muc_3", "so_lieu_thu_tuc_cat_giam"} <= marks
    ids = [mark.get(qn("w:id")) for mark in word.element.iter(qn("w:bookmarkStart"))]
    assert len(ids) == len(set(ids))


def test_deeper_headings_keep_their_depth_and_repeated_anchors_one_bookmark() -> None:
    blocks = (Heading("1.", "Một"), Heading("1.1.", "Một một"), Heading("1.1.1.", "Sâu"), Paragraph("1.1.", "Lặp."))
    word = opened(notice(blocks=blocks))
    assert [p.style.name for p in word.paragraphs if "Heading" in p.style.name] == [f"Heading {n}" for n in (1, 2, 3)]
    marks = [mark.get(qn("w:name")) for mark in word.element.iter(qn("w:bookmarkStart"))]
    assert marks.count("muc_1_1") == 1


def test_the_signature_block_keeps_its_lines_in_order_and_its_note_over_the_name() -> None:
    right = opened(notice(signature=Signature(SIGNATURE.lines, SIGNATURE.name, "Ủy viên"))).tables[-1].cell(0, 1)
    assert [p.text for p in right.paragraphs] == [*SIGNATURE.lines, "Ủy viên", "Dương Công Hiệp"]


def test_drafts_and_sample_data_say_so_and_issued_papers_do_not() -> None:
    word = opened(blank_notice(is_draft=True, is_sample=True))
    assert "DỰ THẢO" in word.tables[0].cell(1, 0).text
    section = word.sections[0]
    assert section.footer.paragraphs[0].text == section.first_page_footer.paragraphs[0].text == "Dữ liệu minh họa"
    issued = opened(notice())
    assert "DỰ THẢO" not in issued.tables[0].cell(1, 0).text
    assert issued.sections[0].footer.paragraphs[0].text == ""


def test_properties_of_the_file_speak_vietnamese() -> None:
    word = opened(notice())
    properties = word.core_properties
    assert properties.title.startswith("Thông báo: Kết luận của Chủ tịch")
    assert (properties.author, properties.language) == ("Ủy ban nhân dân Tỉnh Lạng Sơn", "vi-VN")
    languages = {node.get(qn("w:val")) for node in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"vi-VN"}


def test_every_script_is_times_new_roman() -> None:
    fonts = opened(notice()).styles["Normal"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}


def test_a_table_repeats_its_head_and_refuses_ragged_rows() -> None:
    table = opened(notice()).tables[1]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in table.rows[1].cells] == ["1", "Giảm đơn vị sự nghiệp công lập", "20%", "13,94%"]
    with pytest.raises(ValueError, match="đúng số ô"):
        Table(("A", "B"), (("1",),))
    with pytest.raises(ValueError, match="số dương"):
        Table(("A", "B"), (("1", "2"),), (1, 0))


def test_words_given_twice_must_agree() -> None:
    with pytest.raises(ValueError, match="khác nhau"):
        Paragraph(text="một", runs=(Run("hai"),))
    assert Paragraph(text="một hai", runs=(Run("một "), Run("hai"))).pieces[1].text == "hai"


def test_letters_have_their_subject_under_the_number_and_addressees_over_the_text() -> None:
    one = texts(notice(kind="", subject="cử người dự họp", addressees=("Sở Nội vụ",)))
    assert "V/v cử người dự họp" in one
    assert "Kính gửi: Sở Nội vụ" in one
    two = texts(notice(kind="", subject="x", addressees=("Sở Nội vụ;", "- Sở Tư pháp")))
    assert [text for text in two if text.startswith(("Kính gửi", "- Sở N", "- Sở T"))] == [
        "Kính gửi:",
        "- Sở Nội vụ;",
        "- Sở Tư pháp.",
    ]


def test_the_notice_has_every_block() -> None:
    assert len([text for text in texts(notice()) if re.match(r"3\.\d\. ", text)]) == 6
    assert BLOCKS
