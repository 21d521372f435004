"""A hundred dates reckoned by hand from the calendar (``worked_cases.csv``), each with the rule it rests on."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from thongsuot.serving.clock.domain.cases import case_of, read_case, result_of
from thongsuot.serving.clock.extra import calendar_for
from thongsuot.serving.clock.rules import rules_on

TABLE = Path(__file__).with_name("worked_cases.csv")
with TABLE.open(encoding="utf-8", newline="") as stream:
    ROWS = list(csv.DictReader(stream))


def plain_case(row: dict[str, str]) -> dict[str, Any]:
    value, unit = row["limit"].split()
    pauses = []
    for one in filter(None, row["pauses"].split("; ")):
        reason, span = one.split(" ")
        since, until = span.split(">")
        pauses.append({"from": since, "to": until or None, "reason": reason})
    plain: dict[str, Any] = {"id": row["case"], "received_at": row["received"], "accepted_at": row["accepted"]}
    plain |= {"limit": {"value": value, "unit": unit}, "pauses": pauses}
    if row["extension"]:
        limit, at = row["extension"].split(" @")
        value, unit = limit.split()
        plain["extension"] = {"value": value, "unit": unit, "at": at}
    return plain


@pytest.mark.parametrize("row", ROWS, ids=[row["case"] for row in ROWS])
def test_the_date_is_the_one_reckoned_by_hand(row: dict[str, str]) -> None:
    case = case_of(plain_case(row))
    answer = result_of(case, read_case(case, calendar_for, rules_on))
    assert answer["due_at"] == (f"{row['due']}:00+07:00" if row["due"] else None)
    assert row["rests_on"] in " ".join(answer["explain"])
    assert all("(Căn cứ: " in one for one in answer["explain"])


def test_the_table_covers_what_it_must() -> None:
    assert len({row["case"] for row in ROWS}) == len(ROWS) >= 60
    assert {row["limit"].split()[1] for row in ROWS} == {
        "working_days", "working_hours", "calendar_days", "months",
    }  # fmt: skip
    days = {row["due"][:10] for row in ROWS}
    assert {"2026-01-10", "2026-08-22"} <= days  # swapped Saturdays are worked
    off = {"2026-01-01", "2026-01-02", "2026-08-31", *(f"2026-02-{day}" for day in range(14, 23))}
    assert not off & days
