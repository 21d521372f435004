from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from thongsuot.platform.imports.cells import Cells
from thongsuot.platform.imports.domain import Column

COLUMNS = {
    "unit": Column("unit", "Đơn vị", required=True),
    "value": Column("value", "Giá trị"),
    "day": Column("day", "Ngày"),
}


def cells(**values: str) -> Cells:
    return Cells(7, values, COLUMNS)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.659,5", Decimal("1659.5")),
        ("33,8%", Decimal("33.8")),
        ("-", None),
        ("", None),
        ("…", None),
        ("0", Decimal(0)),
    ],
)
def test_numbers_and_their_absence(text, value):
    row = cells(value=text)
    assert row.number_or_none("value") == value
    assert row.problems == []


def test_a_number_with_two_readings_is_asked_about():
    row = cells(value="1,659.5")
    assert row.number_or_none("value") is None
    (problem,) = row.problems
    assert (problem.row, problem.column, problem.value) == (7, "Giá trị", "1,659.5")
    assert "Có phải là 1.659,5?" in problem.message


@pytest.mark.parametrize(("text", "day"), [("9/10/2024", date(2024, 10, 9)), ("", None), ("-", None)])
def test_days(text, day):
    row = cells(day=text)
    assert row.day_or_none("day") == day and not row.problems


@pytest.mark.parametrize(
    ("read", "words"),
    [
        (lambda row: row.day_or_none("day"), "không phải là ngày"),
        (lambda row: row.whole_or_none("value"), "số nguyên"),
        (lambda row: row.text("unit"), "Thiếu «Đơn vị»"),
        (lambda row: row.choice("value", {"Có": "yes", "Không": "no"}), "Chọn một trong: Có, Không"),
    ],
)
def test_problems_say_how_to_mend(read, words):
    row = cells(day="31/2/2024", value="1,5")
    assert read(row) is None or read(row) == ""
    assert words in row.problems[0].message


def test_choices_ignore_case():
    assert cells(value="CÓ").choice("value", {"Có": "yes"}) == "yes"
