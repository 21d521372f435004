"""Deadlines of directives and the reporting windows of NĐ 09/2019."""

from datetime import date

import pytest

from thongsuot.kernel import periods
from thongsuot.kernel.cutoffs import reporting_window
from thongsuot.kernel.periods import Period, deadline, find_deadline

WRITTEN = date(2024, 10, 10)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ban hành trong tháng 7/2022", "2022-07-31"),
        ("trong tháng 6/2022", "2022-06-30"),
        ("trong quý IV/2024", "2024-12-31"),
        ("hoàn thành trong năm 2024", "2024-12-31"),
        ("cuối năm 2024", "2024-12-31"),
        ("từ nay đến cuối năm", "2024-12-31"),
        ("trước ngày 15/11/2024", "2024-11-15"),
        ("trước 30/11", "2024-11-30"),
        ("trước tháng 12/2024", "2024-11-30"),
        ("chậm nhất ngày 20 tháng 11 năm 2024", "2024-11-20"),
        ("đến hết quý III năm 2025", "2025-09-30"),
        ("cuối tháng 2/2024", "2024-02-29"),
        ("giữa tháng 11", "2024-11-15"),
        ("hết quý IV", "2024-12-31"),
        ("trong tháng 1", "2025-01-31"),
        ("trước ngày 15/1", "2025-01-15"),
    ],
)
def test_the_day_a_deadline_falls_on(text: str, day: str) -> None:
    assert deadline(text, WRITTEN) == date.fromisoformat(day)


def test_a_day_just_past_is_overdue_not_of_next_year() -> None:
    assert deadline("trước ngày 05/10", WRITTEN) == date(2024, 10, 5)


@pytest.mark.parametrize(
    "text", ["", "khẩn trương", "đầu tháng 11/2024", "từ tháng 11/2024", "trong thời gian tới", "quý III"]
)
def test_where_no_day_is_set_none_is_invented(text: str) -> None:
    assert deadline(text) is None


def test_before_a_day_is_marked_exclusive() -> None:
    found = find_deadline("gửi về Sở trước ngày 15/11/2024.", WRITTEN)
    assert found is not None
    assert (found.day, found.exclusive, found.last_day) == (date(2024, 11, 15), True, date(2024, 11, 14))


def test_the_place_of_the_deadline_is_kept() -> None:
    text = "Giao Sở hoàn thành trong tháng 7/2022."
    found = find_deadline(text)
    assert found is not None
    assert text[found.start : found.end] == "tháng 7/2022"
    assert found.last_day == found.day


@pytest.mark.parametrize(
    ("period", "start", "end", "status"),
    [
        (periods.month(2024, 7), "2024-06-15", "2024-07-14", "official"),
        (periods.month(2024, 1), "2023-12-15", "2024-01-14", "official"),
        (periods.quarter(2024, 3), "2024-06-15", "2024-09-14", "official"),
        (periods.quarter(2024, 1), "2023-12-15", "2024-03-14", "official"),
        (periods.half(2024, 1), "2023-12-15", "2024-06-14", "official"),
        (periods.half(2024, 2), "2024-06-15", "2024-12-14", "official"),
        (periods.year(2024), "2023-12-15", "2024-12-14", "official"),
        (periods.nine_months(2024), "2023-12-15", "2024-09-14", "to-verify"),
    ],
)
def test_reporting_windows_of_decree_09_2019(period: Period, start: str, end: str, status: str) -> None:
    window = reporting_window(period)
    assert (window.start, window.end) == (date.fromisoformat(start), date.fromisoformat(end))
    assert window.status == status
    assert window.reference.startswith("NĐ 09/2019/NĐ-CP, Điều 12")


@pytest.mark.parametrize("period", [periods.stage(2021, 2025), periods.quarter(None, 3), periods.as_of(None)])
def test_only_periodic_reports_have_a_window(period: Period) -> None:
    with pytest.raises(ValueError, match="không phải kỳ báo cáo định kỳ"):
        reporting_window(period)
