from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.kernel.figures import Direction
from thongsuot.steering.plans.importing.domain import (
    Line,
    RowKind,
    due_told,
    kind_of,
    parents_of,
    read_aim,
    read_due,
    sequence_gap,
    tidy,
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("trong tháng 7/2022", date(2022, 7, 31)),
        ("Quý III", date(2026, 9, 30)),
        ("Quý IV năm 2026", date(2026, 12, 31)),
        ("30/6", date(2026, 6, 30)),
        ("Trước ngày 15/11", date(2026, 11, 14)),
        ("12/2026", date(2026, 12, 31)),
        ("2026", date(2026, 12, 31)),
        ("Trong năm", date(2026, 12, 31)),
        ("Cả năm", date(2026, 12, 31)),
        ("Tháng 3-6/2026", date(2026, 6, 30)),
        ("Tháng 3 - tháng 6", date(2026, 6, 30)),
        ("Từ tháng 3 đến tháng 6/2026", date(2026, 6, 30)),
        ("Quý II - Quý III/2026", date(2026, 9, 30)),
        ("15/12 hằng năm", date(2026, 12, 15)),
        ("Tháng 02/2026", date(2026, 2, 28)),
    ],
)
def test_deadlines_as_offices_write_them(text, day):
    found = read_due(text, 2026)
    assert (found.day, found.note, found.text) == (day, "", text)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Thường xuyên", "không có ngày cụ thể"),
        ("Hằng quý", "không có ngày cụ thể"),
        ("Hàng tháng", "không có ngày cụ thể"),
        ("Tháng 6, 12", "nêu nhiều mốc"),
        ("Tháng 6 và tháng 12", "nêu nhiều mốc"),
        ("Quý II, IV", "nêu nhiều mốc"),
        ("Tháng 3, 6, 9, 12", "nêu nhiều mốc"),
        ("trước 30/6 và 31/12/2026", "nêu nhiều mốc"),
        ("Theo hướng dẫn của Trung ương", "Chưa hiểu thời hạn"),
    ],
)
def test_words_that_mean_no_one_day_are_kept_and_told(text, note):
    found = read_due(text, 2026)
    assert found.day is None
    assert found.text == text
    assert note in found.note
    assert not found.bad


def test_a_day_no_calendar_has_is_bad():
    assert read_due("31/02/2026", 2026).bad
    assert read_due("", 2026) == read_due("   ", 2026)


def test_how_a_dry_run_shows_a_deadline():
    assert due_told(read_due("trong tháng 7/2022", 2022)) == "trong tháng 7/2022 (31/07/2022)"
    assert due_told(read_due("30/06/2026", 2026)) == "30/06/2026"
    assert due_told(read_due("", 2026)) == "chưa có hạn"


@pytest.mark.parametrize(
    ("text", "unit", "value", "direction", "measured_in"),
    [
        ("≥ 20%", "", "20", Direction.AT_LEAST, "%"),
        ("tối thiểu 10%", "", "10", Direction.AT_LEAST, "%"),
        ("Không quá 5%", "", "5", Direction.AT_MOST, "%"),
        ("50 thủ tục", "", "50", Direction.AT_LEAST, "thủ tục"),
        ("80", "%", "80", Direction.AT_LEAST, "%"),
        ("Từ 33,8% trở lên", "", "33.8", Direction.AT_LEAST, "%"),
        ("1.500 người", "", "1500", Direction.AT_LEAST, "người"),
        ("Tối thiểu 80% hồ sơ nộp trực tuyến", "", "80", Direction.AT_LEAST, "%"),
    ],
)
def test_aims(text, unit, value, direction, measured_in):
    found = read_aim(text, unit)
    assert found is not None
    assert (found.value, found.direction, found.unit) == (Decimal(value), direction, measured_in)


@pytest.mark.parametrize(
    "text", ["", "Hoàn thành", "50 - 52", "Đạt 1,659.5 ngày", "theo Kế hoạch số 04", "01 quý/lần 2"]
)
def test_what_states_no_single_number_is_no_aim(text):
    assert read_aim(text) is None


def test_the_kinds_of_rows():
    heading = tidy(Line("I. CẢI CÁCH THỂ CHẾ", ""))
    assert heading == Line("I", "CẢI CÁCH THỂ CHẾ")
    assert kind_of(heading, None, None) is RowKind.HEADING
    task = Line("1", "Rà soát văn bản", filled=True)
    assert kind_of(task, None, None) is RowKind.TASK
    assert kind_of(Line("1", "Rà soát văn bản", filled=True), task, None) is RowKind.MORE
    assert kind_of(Line("", "", "Tỷ lệ hồ sơ trực tuyến", True), task, None) is RowKind.TARGET
    assert kind_of(Line("3", "", filled=True), task, None) is RowKind.BAD
    assert kind_of(Line("(1)", "(2)"), None, None) is RowKind.NOTHING
    assert kind_of(Line("", "Tổng cộng"), task, None) is RowKind.NOTHING
    assert kind_of(Line("2", "Tuyên truyền"), task, Line("2.1", "Mở chuyên mục")) is RowKind.HEADING
    assert kind_of(Line("2", "Tuyên truyền"), task, Line("3", "Kiểm tra")) is RowKind.TASK
    assert kind_of(tidy(Line("Cơ quan thường trực Ban Chỉ đạo:", "")), task, None) is RowKind.HEADING


def test_headings_nest_by_their_numbering():
    assert parents_of(["I", "1", "2", "II", "1"]) == [None, 0, 0, None, 3]
    assert parents_of(["A", "I", "II", "B", "I", "C", "I"]) == [None, 0, 0, None, 3, None, 5]
    assert parents_of(["1", "1.1", "1.2", "2"]) == [None, 0, 0, None]


def test_a_row_that_may_have_been_lost():
    assert sequence_gap("11", "13")
    assert not sequence_gap("11", "12")
    assert not sequence_gap("11", "1")
    assert not sequence_gap("a", "c")


@given(st.text(max_size=40))
@settings(max_examples=100)
def test_no_cell_breaks_the_reading(text):
    due = read_due(text, 2026)
    assert due.day is None or not due.note
    read_aim(text)
    tidy(Line(text, ""))
