"""Tables that lost their lines on the way into plain text."""

from __future__ import annotations

from decimal import Decimal

from thongsuot.reading.figures.tests.reading_helpers import read

PIPES = """Kết quả Chỉ số cải cách hành chính các sở năm 2023
STT | Đơn vị | Điểm | Xếp hạng | Xếp loại
1 | Sở Nội vụ | 95,21 | 1 | Tốt
2 | Sở Tư pháp | 94,6 | 2/19 | Khá
Sau đó Sở Tài chính được thưởng 05 điểm."""
SPACES = """Bảng xếp hạng chỉ số SIPAS (điểm)
1 TP. Đà Nẵng 90,12 1
2 Quảng Ninh 89,5 2
3 Huyện Ba Vì 88,4 3"""
STACKED = """Tình hình thực hiện
STT
Địa phương
Số hồ sơ
Tỷ lệ đúng hạn (%)
1
Huyện Mai Châu
12.345
98,7
2
Huyện Tân Lạc
9.870
97,5
Hết bảng."""
PLANNED = """| TT | Chỉ tiêu | ĐVT | Kế hoạch | Thực hiện 6 tháng đầu năm 2024 |
|---|---|---|---|---|
| 1 | Tỷ lệ hồ sơ trực tuyến | % | 70 | 65,4 |
| 2 | Số TTHC cắt giảm | TTHC | 50 | 54 |"""


def test_columns_join_the_score_of_their_row() -> None:
    first, second, after = read(PIPES)
    assert (first.org, first.value, first.unit, first.rank, first.grade) == (
        "Sở Nội vụ",
        Decimal("95.21"),
        "điểm",
        1,
        "Tốt",
    )
    assert (second.rank, second.out_of, second.period and second.period.text) == (2, 19, "năm 2023")
    assert first.name == "Kết quả Chỉ số cải cách hành chính các sở năm 2023"
    assert (after.value, after.org) == (5, "Sở Tài chính")


def test_rows_parted_by_spaces() -> None:
    figures = read(SPACES)
    assert [(figure.org, figure.rank) for figure in figures] == [("Đà Nẵng", 1), ("Quảng Ninh", 2), ("Huyện Ba Vì", 3)]
    assert {figure.unit for figure in figures} == {"điểm"}


def test_rows_that_begin_with_a_place() -> None:
    figures = read("Điểm PCI Hạng Nhóm\nYên Bái 66,95 18 Khá\nLào Cai 67,38 12 Tốt\nSơn La 63,2 41 Khá")
    assert [(f.org, f.value, f.rank, f.grade) for f in figures] == [
        ("Yên Bái", Decimal("66.95"), 18, "Khá"),
        ("Lào Cai", Decimal("67.38"), 12, "Tốt"),
        ("Sơn La", Decimal("63.2"), 41, "Khá"),
    ]


def test_one_cell_a_line() -> None:
    figures = read(STACKED)
    assert [(figure.value, figure.unit) for figure in figures] == [
        (12345, "hồ sơ"),
        (Decimal("98.7"), "%"),
        (9870, "hồ sơ"),
        (Decimal("97.5"), "%"),
    ]


def test_plan_and_actual() -> None:
    figures = read(PLANNED)
    assert [(figure.name, figure.value, figure.target, figure.unit) for figure in figures] == [
        ("Tỷ lệ hồ sơ trực tuyến", Decimal("65.4"), 70, "%"),
        ("Số TTHC cắt giảm", 54, 50, "TTHC"),
    ]


def test_quotations_of_tables_are_verbatim() -> None:
    for text in (PIPES, SPACES, STACKED, PLANNED):
        assert all(text[figure.span.start : figure.span.end] == figure.quote for figure in read(text))


def test_letterheads_and_numbered_paragraphs_are_no_tables() -> None:
    assert not read("Số: 45/BC-UBND | Hà Tĩnh, ngày 12 tháng 3 năm 2024\nKính gửi: | Bộ Nội vụ")
    assert not read("1 Nâng cao nhận thức\n2 Hoàn thiện thể chế\n3 Phát triển hạ tầng")
