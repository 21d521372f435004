"""The law of the day of reception: which instrument, how sure, and nothing before there was one."""

from __future__ import annotations

from datetime import date, time

import pytest

from thongsuot.kernel.rules import NoRuleForDate, RuleFileError, RuleStatus, load_rule
from thongsuot.serving.clock.domain.rules import clock_rules
from thongsuot.serving.clock.rules import office_hours_on, rules_on


def test_three_regimes_and_no_gap_between_them() -> None:
    old, middle, new = rules_on(date(2025, 6, 30)), rules_on(date(2025, 7, 1)), rules_on(date(2026, 8, 5))
    assert rules_on(date(2026, 8, 4)) == middle
    assert "NĐ 61/2018" in old.start.reference and "NĐ 118/2025" in middle.start.reference
    assert "NĐ 309/2026" in new.start.reference and new.start.status is RuleStatus.OFFICIAL
    assert {one.handover_after for one in (old, middle, new)} == {time(15)}


def test_only_the_old_decree_restarts_and_that_is_certain() -> None:
    old, new = rules_on(date(2025, 6, 30)), rules_on(date(2026, 8, 5))
    assert old.supplement_restarts and old.return_within == 3 and old.supplement.status is RuleStatus.OFFICIAL
    assert not new.supplement_restarts and new.return_within is None
    assert new.supplement.status is RuleStatus.TO_VERIFY and "chờ kiểm chứng" in str(new.supplement)


def test_what_no_text_was_seen_for_says_so() -> None:
    new = rules_on(date(2026, 11, 22))
    assert new.extension.status is new.same_day.status is RuleStatus.TO_VERIFY
    assert new.rounding.status is new.part_of_day.status is new.duty.status is RuleStatus.SAMPLE
    assert "quy ước" in str(new.rounding) and str(new.day_count) == "BLDS 2015, Điều 147 khoản 2"
    assert office_hours_on(date(2026, 11, 22)).status is RuleStatus.SAMPLE


def test_before_the_first_decree_nothing_is_guessed() -> None:
    with pytest.raises(NoRuleForDate, match="không tự dùng quy định của năm khác"):
        rules_on(date(2018, 6, 20))


def test_a_spoilt_file_names_what_is_missing() -> None:
    value = dict(load_rule("serving/deadlines").on(date(2026, 11, 22)).value)
    with pytest.raises(RuleFileError, match="rounding"):
        clock_rules({name: one for name, one in value.items() if name != "rounding"})
    with pytest.raises(RuleFileError, match="halve"):
        clock_rules({**value, "supplement": {**value["supplement"], "effect": "halve"}})
