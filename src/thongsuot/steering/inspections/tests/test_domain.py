"""Risk: points with their reasons, the same for the same signals, never fewer for more trouble."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.kernel.rules import NoRuleForDate, RuleStatus
from thongsuot.steering.inspections.domain import NEVER, Reason, Sign, Signals, Weight, weigh
from thongsuot.steering.inspections.rules import checklists, weights

TODAY = date(2026, 11, 22)
TABLE = weights(TODAY)


def test_points_add_up_and_every_point_has_its_reason() -> None:
    """12 of 40 open tasks overdue: 30% → 15 points; two limits 6; never inspected 20."""
    risk = weigh(Signals(tasks=40, overdue=12, open_limits=2), TABLE)
    assert risk.reasons == (
        Reason(Sign.NOT_INSPECTED, 20, NEVER),
        Reason(Sign.OVERDUE, 15, 30),
        Reason(Sign.OPEN_LIMITS, 6, 2),
    )
    assert risk.points == 41


def test_a_unit_in_order_that_was_inspected_this_year_has_no_risk_and_no_reason() -> None:
    assert weigh(Signals(tasks=12, years_since=0), TABLE).reasons == ()


counts = st.integers(0, 60)
signals = st.builds(
    Signals,
    tasks=st.integers(60, 90),
    overdue=counts,
    late_causes=counts,
    hand_overs=counts,
    silent=counts,
    open_limits=counts,
    repeated=counts,
    years_since=st.none() | st.integers(0, 20),
)
COUNTED = [field.name for field in fields(Signals) if field.name not in ("tasks", "years_since")]


@settings(max_examples=100, deadline=None)
@given(signals, st.sampled_from(COUNTED), st.integers(1, 30))
def test_more_trouble_never_lowers_the_risk(unit: Signals, sign: str, more: int) -> None:
    worse = replace(unit, **{sign: getattr(unit, sign) + more})
    assert weigh(worse, TABLE).points >= weigh(unit, TABLE).points


@settings(max_examples=60, deadline=None)
@given(signals, st.integers(0, 20), st.integers(1, 20))
def test_the_longer_ago_the_riskier_and_never_is_the_longest(unit: Signals, years: int, more: int) -> None:
    recent, longer = replace(unit, years_since=years), replace(unit, years_since=years + more)
    never = replace(unit, years_since=None)
    assert weigh(recent, TABLE).points <= weigh(longer, TABLE).points <= weigh(never, TABLE).points


@settings(max_examples=60, deadline=None)
@given(signals)
def test_points_are_the_sum_of_the_reasons_within_their_ceilings(unit: Signals) -> None:
    risk = weigh(unit, TABLE)
    assert risk == weigh(unit, TABLE) and risk.points == sum(one.points for one in risk.reasons)
    assert all(0 < one.points <= TABLE[one.sign].most for one in risk.reasons)
    assert [one.points for one in risk.reasons] == sorted((one.points for one in risk.reasons), reverse=True)


def test_a_sign_without_weight_counts_nothing() -> None:
    only = {Sign.HAND_OVERS: Weight(4, 1, 12)}
    assert weigh(Signals(tasks=1, overdue=1, hand_overs=9), only).points == 12


def test_weights_and_checklists_are_samples_with_a_clause_for_every_item() -> None:
    assert set(TABLE) == set(Sign)
    for sheet in checklists(TODAY).values():
        assert sheet.status is RuleStatus.SAMPLE
        codes = [one.code for one in sheet.items]
        assert len(set(codes)) == len(codes) and all(one.clause and one.text for one in sheet.items)
    with pytest.raises(NoRuleForDate):
        checklists(date(2019, 1, 1))
