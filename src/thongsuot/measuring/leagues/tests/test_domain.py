"""Tables that say what they do not know."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from thongsuot.measuring.leagues.domain import Result, before_by_words, best_of, league

END = date(2021, 12, 31)


def result(unit: str, value: str | None, rank: int | None, **more: object) -> Result:
    fields: dict[str, object] = {"unit_of_measure": "%", "out_of": 63, **more}
    return Result(hash(unit) % 1000, unit, END, Decimal(value) if value else None, rank=rank, **fields)  # type: ignore[arg-type]


def test_the_year_before_as_the_source_implies_it() -> None:
    papi = result("hau-giang", "42.16", 33, change=Decimal("-1.61"), rank_change=-6)
    assert before_by_words(papi) == (Decimal("43.77"), 27)


def test_missing_units_are_named_and_not_zero() -> None:
    table = league([result("a", "86.77", 27)], {}, ["a", "b"], {}, comparable=True)
    assert [row.result.unit for row in table.rows] == ["a"]
    assert table.missing == ["b"]


def test_change_comes_from_last_year_only_when_comparable() -> None:
    now, before = [result("a", "86.77", 27)], {"a": result("a", "84.51", 28)}
    (row,) = league(now, before, ["a"], {}, comparable=True).rows
    assert (row.rank_change, row.change) == (1, Decimal("2.26"))
    (row,) = league(now, before, ["a"], {}, comparable=False).rows
    assert (row.rank_change, row.change) == (None, None)


def test_ranks_of_different_populations_are_not_subtracted() -> None:
    now, before = [result("a", "88", 5, out_of=34)], {"a": result("a", "87", 12)}
    (row,) = league(now, before, ["a"], {}, comparable=True).rows
    assert row.rank_change is None


def test_region_rank_needs_the_whole_region() -> None:
    regions = {"a": "r", "b": "r", "c": "s"}
    whole = league([result("a", "80", 2), result("b", "90", 1)], {}, ["a", "b", "c"], regions, comparable=True)
    assert {row.result.unit: row.region_rank for row in whole.rows} == {"a": "2/2", "b": "1/2"}
    part = league([result("a", "80", 2)], {}, ["a", "b", "c"], regions, comparable=True)
    assert part.rows[0].region_rank == ""


def test_the_surest_source_is_shown() -> None:
    sure, unsure = result("a", "85", 3, certainty=2), result("a", "86", 3, certainty=1)
    assert best_of([unsure, sure])["a"] is sure
