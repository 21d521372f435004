"""The sample plans: the numbers they promise, their own words in the right form."""

from __future__ import annotations

from datetime import date

import pytest

from thongsuot.kernel.rules import load_yaml
from thongsuot.steering.plans.demo import period_text
from thongsuot.steering.plans.demo_tasks import amounts, due_of, finished_on
from thongsuot.steering.tasks.choices import LateCause
from thongsuot.steering.tasks.domain import Stand, timeliness

GIVEN = load_yaml("demo/steering/plans")
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(("ref", "done", "total"), [("cchc", 28, 40), ("cds", 15, 20), ("da06", 19, 24)])
def test_progress_of_the_samples(ref, done, total):
    plan = next(one for one in GIVEN["current"] if one["ref"] == ref)
    counted = [task for task in plan["tasks"] if not task.get("strategic") and task.get("state") != "dropped"]
    assert len(counted) == total
    assert sum("state" not in task for task in counted) == done
    assert {task["g"] for task in plan["tasks"]} <= {goal["code"] for goal in plan["goals"]}


@pytest.mark.parametrize("today", [TODAY, date(2027, 1, 5), date(2026, 5, 31), date(2026, 9, 30), date(2028, 2, 29)])
def test_whoever_finished_late_says_why_whenever_the_samples_are_loaded(today):
    for plan in GIVEN["current"]:
        for task in plan["tasks"]:
            if "done" not in task:
                continue
            due, _words = due_of(task["due"], today)
            late = timeliness(due, finished_on(task, today)) is Stand.LATE
            assert late == ("late" in task), (task["t"], today)
            if late:
                assert task["late"][0] in LateCause.values
                assert task["late"][1].strip()


def test_deadlines_relative_to_the_day_of_loading():
    assert due_of(-40, TODAY) == (date(2026, 10, 13), "")
    assert due_of({"month": -1}, TODAY) == (date(2026, 10, 31), "trong tháng 10/2026")
    assert due_of({"quarter": -1}, TODAY) == (date(2026, 9, 30), "quý III/2026")
    assert due_of({"quarter": -1}, date(2027, 1, 5)) == (date(2026, 12, 31), "quý IV/2026")
    assert due_of({"years": 4}, TODAY) == (date(2030, 12, 31), "")
    assert period_text("quarter", -1, TODAY) == "quý III/2026"
    assert period_text("quarter", -1, date(2027, 1, 5)) == ""
    assert amounts([120, "thủ tục", 126]) == (120, "thủ tục", 126)
    assert amounts([65, "quyết định"])[2] is None
