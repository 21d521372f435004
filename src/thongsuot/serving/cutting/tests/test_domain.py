"""Savings add up, nothing heavier hides in a sum, and 54 rows make 561,5 of 1.659,5 days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.serving.clock.domain.model import Limit, LimitUnit
from thongsuot.serving.conftest import CONTENT
from thongsuot.serving.cutting.domain import editing
from thongsuot.serving.cutting.domain.amending import SimplifiedIn, amendments
from thongsuot.serving.cutting.domain.burden import Days, burden_of, days_of
from thongsuot.serving.cutting.domain.package import Row, by_field, is_as_printed, totals_of
from thongsuot.serving.cutting.domain.promise import Answer, Worked, kept, months_between
from thongsuot.serving.cutting.domain.saving import saving_of, sum_of
from thongsuot.serving.cutting.packages import package_rule
from thongsuot.serving.cutting.rules import changed_by, costs_on
from thongsuot.serving.procedures.domain.content import ProcedureContent, Service
from thongsuot.serving.procedures.domain.plain import content_from

D = Decimal
BASE = content_from(CONTENT)
RULES = costs_on(date(2026, 1, 1)).rules
DAYS = st.decimals(min_value=0, max_value=200, places=1, allow_nan=False, allow_infinity=False)
ROWS = st.lists(
    st.builds(Row, st.sampled_from(("Đất đai", "Y tế")), DAYS, DAYS, st.none() | st.integers(0, 5000)), max_size=30
)


def test_the_54_rows_of_lang_son_make_the_printed_totals() -> None:
    given_package = package_rule("lang-son-2024")
    totals = totals_of(given_package.rows)
    assert (totals.count, totals.before, totals.cut, totals.after) == (54, D("1659.5"), D("561.5"), D("1098.0"))
    assert totals.share is not None and totals.share.quantize(D("0.0001")) == D("33.8355")
    assert totals.mean_cut is not None and totals.mean_cut.quantize(D("0.01")) == D("10.40")
    assert D(totals.count * 100) / given_package.planned == 108, "54 of 50 planned"
    assert is_as_printed(totals, given_package.before, given_package.cut)
    assert not totals.lengthened and all(0 < one.cut < one.before for one in given_package.rows)


def test_fields_add_up_to_the_whole_and_the_longest_saving_leads() -> None:
    rows = package_rule("lang-son-2024").rows
    fields = by_field(rows)
    assert sum(one.cut for _, one in fields) == D("561.5") and sum(one.count for _, one in fields) == 54
    assert [one.cut for _, one in fields] == sorted((one.cut for _, one in fields), reverse=True)


@given(ROWS, ROWS)
def test_totals_are_additive(first: list[Row], second: list[Row]) -> None:
    a, b, both = totals_of(first), totals_of(second), totals_of([*first, *second])
    assert both.cut == a.cut + b.cut and both.before == a.before + b.before
    assert both.person_days == a.person_days + b.person_days and both.counted == a.counted + b.counted
    assert both.cut >= 0 or both.lengthened, "a negative cut is never without a row said to be longer"


def test_no_rows_have_no_share_rather_than_zero() -> None:
    assert totals_of([]).share is None and totals_of([]).mean_cut is None
    assert not is_as_printed(totals_of([]), D(5), None) and is_as_printed(totals_of([]), None, None)


def test_what_one_dossier_costs_by_the_stated_formula() -> None:
    found = burden_of(BASE, RULES)
    # 2 papers asked (one is in a database): 2 × 0,5 h; full online: no trip; 45.000 đ/h; 2 × 5.000 đ; 8.000 đ fee
    assert (found.documents, found.trips, found.hours) == (2, 0, D("1.0"))
    assert found.cost == 45_000 + 10_000 + 8_000 and (found.steps, found.idle_steps) == (4, 1)


def test_a_step_away_shortens_the_limit_as_much() -> None:
    cut = editing.without_step(BASE, "ky")
    assert cut.limit.value == D("2.5") and [one.code for one in cut.steps] == ["tiep-nhan", "tham-dinh", "tra"]
    saved = saving_of(BASE, cut, RULES, volume=1200)
    assert (saved.days, saved.steps, saved.person_days) == (D("0.5"), 1, D(600)) and not saved.worse


def test_somebody_must_take_it_in_and_give_it_out() -> None:
    for code in ("tiep-nhan", "tra"):
        with pytest.raises(editing.CannotCut, match="cũng cần bước"):
            editing.without_step(BASE, code)
    with pytest.raises(editing.CannotCut, match="Hãy tải lại"):
        editing.without_step(BASE, "khong-co")
    with pytest.raises(editing.CannotCut, match="từ 0 trở lên"):
        editing.with_share(BASE, "ky", D("-1"))


def test_nothing_can_be_settled_in_no_time() -> None:
    bare = BASE
    for code in ("tiep-nhan", "tham-dinh", "ky"):
        bare = editing.with_share(bare, code, D(0))
    with pytest.raises(editing.CannotCut, match="không còn thời gian"):
        editing.with_share(bare, "tra", D(0))


def test_steps_move_one_place_and_stop_at_the_ends() -> None:
    moved = editing.with_step_moved(BASE, "ky", -1)
    assert [one.code for one in moved.steps] == ["tiep-nhan", "ky", "tham-dinh", "tra"]
    assert moved.limit == BASE.limit and editing.with_step_moved(BASE, "tiep-nhan", -1) == BASE
    assert saving_of(BASE, moved, RULES).is_nothing


def test_a_paper_a_database_holds_is_asked_no_more() -> None:
    looked_up = editing.from_database(BASE, "giay-to", "Cơ sở dữ liệu quốc gia về dân cư")
    saved = saving_of(BASE, looked_up, RULES, 100)
    assert saved.documents == 1 and saved.cost == 45_000 // 2 + 5_000 and saved.yearly_cost == saved.cost * 100
    assert saving_of(BASE, editing.without_component(BASE, "uy-quyen"), RULES).documents == 1
    assert editing.from_database(looked_up, "giay-to", " ").components == BASE.components


def test_heavier_is_said() -> None:
    longer = editing.with_share(BASE, "tham-dinh", D(4))
    by_hand = editing.with_service(longer, Service.NONE)
    saved = saving_of(BASE, editing.with_fee(by_hand, "le-phi", 20_000), RULES, 10)
    assert saved.days == D("-2.5") and saved.trips == -2 and set(saved.worse) == {"days", "trips", "cost"}
    with pytest.raises(editing.CannotCut):
        editing.with_fee(BASE, "le-phi", -1)


def test_days_of_two_kinds_are_not_subtracted() -> None:
    calendar = content_from({**CONTENT, "limit": {"value": "3", "unit": "calendar_days"}})
    assert saving_of(BASE, calendar, RULES, 10).days is None
    assert days_of(Limit(D(4), LimitUnit.WORKING_HOURS)) == (D("0.5"), Days.WORKING)
    assert days_of(Limit(D(2), LimitUnit.MONTHS)) == (None, Days.UNCOUNTED)


CODES = [one.code for one in BASE.steps]
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("share"), st.sampled_from(CODES), st.decimals(0, 5, places=1)),
        st.tuples(st.just("move"), st.sampled_from(CODES), st.sampled_from((-1, 1))),
        st.tuples(st.just("gone"), st.sampled_from(CODES), st.none()),
        st.tuples(st.just("paper"), st.sampled_from([one.code for one in BASE.components]), st.none()),
    ),
    max_size=8,
)


def changed(content: ProcedureContent, changes: list[tuple[str, str, object]]) -> ProcedureContent:
    for kind, code, value in changes:
        try:
            if kind == "share":
                content = editing.with_share(content, code, D(str(value)))
            elif kind == "move":
                content = editing.with_step_moved(content, code, int(str(value)))
            elif kind == "gone":
                content = editing.without_step(content, code)
            else:
                content = editing.without_component(content, code)
        except editing.CannotCut:
            continue
    return content


@given(CHANGES, st.integers(0, 10_000))
def test_any_cut_saves_or_says_what_got_heavier(changes: list[tuple[str, str, object]], volume: int) -> None:
    cut = changed(BASE, changes)
    saved = saving_of(BASE, cut, RULES, volume)
    assert cut.limit.value == sum(one.share for one in cut.steps) > 0, "the limit follows its steps"
    assert saved.days is not None and (saved.days >= 0 or "days" in saved.worse)
    assert saved.cost >= 0 or "cost" in saved.worse
    there_and_back = saving_of(cut, BASE, RULES, volume)
    assert saved.days + (there_and_back.days or 0) == 0 and saved.cost + there_and_back.cost == 0


@given(st.lists(CHANGES, max_size=4), st.integers(1, 500))
def test_savings_of_several_procedures_add_up(sets: list[list[tuple[str, str, object]]], volume: int) -> None:
    savings = [saving_of(BASE, changed(BASE, one), RULES, volume) for one in sets]
    whole = sum_of(savings)
    assert whole.days == sum((one.days or D(0)) for one in savings) and whole.count == len(savings)
    assert whole.person_days == whole.days * volume and whole.uncounted == 0


def test_a_saving_without_volume_is_told_apart() -> None:
    whole = sum_of([saving_of(BASE, editing.without_step(BASE, "ky"), RULES)])
    assert (whole.days, whole.person_days, whole.uncounted) == (D("0.5"), D(0), 1)


def test_the_figures_of_the_formula_may_be_tried_otherwise() -> None:
    costs = costs_on(date(2026, 1, 1))
    tried = changed_by(costs, {"thu-nhap": "60.000", "gio-di": "1,5", "tien-di": "nhiều", "tien-giay-to": "-1"})
    assert tried.is_changed and tried.rules.hourly_income == 60_000 and tried.rules.hours_per_trip == D("1.5")
    assert tried.rules.trip_cost == costs.rules.trip_cost and tried.rules.document_cost == costs.rules.document_cost
    assert not changed_by(costs, {}).is_changed


def worked(count: int, days: str) -> Worked:
    return Worked(count, D(days) * 480)


def test_a_promise_is_held_against_what_was_measured_after_three_months() -> None:
    start = date(2026, 3, 1)
    early = kept(D("0.5"), worked(40, "3"), worked(12, "2"), start, date(2026, 5, 31))
    assert early.answer is Answer.TOO_EARLY and early.measured is None
    later = date(2026, 6, 1)
    assert kept(D("0.5"), worked(40, "3"), worked(4, "2"), start, later).answer is Answer.TOO_FEW
    assert kept(D("0.5"), worked(40, "3"), worked(12, "2.5"), start, later).answer is Answer.KEPT
    assert kept(D("0.5"), worked(40, "3"), worked(12, "2.8"), start, later).measured == D("0.2")
    assert kept(D("0.5"), worked(40, "3"), worked(12, "2.8"), start, later).answer is Answer.PARTLY
    assert kept(D("0.5"), worked(40, "3"), worked(12, "3.1"), start, later).answer is Answer.NOT_KEPT


def test_months_are_whole() -> None:
    assert months_between(date(2026, 1, 31), date(2026, 4, 30)) == 2
    assert months_between(date(2025, 11, 22), date(2026, 2, 22)) == 3
    assert months_between(date(2026, 3, 1), date(2026, 2, 1)) == -1


def test_rules_to_simplify_are_counted_with_the_documents_to_amend() -> None:
    """1.099 rules of 10 ministries in 197 documents; a document is done when every rule in it is."""
    rules = [SimplifiedIn(f"Bộ {n % 10}", f"Văn bản {n % 197}", n % 197 < 20) for n in range(1_099)]
    found = amendments(rules)
    assert (found.rules, found.bodies, found.documents, found.documents_amended) == (1_099, 10, 197, 20)
    assert found.share == D("10.2") and found.rules_amended == 120
    one_waits = [*rules, SimplifiedIn("Bộ 0", "Văn bản 0", False)]
    assert amendments(one_waits).documents_amended == 19
    assert amendments([]).share is None
