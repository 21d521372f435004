"""The table of published results, read as it stands in rules/."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal

from thongsuot.kernel.periods import PeriodKind
from thongsuot.kernel.rules import rules_root
from thongsuot.measuring.published.table import PublishedResult, by_source, period_of, results


def table() -> list[PublishedResult]:
    with (rules_root() / "results" / "indices.csv").open(encoding="utf-8", newline="") as stream:
        return list(results(csv.DictReader(stream)))


def one(indicator: str, year: int, unit: str) -> PublishedResult:
    found = [r for r in table() if (r.indicator, r.unit) == (indicator, unit) and r.period.text == f"năm {year}"]
    assert len(found) == 1
    return found[0]


def test_hau_giang_2021_as_published() -> None:
    par, papi = one("par-index", 2021, "Hậu Giang"), one("papi", 2021, "Hậu Giang")
    assert (par.value, par.rank, par.out_of, par.rank_change) == (Decimal("86.77"), 27, 63, 1)
    assert (par.region_rank, par.region_out_of) == (4, 13)
    assert (papi.value, papi.change, papi.rank, papi.rank_change) == (Decimal("42.16"), Decimal("-1.61"), 33, -6)


def test_every_row_has_a_source_and_something_to_say_or_a_reason() -> None:
    for row in table():
        assert row.source
        assert row.says_something or row.note


def test_the_34_provinces_of_2026() -> None:
    rows = [row for row in table() if row.period.kind is PeriodKind.AS_OF]
    assert len(rows) == 34
    assert sorted(row.rank or 0 for row in rows) == list(range(1, 35))


def test_periods_of_the_table() -> None:
    assert period_of("2024-9M").end == date(2024, 9, 30)
    assert period_of("2026 đến 10/10/2026").end == date(2026, 10, 10)


def test_grouping_keeps_every_row() -> None:
    assert sum(len(rows) for _key, rows in by_source(table())) == len(table())
