"""What is written can be read back by the reader of this same program: parts, numbering, recipients, words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thongsuot.reading.inputs import load_document
from thongsuot.reading.model import PassageKind
from thongsuot.reading.reader import read_text
from thongsuot.writing.checking import check_word
from thongsuot.writing.lines import clean
from thongsuot.writing.model import Heading, ListItem, OfficialDocument, Paragraph, Run, Signature, Table
from thongsuot.writing.pdf import write_pdf
from thongsuot.writing.tests.notices import RECIPIENTS, SIGNATURE, blank_notice, notice
from thongsuot.writing.tests.test_pdf import squeezed, text_of
from thongsuot.writing.word import write_word


def loaded(document: OfficialDocument, folder: Path, suffix: str) -> str:
    path = folder / f"thong-bao.{suffix}"
    path.write_bytes(write_word(document) if suffix == "docx" else write_pdf(document))
    return load_document(path).text


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_our_reader_finds_parts_numbering_and_recipients_again(tmp_path: Path, suffix: str) -> None:
    reading = read_text(loaded(notice(), tmp_path, suffix), file_name=f"thong-bao.{suffix}")
    anchors = [passage.anchor for passage in reading.passages]
    assert {f"3.{part}" for part in range(1, 7)} <= set(anchors)
    headings = [passage.text for passage in reading.passages if passage.kind is PassageKind.HEADING]
    assert headings[:1] + headings[-1:] == ["1. Kết quả nổi bật", "3. Nhiệm vụ trong thời gian tới"]
    recipients = " ".join(p.text for p in reading.passages if p.kind is PassageKind.RECIPIENTS)
    assert all(recipient in recipients for recipient in RECIPIENTS)
    signature = " ".join(p.text for p in reading.passages if p.kind is PassageKind.SIGNATURE)
    assert [word in signature for word in (*SIGNATURE.lines, SIGNATURE.name)] == [True] * 4


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_the_blank_notice_reads_like_the_blank_ones_of_real_life(tmp_path: Path, suffix: str) -> None:
    text = " ".join(loaded(blank_notice(), tmp_path, suffix).replace("\u00a0", " ").split())
    assert re.search(r"Số: ?/TB-UBND", text)
    assert re.search(r"Lạng Sơn, ngày tháng 10 năm 2024", text)
    assert read_text(text).meeting.doc_number is None


def test_word_and_pdf_say_the_same(tmp_path: Path) -> None:
    def words(suffix: str) -> list[str]:
        return sorted(loaded(notice(), tmp_path, suffix).replace("|", " ").split())

    assert words("docx") == words("pdf")


@pytest.mark.sources
def test_the_foot_of_a_real_notice_survives(sources_dir: Path, tmp_path: Path) -> None:
    """S4: three lines of capacity, the name, six recipients, six numbered tasks; printed from data, read again."""
    source = load_document(next(sources_dir.glob("004_*.txt"))).text
    lines = [line.strip() for line in source.splitlines() if line.strip()]
    foot = lines[lines.index("Nơi nhận:") :]
    recipients = tuple(line for line in foot if line.startswith("-"))
    capacity, name = tuple(line for line in foot if line.isupper()), foot[-1]
    assert (len(recipients), len(capacity)) == (6, 3)
    numbered = [re.match(r"(3\.\d\.) (.*)", line) for line in lines]
    tasks = tuple(Paragraph(found[1], found[2]) for found in numbered if found)
    document = blank_notice(
        recipients=recipients, signature=Signature(capacity, name), blocks=(Heading("3.", "Nhiệm vụ"), *tasks)
    )
    assert check_word(write_word(document)) == []
    for suffix in ("docx", "pdf"):
        again = [line.strip() for line in loaded(document, tmp_path, suffix).splitlines() if line.strip()]
        joined = squeezed(" ".join(again))
        assert all(squeezed(line) in joined for line in (*recipients, *capacity, name))
        assert [label for line in again for label in re.findall(r"^3\.\d\.", line)] == [f"3.{n}." for n in range(1, 7)]


LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệóòỏõọốồổỗộớờởỡợúùủũụứừửữựíìỉĩịýỳỷỹỵ"
anything = st.text(
    alphabet=LETTERS + LETTERS.upper() + " 0123456789.,;:()/%-–“”…\n\t\u00a0#$*_@\\<>&\"'[]{}~^`|=+!?", max_size=80
)
wild = st.text(max_size=30)
words = st.one_of(anything, wild)
runs = st.lists(
    st.builds(Run, text=words, italic=st.booleans(), bold=st.booleans(), figure=st.sampled_from(["", "k-1", "k 2"])),
    min_size=1,
    max_size=4,
).map(tuple)
labels = st.sampled_from(["", "1.", "1.1.", "2.3.4.", "a)", "-", "I.", "Điều 1."])
tables = st.integers(1, 4).flatmap(
    lambda columns: st.builds(
        Table,
        st.tuples(*[words] * columns),
        st.lists(st.tuples(*[words] * columns), max_size=4).map(tuple),
    )
)
blocks = st.lists(
    st.one_of(
        st.builds(Heading, labels, words, words),
        st.builds(Paragraph, label=labels, text=words, anchor=words),
        st.builds(Paragraph, label=labels, runs=runs),
        st.builds(ListItem, labels, words),
        tables,
    ),
    max_size=6,
).map(tuple)
documents = st.builds(
    notice,
    blocks=blocks,
    subject=words,
    kind=st.sampled_from(["", "Thông báo", "Kế hoạch"]),
    issuer=words,
    superior=words,
    symbol=words,
    place=words,
    recipients=st.lists(words, max_size=4).map(tuple),
    addressees=st.lists(words, max_size=3).map(tuple),
    signature=st.builds(Signature, st.lists(words, max_size=3).map(tuple), words, words),
    is_draft=st.booleans(),
    is_sample=st.booleans(),
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=documents)
def test_no_text_and_no_nesting_breaks_a_writer_or_the_linter(document: OfficialDocument) -> None:
    check_word(write_word(document))
    assert write_pdf(document).startswith(b"%PDF")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    texts=st.lists(
        st.text(alphabet=LETTERS + LETTERS.upper() + " 0123456789,()%", min_size=1, max_size=200),
        min_size=1,
        max_size=5,
    )
)
def test_every_vietnamese_word_is_in_both_files(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    document = notice(blocks=tuple(Paragraph(text=text) for text in texts))
    folder = tmp_path_factory.mktemp("words")
    word, pdf = squeezed(loaded(document, folder, "docx")), squeezed(text_of(write_pdf(document)))
    for text in texts:
        for one in clean(text).split():
            assert squeezed(one) in word
            assert squeezed(one) in pdf or squeezed(one) in pdf.replace("-", "")
