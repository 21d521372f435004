"""S4 from paste to print: the same parts, numbering, signature block and recipients (issue 3, «It must show»)."""

from __future__ import annotations

import re

import pytest

from thongsuot.reading.inputs.word import read_docx
from thongsuot.reading.reader import read_text
from thongsuot.registry.documents.models import Document
from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.notices.actions import DraftFromDocument, FromDocument
from thongsuot.steering.notices.files import faults_of, word_of
from thongsuot.steering.notices.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.sources]
S4_BLOCK = ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]
S4_RECIPIENTS = [
    "Chủ tịch, các PCT UBND tỉnh",
    "Ban Pháp chế HĐND tỉnh",
    "Các Sở, Ban, ngành",
    "UBND các huyện, thành phố",
    "C, PCVP UBND tỉnh, các phòng CV, TTTT",
    "Lưu: VT, NC (TPT)",
]


@pytest.fixture
def notice(s4: Document, offices: Offices, staff: Staff) -> Notice:
    made = DraftFromDocument.run(staff.secretary, FromDocument(s4.key))
    return Notice.objects.get(key=made.key)


def test_the_parts_and_their_numbers_are_those_of_the_paper(notice: Notice) -> None:
    headings = list(notice.paragraphs.filter(depth=0).values_list("label", "role", "text"))
    assert headings == [
        ("1", "results", "Một số kết quả nổi bật đạt được trong 9 tháng đầu năm 2024"),
        ("2", "limitations", "Tồn tại, hạn chế"),
        ("3", "tasks", "Phương hướng, nhiệm vụ trọng tâm trong thời gian tới"),
    ]
    numbered = notice.paragraphs.filter(is_numbered=True, depth=1).values_list("label", flat=True)
    assert list(numbered) == ["3.1", "3.2", "3.3", "3.4", "3.5", "3.6"]
    assert notice.paragraphs.filter(role="results", is_numbered=False).count() == 7
    assert notice.paragraphs.filter(role="limitations", is_numbered=False).count() == 6
    assert notice.closing.endswith("biết, thực hiện./.")


def test_number_and_day_stay_blank_as_in_the_paper(notice: Notice) -> None:
    assert (notice.number, notice.dated, notice.month, notice.year) == (None, None, 10, 2024)
    assert (notice.symbol, notice.place, notice.issuer) == ("TB-UBND", "Lạng Sơn", "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN")


def test_the_block_and_the_recipients_are_those_of_the_paper(notice: Notice) -> None:
    assert (notice.signature_lines, notice.signer_name) == (S4_BLOCK, "Dương Công Hiệp")
    assert (notice.signing_form, notice.principal) == ("tl", "CHỦ TỊCH")
    assert list(notice.recipients.values_list("text", flat=True)) == S4_RECIPIENTS


def test_what_was_set_aside_is_not_printed_again(notice: Notice) -> None:
    """Asterisks of 3.2 are noise of the paste, not words of the paper (C14)."""
    assert "*" not in "".join(notice.paragraphs.values_list("text", flat=True))
    assert "“Nâng cao tỷ lệ thanh toán trực tuyến" in notice.paragraphs.get(label="3.2").text


def test_figures_read_in_it_stay_bound(notice: Notice) -> None:
    shown = {one.shown for row in notice.paragraphs.all() for one in row.figures.all()}
    assert {"33,8%", "41,05%", "13,94%"} <= {found for one in shown for found in re.findall(r"[\d,]+%", one)}
    assert "không có" in " ".join(shown)  # N109: «không có» is the figure 0


def test_printed_again_it_reads_as_it_was_read(notice: Notice, s4: Document) -> None:
    """Word out, Word in: every numbered place, the block and the recipients come back."""
    before, after = read_text(s4.text), read_text(read_docx(word_of(notice)))
    assert _numbered(after) == _numbered(before)
    assert _of_kind(after, "signature") == [*S4_BLOCK, "Dương Công Hiệp"] == _of_kind(before, "signature")
    assert _of_kind(after, "recipients") == _of_kind(before, "recipients")
    assert [_bare(one.text) for one in after.passages if one.role] == [
        _bare(one.text) for one in before.passages if one.role
    ]


def test_its_word_file_keeps_to_the_layout(notice: Notice) -> None:
    assert faults_of(notice) == []


def test_taken_twice_it_is_one_notice(notice: Notice, s4: Document, staff: Staff) -> None:
    assert DraftFromDocument.run(staff.secretary, FromDocument(s4.key)).key == notice.key


def _numbered(reading) -> list[tuple[str, str]]:
    return [(one.kind.value, one.anchor) for one in reading.passages if one.anchor[0].isdigit()]


def _of_kind(reading, kind: str) -> list[str]:
    return [one.text.strip() for one in reading.passages if one.kind == kind]


def _bare(text: str) -> str:
    return " ".join(text.replace("*", "").split())
