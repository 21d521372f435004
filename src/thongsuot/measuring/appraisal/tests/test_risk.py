"""What an appraiser looks at first, and that the reasons say why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.measuring.appraisal.domain.risk import LeafFacts, risk_of

SOUND = LeafFacts(
    maximum=Decimal(2),
    claimed=Decimal("1.5"),
    computed=Decimal("1.5"),
    dates=(date(2026, 5, 4),),
    has_note=False,
    is_applicable=True,
    last_share=Decimal("0.7"),
    full_share=Decimal("0.9"),
    weight=Decimal(1),
    year=2026,
)


def said(**changes: object) -> str:
    return " ".join(one.text for one in risk_of(replace(SOUND, **changes)).reasons)  # type: ignore[arg-type]


def test_a_sound_claim_raises_no_doubt() -> None:
    assert risk_of(SOUND).level == 0 and risk_of(SOUND).reasons == ()


def test_no_evidence_and_words_instead_of_evidence_are_told_apart() -> None:
    assert said(dates=()) == "Không có minh chứng nào."
    assert said(dates=(), has_note=True) == "Chỉ có giải thích, không có minh chứng."
    assert risk_of(replace(SOUND, dates=())).level > risk_of(replace(SOUND, dates=(), has_note=True)).level


def test_evidence_of_another_year_is_named_with_its_days() -> None:
    assert said(dates=(date(2025, 12, 30), None, date(2026, 1, 2))) == "Minh chứng ngoài năm 2026: 30/12/2025."


def test_full_marks_where_most_claim_less() -> None:
    claim = {"claimed": Decimal(2), "computed": Decimal(2), "last_share": None}
    assert "chỉ 12% đơn vị khác" in said(full_share=Decimal("0.12"), **claim)
    assert said(full_share=Decimal("0.5"), **claim) == ""
    assert said(full_share=None, **claim) == ""


def test_a_jump_from_last_year_in_either_way() -> None:
    assert said(last_share=Decimal("0.4")) == "Cao hơn hẳn năm trước: 40% điểm tối đa nay 75%."
    assert said(claimed=Decimal("0.5"), computed=None).startswith("Thấp hơn hẳn năm trước: 70%")
    assert said(last_share=None) == ""


def test_a_total_the_rule_does_not_give_and_a_heavy_leaf() -> None:
    assert said(computed=Decimal("1.2500")) == "Tính lại theo quy tắc được 1,25 điểm, đơn vị ghi 1,5."
    assert said(weight=Decimal("2.4"), maximum=Decimal("2.0000")) == "Tiêu chí nặng điểm (tối đa 2)."


def test_nothing_claimed_is_nothing_at_risk_but_not_applicable_is() -> None:
    assert risk_of(replace(SOUND, claimed=Decimal(0), dates=())).level == 0
    assert risk_of(replace(SOUND, claimed=None, dates=())).level == 0
    assert "không áp dụng" in said(claimed=None, is_applicable=False)


shares = st.none() | st.decimals(0, 1, places=2)
facts = st.builds(
    LeafFacts,
    maximum=st.decimals("0.25", 10, places=2),
    claimed=st.none() | st.decimals(0, 10, places=2),
    computed=st.none() | st.decimals(0, 10, places=2),
    dates=st.lists(st.none() | st.dates(date(2024, 1, 1), date(2026, 12, 31)), max_size=3).map(tuple),
    has_note=st.booleans(),
    is_applicable=st.booleans(),
    last_share=shares,
    full_share=shares,
    weight=st.decimals(0, 5, places=1),
    year=st.just(2026),
)


@given(facts)
def test_the_level_is_what_the_reasons_weigh(one: LeafFacts) -> None:
    risk = risk_of(one)
    assert risk.level == sum(reason.weight for reason in risk.reasons)
    assert (risk.level == 0) == (not risk.reasons)


@given(facts)
def test_evidence_never_raises_the_doubt(one: LeafFacts) -> None:
    bare = replace(one, dates=(), has_note=False)
    assert risk_of(replace(bare, dates=(date(2026, 6, 1),))).level <= risk_of(bare).level


@given(st.lists(facts, max_size=8))
def test_the_order_puts_heavier_doubt_first_then_more_points(many: list[LeafFacts]) -> None:
    ordered = sorted((risk_of(one) for one in many), key=lambda risk: risk.order)
    pairs = [(risk.level, risk.stake) for risk in ordered]
    assert pairs == sorted(pairs, reverse=True)
