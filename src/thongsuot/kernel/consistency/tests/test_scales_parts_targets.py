from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.kernel.consistency import Breakdown, BreakdownKind, FindingKind, Severity, examine
from thongsuot.kernel.consistency.engine import settle
from thongsuot.kernel.consistency.tests.builders import kinds, only, stated
from thongsuot.kernel.figures import Direction, Figure, Qualifier
from thongsuot.kernel.formatting import round_half_up
from thongsuot.kernel.periods import Period, PeriodKind

SCALE, TOP, MET = FindingKind.SCALE_MISMATCH, FindingKind.ABOVE_MAXIMUM, FindingKind.TARGET_ALREADY_MET
OUTSIDE, SUM = FindingKind.TOTAL_OUTSIDE_PARTS, FindingKind.SUM_MISMATCH


@settings(max_examples=60)
@given(st.integers(1, 1000), st.sampled_from([10, 80, 100]), st.integers(0, 2))
def test_a_score_converted_correctly_never_raises(tenths: int, top: int, decimals: int) -> None:
    value = min(Decimal(tenths).scaleb(-1), Decimal(top))
    percent = round_half_up(value / top * 100, decimals)
    figure = stated(
        value=value, unit="điểm", numerator=value, denominator=Decimal(top), equivalent=percent, equivalent_unit="%"
    )
    assert kinds(figure) == set()


def test_scales_with_and_without_a_stated_top() -> None:
    assert kinds(stated(value="8.46", unit="điểm", equivalent="84.6", equivalent_unit="%")) == set()
    assert kinds(stated(value="8.46", unit="điểm", equivalent="94.6", equivalent_unit="%")) == {SCALE}


@pytest.mark.parametrize(
    ("told", "severity"), [("3.5", None), ("4.32", None), ("3.56", Severity.WARNING), ("5.1", Severity.ERROR)]
)
def test_a_change_on_the_other_scale(told: str, severity: Severity | None) -> None:
    """T5: 3,50 is the step, 4,32 the relative change; both are fair, 3,56 is neither."""
    figure = stated(
        value="8.46",
        unit="điểm",
        equivalent="84.6",
        equivalent_unit="%",
        change="0.35",
        change_unit="điểm",
        change_equivalent=told,
    )
    found = examine([figure])
    assert [finding.severity for finding in found] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("name", "value", "unit", "sound"),
    [
        ("Chỉ số PAPI", "42.16", "điểm", True),
        ("Chỉ số PAPI", "86.3", "điểm", False),
        ("PAR INDEX", "102.5", "điểm", False),
        ("tỷ lệ hồ sơ đúng hạn", "104.3", "%", False),
        ("tỷ lệ hồ sơ đúng hạn", "100", "%", True),
        ("thu ngân sách so với dự toán", "112", "%", True),
        ("hồ sơ so với kế hoạch", "108", "%", True),
    ],
)
def test_tops_of_scales(name: str, value: str, unit: str, sound: bool) -> None:
    assert (kinds(stated(name, value=value, unit=unit)) == set()) is sound


def test_bonus_points_may_pass_the_top() -> None:
    assert kinds(stated("PAR INDEX kể cả điểm thưởng", value="102", unit="điểm")) == set()


def _parts(whole: str, *parts: str, kind: BreakdownKind = BreakdownKind.MEAN, unit: str = "%") -> list[FindingKind]:
    figures = tuple(stated("phần", value=part, unit=unit) for part in parts)
    return [f.kind for f in examine([], [Breakdown(stated("chung", value=whole, unit=unit), figures, kind)])]


def test_the_whole_lies_between_its_parts() -> None:
    assert _parts("50.53", "43.02", "59.24", "56.88") == []
    assert _parts("60.53", "43.02", "59.24", "56.88") == [OUTSIDE]
    assert _parts("59", "43.02", "58.6") == []  # 58,6 may itself be 58,6499…; 59 stands for 58,5 and more
    assert _parts("40", "43.02", "59.24") == [OUTSIDE]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 500), st.integers(0, 100)), min_size=2, max_size=4))
def test_a_true_weighted_mean_never_raises(parts: list[tuple[int, int]]) -> None:
    whole = round_half_up(Decimal(sum(w * r for w, r in parts)) / sum(w for w, _ in parts), 2)
    assert _parts(str(whole), *(str(rate) for _, rate in parts)) == []


def test_counts_add_up() -> None:
    assert _parts("8400", "6300", "2100", kind=BreakdownKind.SUM, unit="hồ sơ") == []
    assert _parts("8400", "6800", "2100", kind=BreakdownKind.SUM, unit="hồ sơ") == [SUM]


def test_words_of_missing_and_beating_a_target() -> None:
    missed = stated(value="13.94", target="20", unit="%", status="chưa đạt")
    assert kinds(missed) == set()
    assert kinds(stated(value="23.94", target="20", unit="%", status="chưa đạt")) == {MET}
    beaten_below = stated(value="48.3", target="60", unit="%", status="vượt")
    assert kinds(beaten_below) == {FindingKind.TARGET_STATUS_MISMATCH}
    assert kinds(stated(value="8", target="10", unit="%", status="chưa đạt", target_direction=Direction.AT_MOST)) == {
        MET
    }


def _goal(target: str, **fields: object) -> Figure:
    return stated("mức độ hài lòng của người dân", target=target, unit="%", status="mục tiêu", **fields)


def test_a_goal_already_passed_asks_for_its_measure() -> None:
    score = stated("Chỉ số hài lòng (SIPAS)", at=9, value="8.46", unit="điểm", equivalent="84.6", equivalent_unit="%")
    assert MET in kinds(_goal("80"), score)
    assert MET not in kinds(_goal("90"), score)
    assert MET not in kinds(_goal("80"), stated("hài lòng cấp xã", at=9, value="84.6", unit="%"))
    assert len([f for f in examine([_goal("80"), _goal("80", at=5), score]) if f.kind is MET]) == 1


def _said(value: str, at: int = 0, qualifier: Qualifier = Qualifier.EXACT, **fields: object) -> Figure:
    return stated("tỷ lệ hồ sơ giải quyết đúng hạn", at=at, value=value, unit="%", qualifier=qualifier, **fields)


def test_one_claim_twice() -> None:
    assert kinds(_said("97.9"), _said("97.9", 9)) == set()
    assert kinds(_said("97.9"), _said("95.9", 9)) == {FindingKind.CONTRADICTION}
    assert kinds(_said("97.9"), _said("98", 9, Qualifier.ABOUT)) == set()
    assert kinds(_said("97.9"), _said("98", 9, Qualifier.MORE)) == {FindingKind.CONTRADICTION}
    assert kinds(_said("97.9", org="Sở A"), _said("95.9", 9, org="Sở B")) == set()


def test_a_number_known_to_be_wrong_contradicts_nothing_more() -> None:
    found = settle(examine([_said("197.9"), _said("97.9", 9)]))
    assert [finding.kind for finding in found] == [TOP]


def _months(count: int, value: str) -> Figure:
    last = {6: date(2024, 6, 30), 9: date(2024, 9, 30)}[count]
    period = Period(PeriodKind.OTHER, date(2024, 1, 1), last, f"{count} tháng đầu năm 2024")
    return stated("hồ sơ tiếp nhận trong kỳ", at=count, value=value, unit="hồ sơ", period=period)


def test_nine_months_hold_the_first_six() -> None:
    assert kinds(_months(6, "12000"), _months(9, "11500")) == {FindingKind.PERIOD_NESTING}
    assert kinds(_months(6, "12000"), _months(9, "18000")) == set()


def test_every_finding_speaks_vietnamese_and_asks() -> None:
    finding = only(stated(numerator="45", denominator="41"))
    assert finding.message.endswith(".") and finding.question.endswith("?")
