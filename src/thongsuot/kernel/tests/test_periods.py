"""Periods and dates: product.md §3.5 «Input of dates», D03, and the forms of the sources (T2, T9)."""

import itertools
from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.kernel import periods
from thongsuot.kernel.periods import Period, PeriodKind, UnknownPeriod, find_periods, parse_date, parse_period


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("tháng 7/2022", PeriodKind.MONTH, "2022-07-01", "2022-07-31"),
        ("trong tháng 7/2022", PeriodKind.MONTH, "2022-07-01", "2022-07-31"),
        ("tháng 9-2022", PeriodKind.MONTH, "2022-09-01", "2022-09-30"),
        ("tháng 02 năm 2024", PeriodKind.MONTH, "2024-02-01", "2024-02-29"),
        ("quý III năm 2024", PeriodKind.QUARTER, "2024-07-01", "2024-09-30"),
        ("quý III/2024", PeriodKind.QUARTER, "2024-07-01", "2024-09-30"),
        ("Quý 4/2024", PeriodKind.QUARTER, "2024-10-01", "2024-12-31"),
        ("6 tháng đầu năm 2022", PeriodKind.HALF, "2022-01-01", "2022-06-30"),
        ("6 tháng cuối năm 2022", PeriodKind.HALF, "2022-07-01", "2022-12-31"),
        ("nửa đầu năm 2022", PeriodKind.HALF, "2022-01-01", "2022-06-30"),
        ("sáu tháng đầu năm 2022", PeriodKind.HALF, "2022-01-01", "2022-06-30"),
        ("9 tháng đầu năm 2024", PeriodKind.NINE_MONTHS, "2024-01-01", "2024-09-30"),
        ("9 tháng năm 2024", PeriodKind.NINE_MONTHS, "2024-01-01", "2024-09-30"),
        ("3 tháng cuối năm 2024", PeriodKind.QUARTER, "2024-10-01", "2024-12-31"),
        ("3 tháng đầu năm 2024", PeriodKind.QUARTER, "2024-01-01", "2024-03-31"),
        ("10 tháng đầu năm 2024", PeriodKind.OTHER, "2024-01-01", "2024-10-31"),
        ("năm 2022", PeriodKind.YEAR, "2022-01-01", "2022-12-31"),
        ("2022", PeriodKind.YEAR, "2022-01-01", "2022-12-31"),
        ("giai đoạn 2021 - 2025", PeriodKind.STAGE, "2021-01-01", "2025-12-31"),
        ("giai đoạn 2021-2030", PeriodKind.STAGE, "2021-01-01", "2030-12-31"),
        ("2020 – 2025", PeriodKind.STAGE, "2020-01-01", "2025-12-31"),
        ("từ năm 2015 đến năm 2020", PeriodKind.STAGE, "2015-01-01", "2020-12-31"),
        ("lũy kế từ năm 2015 đến nay", PeriodKind.CUMULATIVE, "2015-01-01", None),
        ("luỹ kế từ năm 2015 đến 30/9/2024", PeriodKind.CUMULATIVE, "2015-01-01", "2024-09-30"),
        ("từ năm 2015 đến nay", PeriodKind.CUMULATIVE, "2015-01-01", None),
        ("đến 18/10/2022", PeriodKind.AS_OF, None, "2022-10-18"),
        ("tính đến ngày 15/9/2025", PeriodKind.AS_OF, None, "2025-09-15"),
        ("đến hết tháng 9/2024", PeriodKind.AS_OF, None, "2024-09-30"),
        ("đến hết quý II/2025", PeriodKind.AS_OF, None, "2025-06-30"),
        ("đến năm 2025", PeriodKind.AS_OF, None, "2025-12-31"),
        ("18/10/2022", PeriodKind.DAY, "2022-10-18", "2022-10-18"),
        ("9/10/24", PeriodKind.DAY, "2024-10-09", "2024-10-09"),
        ("09-10-2024", PeriodKind.DAY, "2024-10-09", "2024-10-09"),
        ("18.9.2024", PeriodKind.DAY, "2024-09-18", "2024-09-18"),
        ("ngày 10 tháng 10 năm 2024", PeriodKind.DAY, "2024-10-10", "2024-10-10"),
        ("từ ngày 15/12/2023 đến ngày 14/9/2024", PeriodKind.OTHER, "2023-12-15", "2024-09-14"),
        ("từ 18/10 đến 31/12/2022", PeriodKind.OTHER, "2022-10-18", "2022-12-31"),
        ("từ 15/12 đến 14/6/2024", PeriodKind.OTHER, "2023-12-15", "2024-06-14"),
        ("từ tháng 1 đến hết tháng 9/2024", PeriodKind.NINE_MONTHS, "2024-01-01", "2024-09-30"),
        ("từ tháng 3 đến tháng 5 năm 2024", PeriodKind.OTHER, "2024-03-01", "2024-05-31"),
        ("từ tháng 11/2023 đến tháng 2/2024", PeriodKind.OTHER, "2023-11-01", "2024-02-29"),
        ("2024-10-09", PeriodKind.DAY, "2024-10-09", "2024-10-09"),
        ("quý III và IV/2024", PeriodKind.HALF, "2024-07-01", "2024-12-31"),
        ("Q3/2024", PeriodKind.QUARTER, "2024-07-01", "2024-09-30"),
        ("T9/2024", PeriodKind.MONTH, "2024-09-01", "2024-09-30"),
        ("9T/2024", PeriodKind.NINE_MONTHS, "2024-01-01", "2024-09-30"),
        ("từ 01/01/2024 đến 30/9/2024", PeriodKind.NINE_MONTHS, "2024-01-01", "2024-09-30"),
        ("từ 1/4/2024 đến 30/6/2024", PeriodKind.QUARTER, "2024-04-01", "2024-06-30"),
        ("15-20/10/2024", PeriodKind.OTHER, "2024-10-15", "2024-10-20"),
        ("ngày 5 và 6 tháng 7 năm 2024", PeriodKind.OTHER, "2024-07-05", "2024-07-06"),
        ("từ ngày 15 đến 20/10/2024", PeriodKind.OTHER, "2024-10-15", "2024-10-20"),
    ],
)
def test_reads_a_period(text: str, kind: PeriodKind, start: str | None, end: str | None) -> None:
    period = parse_period(text)
    assert period.kind is kind
    assert period.start == (date.fromisoformat(start) if start else None)
    assert period.end == (date.fromisoformat(end) if end else None)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("Sáng 19-4", "19/4"),  # T2: the year is not in the text
        ("19-4", "19/4"),
        ("quý III", "quý III"),
        ("9 tháng đầu năm", "9 tháng đầu năm"),
        ("tháng 6", "tháng 6"),
        ("đến ngày 15/9", "đến 15/9"),
        ("đến nay", "đến nay"),
    ],
)
def test_without_a_year_a_period_stays_incomplete(text: str, canonical: str) -> None:
    period = parse_period(text)
    assert (period.complete, period.start, period.text) == (False, None, canonical)


def test_a_reference_day_completes_a_period() -> None:
    meeting = date(2024, 10, 10)
    assert parse_period("quý III", meeting) == periods.quarter(2024, 3)
    assert parse_period("9 tháng", meeting) == periods.nine_months(2024)
    assert parse_period("19-4", meeting) == periods.day(date(2024, 4, 19))
    assert parse_period("đến nay", meeting) == periods.as_of(meeting)
    assert parse_period("tháng này", meeting) == periods.month(2024, 10)
    assert parse_period("quý này", meeting) == periods.quarter(2024, 4)
    assert parse_period("9 tháng đầu năm nay", meeting) == periods.nine_months(2024)
    assert parse_period("năm nay", meeting) == periods.year(2024)
    assert parse_period("từ đầu năm đến nay", meeting) == periods.cumulative(date(2024, 1, 1), meeting)


@pytest.mark.parametrize("text", ["", "nhiệm vụ", "31/02/2024", "tháng 13/2024", "45-67", "quý V/2024", "2024 hồ sơ"])
def test_says_which_forms_it_understands(text: str) -> None:
    with pytest.raises(UnknownPeriod, match=r"Hãy viết như: tháng 7/2022"):
        parse_period(text)


def test_parse_date_takes_days_only() -> None:
    assert parse_date("9/10/24") == date(2024, 10, 9)
    assert parse_date("19-4", date(2023, 4, 20)) == date(2023, 4, 19)
    with pytest.raises(UnknownPeriod):
        parse_date("19-4")
    with pytest.raises(UnknownPeriod):
        parse_date("tháng 7/2022")


def found(text: str, default_year: int | None = None) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.period.text) for m in find_periods(text, default_year)]


def test_finds_periods_in_order_with_their_place() -> None:
    text = "Sáng 19-4, so với tháng 9-2022 và năm 2021, 2022; giai đoạn 2021-2030 theo Nghị quyết ngày 15/12/2021."
    assert found(text) == [
        ("19-4", "19/4"),
        ("tháng 9-2022", "tháng 9/2022"),
        ("năm 2021", "năm 2021"),
        ("2022", "năm 2022"),
        ("giai đoạn 2021-2030", "giai đoạn 2021 - 2030"),
        ("ngày 15/12/2021", "15/12/2021"),
    ]


def test_a_default_year_completes_what_is_found() -> None:
    assert found("9 tháng đầu năm và quý III", 2024) == [
        ("9 tháng đầu năm", "9 tháng đầu năm 2024"),
        ("quý III", "quý III/2024"),
    ]


def test_a_year_written_once_serves_the_whole_list() -> None:
    assert found("tháng 8, tháng 9 và 10/2024; tháng 11") == [
        ("tháng 8", "tháng 8/2024"),
        ("tháng 9", "tháng 9/2024"),
        ("10/2024", "tháng 10/2024"),
        ("tháng 11", "tháng 11"),
    ]
    assert found("tháng 8 và quý III/2024")[0] == ("tháng 8", "tháng 8")


def test_years_counted_are_not_this_year() -> None:
    assert found("trong 5 năm nay", 2024) == []


def test_a_blank_day_leaves_the_month() -> None:
    """T9: «ngày … tháng 10 năm 2024» in a draft."""
    assert found("ngày tháng 10 năm 2024") == [("tháng 10 năm 2024", "tháng 10/2024")]


@pytest.mark.parametrize(
    "text",
    [
        "hoàn thành 28/40 nhiệm vụ",
        "tới 10/21 bộ, ngành",
        "xếp thứ 5/63 tỉnh",
        "Quyết định số 61/2018/NĐ-CP",
        "định kỳ 6 tháng một lần",
        "thời hạn 6 tháng",
        "trong 5 năm",
        "năm nay",
        "trong tháng này",
        "5 năm nay",
        "12/2024 hồ sơ",
    ],
)
def test_leaves_counts_and_lengths_of_time_alone(text: str) -> None:
    assert found(text) == []


def test_offsets_survive_letters_that_grow_in_lower_case() -> None:
    text = "İİ năm 2024"
    (match,) = find_periods(text)
    assert text[match.start : match.end] == "năm 2024"


@given(st.text(alphabet="0123456789/-. ngàythángquýnămđếntừIV", max_size=50))
def test_no_text_breaks_the_finder(text: str) -> None:
    matches = find_periods(text)
    assert all(one.end <= two.start for one, two in itertools.pairwise(matches))


EARLY_DAYS = st.dates(date(1990, 1, 1), date(2019, 1, 1))
YEARS = st.integers(1990, 2059)


def whole_months(year: int, first: int, last: int) -> Period:
    return periods.between(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


ANY_PERIOD: st.SearchStrategy[Period] = st.one_of(
    st.builds(periods.day, st.dates(date(1990, 1, 1), date(2059, 12, 31))),
    st.builds(periods.month, YEARS, st.integers(1, 12)),
    st.builds(periods.quarter, YEARS, st.integers(1, 4)),
    st.builds(periods.half, YEARS, st.integers(1, 2)),
    st.builds(periods.nine_months, YEARS),
    st.builds(periods.year, YEARS),
    st.builds(lambda first, length: periods.stage(first, first + length), st.integers(1990, 2040), st.integers(1, 15)),
    st.builds(periods.as_of, st.dates(date(1990, 1, 1), date(2059, 12, 31))),
    st.builds(periods.cumulative, EARLY_DAYS, st.dates(date(2019, 1, 2), date(2059, 1, 1)) | st.none()),
    st.builds(periods.between, EARLY_DAYS, st.dates(date(2019, 1, 1), date(2059, 12, 31))),
    st.builds(whole_months, YEARS, st.integers(1, 6), st.integers(6, 12)),
    st.builds(periods.first_months, YEARS, st.integers(1, 11)),
    st.builds(periods.last_months, YEARS, st.integers(2, 11)),
    st.builds(periods.quarter, st.none(), st.integers(1, 4)),
    st.builds(periods.nine_months, st.none()),
    st.builds(periods.day_without_year, st.integers(1, 28), st.integers(1, 12)),
)  # fmt: skip


@given(ANY_PERIOD)
def test_a_period_reads_back_from_its_own_name(period: Period) -> None:
    assert parse_period(period.text) == period


@given(ANY_PERIOD)
def test_a_period_reads_back_from_its_key(period: Period) -> None:
    assert periods.period_from_key(periods.period_key(period)) == period
