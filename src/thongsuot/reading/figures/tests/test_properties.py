"""Whatever the text, every figure points at its own words and nothing breaks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.kernel.figures import Figure
from thongsuot.reading.figures import DocumentContext, read_figures
from thongsuot.reading.figures.tests.reading_helpers import passages

PIECES = [
    "đạt",
    "87,5%",
    "xếp",
    "thứ",
    "5/63",
    "tỉnh,",
    "thành",
    "phố",
    "(tăng",
    "3",
    "bậc",
    "so",
    "với",
    "năm",
    "2022)",
    ";",
    ".",
    ",",
    ":",
    "Sở",
    "Nội",
    "vụ",
    "huyện",
    "Ba",
    "Vì",
    "Lào",
    "Cai",
    "cả",
    "nước",
    "12.450",
    "hồ",
    "sơ",
    "lần",
    "lượt",
    "và",
    "từ",
    "lên",
    "xuống",
    "còn",
    "không",
    "có",
    "thêm",
    "mục",
    "tiêu",
    "tối",
    "thiểu",
    "vượt",
    "kế",
    "hoạch",
    "tương",
    "ứng",
    "|",
    "“",
    "”",
    "\t",
    "1.",
    "phiên",
    "họp",
    "thứ",
    "tư",
    "trên",
    "dưới",
    "gần",
    "trong",
    "đó",
    "Chỉ",
    "số",
    "SIPAS",
    "PAR",
    "INDEX",
    "điểm",
    "giảm",
    "0,35",
    "–",
    "50",
    "52",
    "%",
    "/",
    "triệu",
    "đồng",
    "năm",
    "2023",
    "mức",
    "độ",
    "C",
    "loại",
    "Tốt",
]


def _check(text: str) -> list[Figure]:
    figures = read_figures(text, passages(text), [], DocumentContext(place="Tỉnh Mẫu", default_year=2024))
    for figure in figures:
        for span in (figure.span, *figure.other_spans):
            assert 0 <= span.start < span.end <= len(text)
        assert text[figure.span.start : figure.span.end] == figure.quote
        assert figure.value_span is not None
        assert figure.quote == figure.quote.strip()
    return figures


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_any_order_of_words(text: str) -> None:
    _check(text)


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text(text: str) -> None:
    _check(text)


def test_nothing_from_nothing() -> None:
    assert _check("") == []
    assert read_figures("abc", [], [], DocumentContext()) == []
