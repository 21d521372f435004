"""The sources' own arithmetic, laid open line by line."""

from __future__ import annotations

from decimal import Decimal

from thongsuot.kernel.figures import Direction, Figure, Span
from thongsuot.registry.claims.domain import Node, evidence


def figure(**fields: object) -> Figure:
    return Figure(name="", quote="", span=Span(0, 0), **fields)  # type: ignore[arg-type]


def lines(nodes: list[Node]) -> dict[str, tuple[str, bool | None]]:
    return {node.label: (node.text, node.agrees) for top in nodes for node in (top, *top.children)}


def test_cut_processing_days_follow_from_their_parts() -> None:
    shown = lines(
        evidence(figure(value=Decimal("33.8"), unit="%", numerator=Decimal("561.5"), denominator=Decimal("1659.5")))
    )
    assert shown["Cách tính"] == ("561,5 / 1.659,5 = 33,8355%", True)
    assert shown["Còn lại"] == ("1.098,0", None)


def test_a_wrong_rate_is_said_to_disagree() -> None:
    shown = lines(evidence(figure(value=Decimal("75"), unit="%", numerator=Decimal(28), denominator=Decimal(40))))
    assert shown["Cách tính"] == ("28 / 40 = 70%", False)


def test_twelfth_after_rising_48_was_sixtieth() -> None:
    shown = lines(evidence(figure(grade="C", rank=12, out_of=63, rank_change=48)))
    assert shown["Kỳ trước, suy ra"] == ("tăng 48 bậc, kỳ trước hạng 60", True)


def test_an_impossible_former_rank_is_marked() -> None:
    shown = lines(evidence(figure(grade="C", rank=12, out_of=63, rank_change=55)))
    assert shown["Kỳ trước, suy ra"][1] is False


def test_gap_to_the_target_is_in_points() -> None:
    low = figure(value=Decimal("13.94"), unit="%", target=Decimal(20), target_direction=Direction.AT_LEAST)
    assert lines(evidence(low))["Mục tiêu"] == ("ít nhất 20%: thiếu 6,06 điểm %", False)


def test_the_score_of_the_year_before() -> None:
    papi = figure(
        value=Decimal("42.16"), unit="điểm", change=Decimal("-1.61"), change_unit="điểm", rank=33, rank_change=-6
    )
    shown = [(node.label, child.text) for node in evidence(papi) for child in node.children]
    assert ("Thay đổi", "43,77") in shown
    assert ("Thứ hạng", "giảm 6 bậc, kỳ trước hạng 27") in shown


def test_plan_from_the_surplus() -> None:
    shown = lines(evidence(figure(value=Decimal(54), unit="TTHC", target_surplus=Decimal(4))))
    assert shown["Kế hoạch, suy ra"] == ("50, vượt 4", None)


def test_a_denominator_of_zero_has_no_rate() -> None:
    shown = lines(evidence(figure(value=Decimal(0), unit="hồ sơ", numerator=Decimal(0), denominator=Decimal(0))))
    assert "không có tỷ lệ" in shown["Cách tính"][0]
