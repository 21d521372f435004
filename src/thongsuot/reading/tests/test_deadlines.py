"""Deadlines as given (product B12)."""

from __future__ import annotations

from datetime import date

import pytest

from thongsuot.reading.directives.deadlines import find_deadline

GIVEN = date(2024, 10, 10)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("trình UBND tỉnh ban hành trong tháng 11/2024", date(2024, 11, 30)),
        ("báo cáo trước ngày 15/12", date(2024, 12, 15)),
        ("hoàn thành chậm nhất ngày 20 tháng 12 năm 2024", date(2024, 12, 20)),
        ("xong trong quý IV", date(2024, 12, 31)),
        ("từ nay đến cuối năm các sở cần đẩy mạnh", date(2024, 12, 31)),
        ("báo cáo trước ngày 15/01", date(2025, 1, 15)),
        ("hoàn thành trước tháng 12/2024", date(2024, 11, 30)),
        ("phấn đấu đến hết năm 2025 đạt 80%", date(2025, 12, 31)),
        ("đẩy nhanh tiến độ thực hiện Kế hoạch năm 2024", date(2024, 12, 31)),
        ("hoàn thành 100% chỉ tiêu được giao trong năm 2024", date(2024, 12, 31)),
    ],
)
def test_days(words: str, day: date) -> None:
    found = find_deadline(words, GIVEN)
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    "words",
    [
        "thực hiện Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng",
        "thực hiện Nghị quyết về chuyển đổi số đến năm 2025, định hướng đến năm 2030",
        "chấm mức độ hoàn thành việc của từng cơ quan năm 2024",
        "khắc phục hạn chế đã chỉ ra trong năm 2023",
        "hoàn thành mục tiêu đề ra trong năm 2024 và giai đoạn 2021-2025",
        "nâng cao chỉ số trong năm 2024 và những năm tiếp theo",
        "giải quyết dứt điểm hồ sơ phát sinh trước ngày 01/7/2024",
    ],
)
def test_dates_that_are_no_deadline(words: str) -> None:
    assert find_deadline(words, GIVEN) is None


@pytest.mark.parametrize("words", ["báo cáo trước ngày 25 hằng tháng", "gửi trước ngày 05 hàng tháng"])
def test_rhythm_has_no_day(words: str) -> None:
    found = find_deadline(words, GIVEN)
    assert found is None or found.day is None


def test_unknown_year_keeps_the_words() -> None:
    found = find_deadline("gửi báo cáo trước ngày 25-10", None)
    assert found is not None
    assert (found.day, found.text) == (None, "trước ngày 25-10")
