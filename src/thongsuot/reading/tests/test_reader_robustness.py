"""Any text is read without failing, every span is verbatim, and reading twice gives the same."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.reading.reader import read_text

DOCUMENTS = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent / "documents").glob("*.txt"))]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(DOCUMENTS), st.data())
def test_any_slice_of_a_document(document: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(document)))
    end = data.draw(st.integers(start, len(document)))
    reading = read_text(document[start:end])
    for item in (*reading.directives, *reading.limitations, *reading.figures):
        assert reading.text[item.span.start : item.span.end] == item.quote
    assert read_text(document[start:end]) == reading


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="yêu cầu giao Sở UBND 0123456789.,;:()“”\n-/%*", max_size=200))
def test_any_text(text: str) -> None:
    read_text(text)


def test_long_line_without_a_stop_is_read_in_time() -> None:
    read_text("các cơ quan, đơn vị thực hiện tốt, " * 3000)
