from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.kernel.figures import Direction
from thongsuot.kernel.periods import PeriodKind
from thongsuot.steering.plans.domain import Aim, Reading
from thongsuot.steering.plans.outlook.domain import Family, Worry, badness, comparable, family, forecast, outlook

D = Decimal
ON = date(2024, 10, 10)
YEAR_END = date(2024, 12, 31)


def level(day: date, value: str) -> tuple[Family, Reading]:
    return Family.LEVEL, Reading(day, D(value))


def seen(aim: Aim, *readings: tuple[Family, Reading], on: date = ON):
    return outlook(aim, readings, on)


def test_hard_targets_of_2024_worst_first_by_relative_gap():
    public_units = seen(Aim(D(20), due=YEAR_END), level(date(2024, 9, 30), "13.94"))
    autonomy = seen(Aim(D(10), due=YEAR_END), level(date(2024, 9, 30), "3.13"))
    assert public_units.is_hard
    assert autonomy.is_hard
    assert sorted([public_units, autonomy], key=badness) == [autonomy, public_units]
    assert public_units.worries == (Worry.UNKNOWN_PACE,)
    assert public_units.left is not None
    assert public_units.left.days == 82


def test_one_point_is_no_forecast_and_says_why():
    lonely = forecast(Aim(D(20), due=YEAR_END), [Reading(date(2024, 9, 30), D("13.94"))])
    assert lonely.value is None
    assert lonely.method == "mới có 1 kỳ số liệu, chưa có mức ban đầu; cần ít nhất hai mốc"
    assert forecast(Aim(D(20)), []).method == "chỉ tiêu chưa có hạn"
    assert forecast(Aim(D(20), due=YEAR_END), []).method == "chưa có kỳ số liệu nào"
    without_day = Aim(D(20), due=YEAR_END, baseline=D(10))
    assert "chưa có ngày" in forecast(without_day, [Reading(date(2024, 9, 30), D(12))]).method


def test_two_points_make_the_line_through_both():
    aim = Aim(D(60), due=date(2024, 12, 30))
    points = [Reading(date(2024, 4, 3), D(30)), Reading(date(2024, 8, 16), D(40))]  # 135 days, 136 more to come
    found = forecast(aim, points)
    assert found.value is not None
    assert abs(found.value - (D(40) + D(10) * 136 / 135)) < D("1e-20")
    assert found.method == "đường thẳng qua 2 kỳ thực hiện"


def test_the_baseline_joins_only_with_its_day():
    dated = Aim(D(60), due=YEAR_END, baseline=D(20), baseline_on=date(2023, 12, 31))
    found = forecast(dated, [Reading(date(2024, 7, 1), D(40))])
    assert found.value == 60
    assert found.method == "đường thẳng qua mức ban đầu và 1 kỳ thực hiện"


def test_a_share_never_passes_the_whole():
    aim = Aim(D(95), due=YEAR_END)
    rising = [Reading(date(2024, 3, 31), D(50)), Reading(date(2024, 6, 30), D(90))]
    assert forecast(aim, rising).value == 100
    falling = [Reading(date(2024, 3, 31), D(50)), Reading(date(2024, 6, 30), D(5))]
    assert forecast(aim, falling).value == 0


def test_behind_pace_and_missing_the_aim_are_told_apart():
    aim = Aim(D(60), due=YEAR_END, baseline=D(20), baseline_on=date(2023, 12, 31))
    behind = seen(aim, level(date(2024, 9, 30), "30"))
    assert behind.worries == (Worry.BEHIND_PACE, Worry.FORECAST_MISSES)
    on_pace = seen(aim, level(date(2024, 9, 30), "52"))
    assert on_pace.worries == ()
    assert seen(aim, level(date(2024, 9, 30), "60")).worries == ()
    assert seen(aim, level(date(2024, 9, 30), "52"), on=date(2025, 1, 5)).worries == (Worry.PAST_DUE,)
    assert seen(aim).worries == ()


def test_a_result_is_held_against_its_own_day():
    """Nine months on pace are not behind because nobody has reported in October yet."""
    aim = Aim(D(60), due=YEAR_END, baseline=D(20), baseline_on=date(2023, 12, 31))
    found = seen(aim, level(date(2024, 7, 1), "40"), on=date(2024, 11, 30))
    assert found.worries == ()
    assert found.expected is not None
    assert found.expected > 56


def test_where_less_is_better_the_signs_turn():
    aim = Aim(D(1), Direction.AT_MOST, due=YEAR_END, baseline=D(5), baseline_on=date(2023, 12, 31))
    assert seen(aim, level(date(2024, 9, 30), "4")).worries == (Worry.BEHIND_PACE, Worry.FORECAST_MISSES)
    assert seen(aim, level(date(2024, 9, 30), "0.5")).worries == ()


def test_what_was_not_known_that_day_is_left_out():
    aim = Aim(D(60), due=YEAR_END)
    later = seen(aim, level(date(2024, 6, 30), "30"), level(date(2024, 12, 31), "70"))
    assert later.reading == Reading(date(2024, 6, 30), D(30))


def test_a_month_is_no_step_on_the_way_to_nine_months():
    month = (Family.MONTH, Reading(date(2024, 8, 31), D(70)))
    half = (Family.SINCE_NEW_YEAR, Reading(date(2024, 6, 30), D(40)))
    nine = (Family.SINCE_NEW_YEAR, Reading(date(2024, 9, 30), D(50)))
    nine_before = (Family.SINCE_NEW_YEAR, Reading(date(2023, 9, 30), D(90)))
    assert comparable([nine, month, half, nine_before]) == [half[1], nine[1]]


def test_families_of_periods():
    new_year, end = date(2024, 1, 1), date(2024, 6, 30)
    assert family(PeriodKind.HALF, new_year, end) is Family.SINCE_NEW_YEAR
    assert family(PeriodKind.HALF, date(2024, 7, 1), YEAR_END) is Family.OTHER
    assert family(PeriodKind.NINE_MONTHS, new_year, date(2024, 9, 30)) is Family.SINCE_NEW_YEAR
    assert family(PeriodKind.CUMULATIVE, date(2015, 1, 1), ON) is Family.LEVEL
    assert family(PeriodKind.AS_OF, None, ON) is Family.LEVEL


def test_a_goal_reached_before_it_was_set_is_told():
    aim = Aim(D(97), due=YEAR_END, baseline=D("98.46"), baseline_on=date(2023, 12, 31))
    assert seen(aim, level(date(2024, 9, 30), "99.7")).was_reached_before


def test_an_aim_of_nothing_missed_stands_first():
    none_late = seen(Aim(D(0), Direction.AT_MOST, "hồ sơ", due=YEAR_END), level(date(2024, 9, 30), "3"))
    bad = seen(Aim(D(10), due=YEAR_END), level(date(2024, 9, 30), "1"))
    silent = seen(Aim(D(10), due=YEAR_END))
    assert sorted([silent, bad, none_late], key=badness) == [none_late, bad, silent]


@given(st.decimals("0", "100", places=2), st.decimals("-1", "1", places=3), st.integers(2, 8))
@settings(max_examples=60)
def test_points_on_a_line_are_continued_on_it(start, slope, count):
    first = date(2024, 1, 1)
    points = [Reading(date.fromordinal(first.toordinal() + 30 * n), start + slope * 30 * n) for n in range(count)]
    due = date.fromordinal(first.toordinal() + 300)
    found = forecast(Aim(D(1_000_000), unit="việc", due=due), points)
    assert found.value is not None
    assert abs(found.value - max(start + slope * 300, D(0))) < D("1e-15")
