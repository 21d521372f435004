"""The published tables counted again: what fits, and the fourteen conflicts that do not."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.kernel.periods import year
from thongsuot.kernel.ranking import competition_ranking
from thongsuot.measuring.published.elsewhere import Elsewhere, What
from thongsuot.measuring.published.load import published_report, published_rows
from thongsuot.measuring.published.recheck import Kind, recheck
from thongsuot.measuring.published.table import PublishedResult

D = Decimal
SHARED = Path(__file__).parents[5].parent / "shared" / "domain" / "data"


def row(unit: str, value: str | None, rank: int | None, at: int = 2021, **more: object) -> PublishedResult:
    fields: dict[str, object] = {
        "line": 10 * at + ord(unit[0]) % 10, "indicator": "par-index", "period": year(at), "unit": unit,
        "population": "province", "value": D(value) if value else None, "grade": "", "unit_of_measure": "%",
        "rank": rank, "out_of": 63, "rank_change": None, "change": None, "region_rank": None, "region_out_of": None,
        "equivalent": None, "equivalent_unit": "", "status": "printed", "source": "nguồn", "note": "", **more,
    }  # fmt: skip
    return PublishedResult(**fields)  # type: ignore[arg-type]


def kinds(*rows: PublishedResult, others: tuple[Elsewhere, ...] = ()) -> list[Kind]:
    return [one.kind for one in recheck(rows, others).conflicts]


def test_the_real_tables_have_fourteen_conflicts_and_each_has_its_words() -> None:
    report = published_report()
    assert Counter(one.kind for one in report.conflicts) == {
        Kind.TWO_PRINTS: 9, Kind.SHARED: 2, Kind.CHANGE: 1, Kind.MEAN: 1, Kind.SUM: 1,
    }  # fmt: skip
    assert (report.ranks, report.changes, report.sums, report.alone) == (379, 20, 31, 2)
    assert all(one.told and one.note and one.sources for one in report.conflicts)


def test_every_row_kept_as_a_conflict_is_among_them() -> None:
    """par-sipas §5: Hà Nội 2024, Hải Phòng, Hòa Bình, Cà Mau, Lào Cai, Long An 2023, PAPI Hà Nội, SIPAS 2022."""
    listed = {line for one in published_report().conflicts for line in one.lines}
    marked = {one.line for one in published_rows() if one.status == "conflict"}
    assert len(marked) == 9
    assert marked <= listed


def test_hau_giang_2021_fits_what_its_source_says_of_2020() -> None:
    papi, before = row("Hậu Giang", "42.16", 33, change=D("-1.61"), rank_change=-6), row("Hậu Giang", "43.77", 27, 2020)
    assert kinds(papi, before) == []
    assert kinds(papi, replace(before, rank=26)) == [Kind.RANK_CHANGE]
    assert kinds(papi, replace(before, value=D("43.70"))) == [Kind.CHANGE]


def test_a_fall_of_55_places_from_12_is_impossible_even_without_last_year() -> None:
    assert kinds(row("Hà Giang", None, 12, rank_change=48)) == []
    assert kinds(row("Hà Giang", None, 12, rank_change=55)) == [Kind.RANK_CHANGE]


def test_a_rounding_of_the_last_digit_is_no_conflict() -> None:
    assert kinds(row("A", "86.77", 1, change=D("2.27")), row("A", "84.51", 1, 2020)) == []
    assert kinds(row("A", "86.77", 1, change=D("2.28")), row("A", "84.51", 1, 2020)) == [Kind.CHANGE]


def test_ranks_may_leave_room_for_units_nobody_printed() -> None:
    assert kinds(row("A", "90", 3), row("B", "80", 61)) == []
    assert kinds(row("A", "90", 1), row("B", "80", 63), row("C", "79.5", None)) == [Kind.ORDER]
    assert kinds(row("A", "90", 4), row("B", "91", 9)) == [Kind.ORDER]
    assert kinds(row("A", "90", 64)) == [Kind.BOUNDS]


def test_one_rank_for_two_needs_one_value() -> None:
    assert kinds(row("A", "90", 3), row("B", "90", 3)) == []
    assert kinds(row("A", "90", 3), row("B", "89", 3)).count(Kind.SHARED) == 1


def test_two_pages_two_figures() -> None:
    other = Elsewhere(2, "par-index", 2021, "A", "province", What.VALUE, D("91.81"), None, "trang kia", "")
    (found,) = recheck([row("A", "91.87", 2)], [other]).conflicts
    assert (found.kind, found.sources) == (Kind.TWO_PRINTS, ("nguồn", "trang kia"))
    assert recheck([row("A", "91.81", 2)], [other]).conflicts == ()


@pytest.mark.parametrize(("parts", "total", "fits"), [(4, "85.78", True), (4, "85.76", False), (2, "85.77", False)])
def test_printed_parts_add_up_but_for_their_rounding(parts: int, total: str, fits: bool) -> None:
    added = Elsewhere(2, "par-index", 2021, "A", "province", What.SUM, D("85.79"), None, "", "", parts)
    assert (kinds(row("A", total, 29), others=(added,)) == []) is fits


def test_departments_and_communes_of_five_provinces_keep_their_order() -> None:
    if not SHARED.exists():
        pytest.skip("bảng của các tỉnh không có ở máy này")
    with (SHARED / "internal_index_results.csv").open(encoding="utf-8", newline="") as stream:
        found = [one for one in csv.DictReader(stream) if one["rank"].isdigit()]
    rows = [
        row(one["unit"], one["value"] or None, int(one["rank"]), int(one["year"]), line=line, out_of=None,
            population=f"{one['province']}|{one['unit_kind']}", unit_of_measure="%")
        for line, one in enumerate(found, 2)
    ]  # fmt: skip
    assert len(rows) > 50
    assert [one.told for one in recheck(rows, ()).conflicts] == []


scores = st.dictionaries(st.integers(1, 63).map(str), st.integers(5000, 9999), min_size=2, max_size=20)


@given(values=scores)
def test_a_table_ranked_by_its_values_has_no_conflict(values: dict[str, int]) -> None:
    ranks = competition_ranking({unit: D(value) for unit, value in values.items()})
    rows = [row(u, str(D(v).scaleb(-2)), ranks[u].position, out_of=len(values), line=int(u)) for u, v in values.items()]
    assert kinds(*rows) == []


@given(values=scores, data=st.data())
def test_two_ranks_exchanged_are_always_found(values: dict[str, int], data: st.DataObject) -> None:
    ranks = {u: r.position for u, r in competition_ranking({u: D(v) for u, v in values.items()}).items()}
    one, other = data.draw(st.tuples(st.sampled_from(sorted(values)), st.sampled_from(sorted(values))))
    if values[one] == values[other]:
        return
    ranks[one], ranks[other] = ranks[other], ranks[one]
    assert Kind.ORDER in kinds(*(row(u, str(D(v).scaleb(-2)), ranks[u], line=int(u)) for u, v in values.items()))
