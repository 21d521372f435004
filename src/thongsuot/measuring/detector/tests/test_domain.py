"""What is asked, in which words, and what is left alone: one small story a kind."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from thongsuot.measuring.analysis.domain.discrimination import discrimination
from thongsuot.measuring.analysis.domain.shape import Item, Scored, Scoring, Sheet
from thongsuot.measuring.detector.domain.answers import AnswerSheet, straight_questions
from thongsuot.measuring.detector.domain.chances import at_least, others_rate
from thongsuot.measuring.detector.domain.digits import digit_questions
from thongsuot.measuring.detector.domain.filings import Filing, device_questions
from thongsuot.measuring.detector.domain.questions import Kind
from thongsuot.measuring.detector.domain.scores import ceiling_questions, inflation_questions
from thongsuot.measuring.detector.domain.timing import Happening, What, in_tail, timing_questions

D = Decimal
NAMES = {"a": "Sở Y tế", "b": "Sở Tài chính"}
MORNING = datetime(2026, 3, 2, 8)  # noqa: DTZ001


def closed(unit: str, days: list[date]) -> list[Happening]:
    return [
        Happening(unit, What.TASK, datetime.combine(day, datetime.min.time()), "", str(number))
        for number, day in enumerate(days)
    ]


def spread(many: int) -> list[date]:
    return [date(2026, 1, 5) + timedelta(days=7 * number) for number in range(many)]


def test_41_of_45_tasks_closed_on_the_last_day() -> None:
    rows = closed("a", [date(2026, 12, 31)] * 41 + spread(4)) + closed("b", spread(45))
    (asked,) = timing_questions(rows, NAMES)
    assert asked.text == "Sở Y tế: vì sao 41/45 nhiệm vụ được đóng trong ngày 31/12/2026?"
    assert asked.figures == (("Trong ngày", "41"), ("Cả kỳ", "45"))
    assert (asked.kind, asked.unit, len(asked.refs)) == (Kind.ONE_DAY, "a", 41)
    assert asked.key == "one_day|a||task:2026-12-31"


def test_a_day_on_which_everybody_closes_is_no_question() -> None:
    """A deadline all share: half of every unit's tasks end on it."""
    rows = [one for unit in "ab" for one in closed(unit, [date(2026, 6, 30)] * 20 + spread(20))]
    assert timing_questions(rows, NAMES) == []


def test_too_few_tasks_have_no_pattern() -> None:
    assert timing_questions(closed("a", [date(2026, 12, 31)] * 9), NAMES) == []


def test_quarter_ends_are_asked_about_when_most_of_the_work_lands_there() -> None:
    ends = [date(2026, 3, 30), date(2026, 6, 29), date(2026, 9, 30), date(2026, 12, 29)]
    rows = closed("a", [day for day in ends for _ in range(7)] + spread(6)) + closed("b", spread(40))
    (asked,) = timing_questions(rows, NAMES)
    assert asked.text == "Sở Y tế: vì sao 28/34 nhiệm vụ được đóng dồn vào ba ngày cuối quý?"
    assert asked.kind is Kind.PERIOD_END and asked.figures[1] == ("Cả kỳ", "34")


@pytest.mark.parametrize(
    ("day", "tail"),
    [
        (date(2026, 3, 28), False),
        (date(2026, 3, 29), True),
        (date(2026, 12, 31), True),
        (date(2026, 4, 30), False),
        (date(2026, 10, 1), False),
    ],
)
def test_last_three_days_of_a_quarter(day: date, tail: bool) -> None:
    assert in_tail(day) is tail


def appraised(gaps: list[float], by: str = "7") -> list[Happening]:
    rows, at = [], MORNING
    for number, gap in enumerate(gaps):
        at += timedelta(seconds=gap)
        rows.append(Happening("a", What.APPRAISAL, at, by, f"1.{number}"))
    return rows


def test_38_scores_in_two_minutes_is_faster_than_reading() -> None:
    (asked,) = timing_questions(appraised([3] * 38), NAMES)
    assert asked.text == "Sở Y tế: vì sao 38 điểm được thẩm định trong 111 giây?"
    assert asked.kind is Kind.HASTE and asked.refs[0] == "1.0"


def test_an_appraiser_who_reads_is_left_alone() -> None:
    assert timing_questions(appraised([45, 120, 8, 300] * 10), NAMES) == []
    two = [one for number in range(2) for one in appraised([20] * 30, f"{number}")]
    assert timing_questions(two, NAMES) == []  # two people side by side are not one in haste


def filed(people: int, minutes: float, **more: bool) -> list[Filing]:
    return [
        Filing("a", f"H{number}", "máy-1", f"người-{number}", MORNING + timedelta(minutes=minutes * number), **more)
        for number in range(people)
    ]


def test_one_device_for_seven_people_in_half_an_hour() -> None:
    (asked,) = device_questions(filed(7, 4), NAMES)
    assert "của 7 người được nộp từ cùng một thiết bị từ 08:00 đến 08:24 ngày 02/03/2026?" in asked.text


def test_an_office_device_needs_fewer_and_is_named_as_such() -> None:
    (asked,) = device_questions(filed(3, 5, office_device=True), NAMES)
    assert "mà cán bộ đăng nhập" in asked.text


@pytest.mark.parametrize(
    "rows",
    [
        filed(5, 4),  # a family
        filed(12, 40),  # a village shop, all day long
        filed(20, 1, assisted=True),  # a post office that says so
        [Filing("a", f"H{n}", "máy", "một người", MORNING) for n in range(9)],  # one person's nine dossiers
        [Filing("a", f"H{n}", "", f"{n}", MORNING) for n in range(9)],  # devices not known
    ],
)
def test_filings_that_are_nobodys_fault(rows: list[Filing]) -> None:
    assert device_questions(rows, NAMES) == []


def sheets(group: str, straight: int, others: int) -> list[AnswerSheet]:
    even = [AnswerSheet(group, f"p{n}", (4,) * 12) for n in range(straight)]
    return even + [AnswerSheet(group, f"q{n}", (4, 5, 3, 4, 4, 5, 4, 3, 4, 5, 4, n % 5 + 1)) for n in range(others)]


def test_straight_lining_is_asked_of_the_group_that_stands_out() -> None:
    (asked,) = straight_questions(sheets("a", 18, 22) + sheets("b", 2, 60), NAMES)
    assert asked.text == "Sở Y tế: vì sao 18/40 phiếu khảo sát chọn cùng một mức từ đầu đến cuối?"
    assert straight_questions(sheets("a", 18, 22) + sheets("b", 27, 33), NAMES) == []  # all are alike


def test_short_or_unanswered_sheets_are_not_straight() -> None:
    assert not AnswerSheet("a", "", (4,) * 7).is_straight
    assert not AnswerSheet("a", "", (4, None) * 7).is_straight
    assert AnswerSheet("a", "", (4, None) * 8).is_straight


def test_round_numbers() -> None:
    (asked,) = digit_questions({"a": [D(10 * n) for n in range(3, 23)], "b": [D(7 * n + 20) for n in range(30)]}, NAMES)
    assert asked.text == "Sở Y tế: vì sao 20/20 số liệu kê khai tròn chục hoặc tròn 5?"
    small = {"a": [D(5)] * 40 + [D("20.5")] * 40}
    assert digit_questions(small, NAMES) == []


ITEMS = tuple(Item(str(number), f"Tiêu chí {number}", "1", D(2)) for number in range(10))


def scoring(gaps: dict[str, str], units: int = 12, unclear: str = "") -> Scoring:
    """``gaps``: unit → points a leaf it claims above what is found (1 of 2)."""
    sheets = {}
    for number in range(units):
        key, gap = f"u{number}", D(gaps.get(f"u{number}", "0"))
        found = {item.code: D(1) + D(number % 3) / 10 for item in ITEMS}
        claimed = {code: points + gap + (D("0.6") if code == unclear else 0) for code, points in found.items()}
        scores = {code: Scored(found[code], D(2), min(claimed[code], D(2)), found[code]) for code in found}
        sheets[key] = Sheet(key, f"Đơn vị {number}", scores)
    return Scoring("dot", "Đợt", 2026, "bo", "", (), ITEMS, sheets)


def test_the_unit_that_gives_itself_far_more() -> None:
    (asked,) = inflation_questions(scoring({"u3": "0.5"}))
    assert (asked.kind, asked.unit) == (Kind.INFLATED_UNIT, "u3")
    assert "tự chấm 15,00 điểm, thẩm định 10,00 điểm, cao hơn 50,0%" in asked.text


def test_when_all_give_themselves_a_little_more_nobody_is_asked() -> None:
    assert inflation_questions(scoring({f"u{number}": "0.1" for number in range(12)})) == []


def test_a_criterion_most_misread_is_asked_about_itself() -> None:
    (asked,) = inflation_questions(scoring({}, unclear="4"))
    assert (asked.kind, asked.code, asked.unit) == (Kind.INFLATED_LEAF, "4", "")
    assert "12/12 đơn vị" in asked.text and "khó hiểu" in asked.text


def test_e07_95_percent_of_units_at_95_percent() -> None:
    """19 of 20 units at 95% of the maximum is flat, 18 of 20 is not."""

    def at_ceiling(full: int) -> Scoring:
        sheets = {f"u{n}": Sheet(f"u{n}", "", {"0": Scored(D("1.9") if n < full else D(1), D(2))}) for n in range(20)}
        return Scoring("dot", "Đợt", 2026, "bo", "", (), ITEMS[:1], sheets)

    (asked,) = ceiling_questions(discrimination(at_ceiling(19)))
    assert "19/20 đơn vị đạt từ 95% điểm tối đa" in asked.text
    assert ceiling_questions(discrimination(at_ceiling(18))) == []


def test_chances() -> None:
    assert at_least(0, 10, 0.3) == pytest.approx(1)
    assert at_least(2, 2, 0.5) == pytest.approx(0.25)
    assert others_rate({"a": 5, "b": 1}, {"a": 5, "b": 10}, "a", 0.05) == pytest.approx(0.1)
    assert others_rate({"a": 5}, {"a": 5}, "a", 0.05) == 0.05
