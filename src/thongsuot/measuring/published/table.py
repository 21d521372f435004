"""A row of published results as a figure; pure. The table is ``rules/results/indices.csv``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from thongsuot.kernel.periods import Period, as_of, nine_months, year

POPULATION_SCOPES = {
    "province": "tỉnh, thành phố",
    "ministry": "bộ, cơ quan ngang bộ",
    "national": "cả nước",
    "national_avg_provinces": "bình quân các tỉnh, thành phố",
    "national_avg_ministries": "bình quân các bộ, cơ quan ngang bộ",
    "region_avg": "bình quân vùng",
}
AVERAGES = ("national_avg_provinces", "national_avg_ministries", "region_avg")
DOUBTFUL = ("uncertain", "conflict")


@dataclass(frozen=True, slots=True)
class PublishedResult:
    """One printed result. ``line`` is its row in the table, ``status`` how sure we are that it was printed so."""

    line: int
    indicator: str
    period: Period
    unit: str
    population: str
    value: Decimal | None
    grade: str
    unit_of_measure: str
    rank: int | None
    out_of: int | None
    rank_change: int | None
    change: Decimal | None  # in the unit of measure, as the source states it
    region_rank: int | None
    region_out_of: int | None
    equivalent: Decimal | None  # the same result on another scale
    equivalent_unit: str
    status: str
    source: str
    note: str

    @property
    def says_something(self) -> bool:
        """«Không công bố» is a gap in the table, never a row with 0."""
        return self.value is not None or self.rank is not None or bool(self.grade)


def results(rows: Iterable[Mapping[str, str]]) -> Iterator[PublishedResult]:
    """``rows`` as a CSV reader gives them; line numbers count the heading as line 1."""
    for line, row in enumerate(rows, start=2):
        grade, value = ("", row["value"]) if row["unit_of_measure"] != "mức" else (row["value"], "")
        yield PublishedResult(
            line=line,
            indicator=row["indicator"],
            period=period_of(row["period"]),
            unit=row["unit"],
            population=row["population"],
            value=Decimal(value) if value else None,
            grade=grade,
            unit_of_measure=row["unit_of_measure"],
            rank=_whole(row["rank"]),
            out_of=_whole(row["out_of"]),
            rank_change=_whole(row["rank_change"]),
            change=Decimal(row["change"]) if row["change"] else None,
            region_rank=_whole(row["region_rank"]),
            region_out_of=_whole(row["region_out_of"]),
            equivalent=Decimal(row["equivalent"]) if row["equivalent"] else None,
            equivalent_unit=row["equivalent_unit"],
            status=row["status"],
            source=row["source"],
            note=row["note"],
        )


def _whole(text: str) -> int | None:
    return int(text) if text else None


def period_of(text: str) -> Period:
    """«2022» a year, «2024-9M» nine months, «2026 đến 10/10/2026» as read on that day."""
    if text.endswith("-9M"):
        return nine_months(int(text[:4]))
    if " đến " in text:
        day, month, in_year = (int(part) for part in text.split(" đến ")[1].split("/"))
        return as_of(date(in_year, month, day))
    return year(int(text))


def by_source(rows: Iterable[PublishedResult]) -> Iterator[tuple[tuple[str, str, str], list[PublishedResult]]]:
    """Rows of one indicator, period and source together: one document of the record each."""

    def key(one: PublishedResult) -> tuple[str, str, str]:
        return one.indicator, one.period.text, one.source

    for group, members in groupby(sorted(rows, key=key), key=key):
        yield group, list(members)
