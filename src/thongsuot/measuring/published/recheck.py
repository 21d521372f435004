"""Ranks and changes of the published tables counted again (issue «measuring», It must show). Pure.

Tables are known in part only: a rank is refuted where the values that are known leave no room for it, never because
rows are missing. A printed change is held against the neighbouring year to the last printed digit. What does not fit
is listed with what was printed, what was counted and the note of the row; nothing is silently mended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from thongsuot.kernel.formatting import format_number
from thongsuot.kernel.periods import PeriodKind
from thongsuot.kernel.ranking import rank_before, rank_is_possible
from thongsuot.measuring.published.elsewhere import Elsewhere, What
from thongsuot.measuring.published.table import AVERAGES, PublishedResult


class Kind(StrEnum):
    BOUNDS = "bounds"  # rank outside the number of units
    ORDER = "order"  # rank against the values of the table
    SHARED = "shared"  # one rank for two units not shown equal
    CHANGE = "change"
    RANK_CHANGE = "rank_change"
    MEAN = "above_mean"
    SUM = "sum"
    TWO_PRINTS = "two_prints"  # two sources, two figures


@dataclass(frozen=True, slots=True)
class Conflict:
    """``lines`` of ``indices.csv``; ``told`` says in a sentence what was printed and what it should be."""

    kind: Kind
    indicator: str
    period: str
    unit: str
    lines: tuple[int, ...]
    told: str
    note: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """How many printed ranks, changes and sums were counted again; ``alone``: changes with nothing to hold against."""

    ranks: int
    changes: int
    sums: int
    alone: int
    conflicts: tuple[Conflict, ...]


_Table = tuple[str, str, str]  # indicator, period, population
_Cell = tuple[str, int, str]  # indicator, year, unit


def recheck(rows: Sequence[PublishedResult], others: Sequence[Elsewhere]) -> Report:
    tables: dict[_Table, list[PublishedResult]] = defaultdict(list)
    for row in rows:
        tables[row.indicator, row.period.text, row.population].append(row)
    cells = {(one.indicator, year, one.unit): one for one in rows if (year := year_of(one)) is not None}
    changes = [*_stated(rows), *(one for one in others if one.what in (What.CHANGE, What.RANK_CHANGE))]
    alone = sum(not _has_neighbour(one, cells) for one in changes)
    found = [
        *(conflict for table in tables.values() for conflict in _of_table(table)),
        *(conflict for one in others if one.what is What.RANK for conflict in _placed_elsewhere(one, cells, tables)),
        *_two_prints(others, cells),
        *(conflict for one in changes for conflict in _change(one, cells)),
        *(conflict for one in others if one.what is What.ABOVE_MEAN for conflict in _mean(one, cells, rows)),
        *(conflict for one in others if one.what is What.SUM for conflict in _sum(one, cells)),
    ]
    return Report(
        ranks=sum(one.rank is not None for one in rows) + sum(one.what is What.RANK for one in others),
        changes=len(changes) + sum(one.what is What.ABOVE_MEAN for one in others),
        sums=sum(one.what is What.SUM for one in others),
        alone=alone,
        conflicts=tuple(dict.fromkeys(found)),
    )


def year_of(row: PublishedResult) -> int | None:
    """Only whole years have a neighbouring year."""
    return row.period.end.year if row.period.kind is PeriodKind.YEAR and row.period.end else None


def _of_table(table: Sequence[PublishedResult]) -> Iterator[Conflict]:
    if table[0].population in AVERAGES:
        return
    for row in table:
        if row.rank is not None:
            yield from _placed(row, table)


def _placed(row: PublishedResult, table: Sequence[PublishedResult]) -> Iterator[Conflict]:
    """A rank against everything else the table says."""
    assert row.rank is not None
    if row.out_of is not None and not rank_is_possible(row.rank, row.out_of):
        yield _conflict(Kind.BOUNDS, row, f"Hạng {row.rank} nằm ngoài {row.out_of} đơn vị được xếp hạng.")
    elif row.value is not None:
        yield from _room(row, table)
    for other in table:
        if other.rank == row.rank and other.unit != row.unit and (row.value is None or other.value != row.value):
            first, second = sorted((row, other), key=lambda one: one.line)
            told = f"Hạng {row.rank} được in cho cả {_shown(first)} và {_shown(second)}, nguồn không ghi đồng hạng."
            yield _conflict(Kind.SHARED, first, second, told=told)


def _room(row: PublishedResult, table: Sequence[PublishedResult]) -> Iterator[Conflict]:
    """Units known to be above must fit above, units known to be below must fit below."""
    assert row.rank is not None
    assert row.value is not None
    known = [one for one in table if one.unit_of_measure == row.unit_of_measure]
    above = [one for one in known if one.value is not None and one.value > row.value]
    below = [one for one in known if one.value is not None and one.value < row.value]
    if len(above) >= row.rank:
        yield _conflict(Kind.ORDER, row, f"{_shown(row)} in hạng {row.rank} mà đã có {len(above)} đơn vị cao điểm hơn.")
    if row.out_of is not None and len(below) > row.out_of - row.rank:
        yield _conflict(
            Kind.ORDER, row, f"{_shown(row)} in hạng {row.rank}/{row.out_of} mà có {len(below)} đơn vị thấp điểm hơn."
        )
    worse_placed = [one for one in above if one.rank is not None and one.rank > row.rank]
    better_placed = [one for one in below if one.rank is not None and one.rank < row.rank]
    for other in [*worse_placed, *better_placed]:
        if row.line < other.line:  # each pair once
            told = f"{_shown(row)} in hạng {row.rank}, {_shown(other)} in hạng {other.rank}: hạng ngược với kết quả."
            yield _conflict(Kind.ORDER, row, other, told=told)


def _placed_elsewhere(
    one: Elsewhere, cells: Mapping[_Cell, PublishedResult], tables: Mapping[_Table, Sequence[PublishedResult]]
) -> Iterator[Conflict]:
    """The rank another page prints, put into the table in place of ours."""
    kept = cells.get((one.indicator, one.year, one.unit))
    if kept is None:
        return
    table = tables[kept.indicator, kept.period.text, kept.population]
    put = replace(kept, rank=int(one.value), note=one.note or kept.note, source=one.source)
    yield from _placed(put, [put if row is kept else row for row in table])


def _two_prints(others: Iterable[Elsewhere], cells: Mapping[_Cell, PublishedResult]) -> Iterator[Conflict]:
    groups: dict[tuple[_Cell, What], list[Elsewhere]] = defaultdict(list)
    for one in others:
        if one.what in (What.VALUE, What.RANK):
            groups[(one.indicator, one.year, one.unit), one.what].append(one)
    for (cell, what), group in groups.items():
        kept = cells.get(cell)
        own = None if kept is None else kept.value if what is What.VALUE else kept.rank
        printed = dict.fromkeys([*([] if own is None else [Decimal(own)]), *(one.value for one in group)])
        if kept is not None and len(printed) > 1:
            name = "kết quả" if what is What.VALUE else "hạng"
            shown = " và ".join(format_number(value) for value in printed)
            sources = _places([kept.source, *(one.source for one in group)])
            conflict = _conflict(Kind.TWO_PRINTS, kept, told=f"{kept.unit}: {name} được in là {shown}.")
            yield replace(conflict, sources=sources)


def _stated(rows: Iterable[PublishedResult]) -> Iterator[Elsewhere]:
    """Changes that stand in the table itself, against the year before."""
    for row in rows:
        year = year_of(row)
        for what, value in ((What.CHANGE, row.change), (What.RANK_CHANGE, row.rank_change)):
            if year is not None and value is not None:
                yield Elsewhere(
                    row.line, row.indicator, year, row.unit, row.population, what, Decimal(value), year - 1,
                    row.source, row.note,
                )  # fmt: skip


def _has_neighbour(one: Elsewhere, cells: Mapping[_Cell, PublishedResult]) -> bool:
    assert one.against is not None
    now, before = cells.get((one.indicator, one.year, one.unit)), cells.get((one.indicator, one.against, one.unit))
    if now is None or before is None:
        return False
    figures = (now.value, before.value) if one.what is What.CHANGE else (now.rank, before.rank)
    return None not in figures


def _change(one: Elsewhere, cells: Mapping[_Cell, PublishedResult]) -> Iterator[Conflict]:
    assert one.against is not None
    now, before = cells.get((one.indicator, one.year, one.unit)), cells.get((one.indicator, one.against, one.unit))
    if now is None:
        return
    if one.what is What.RANK_CHANGE:
        yield from _rank_change(one, now, before)
    elif before is not None and now.value is not None and before.value is not None:
        counted = now.value - before.value
        if not _fits(counted, one.value, (now.value, before.value, one.value)):
            yield _conflict(
                Kind.CHANGE, now, before,
                told=f"{one.unit}: nguồn nêu {_signed(one.value)} so với {one.against}, nhưng "
                f"{format_number(now.value)} − {format_number(before.value)} = {_signed(counted)}.",
            )  # fmt: skip


def _rank_change(one: Elsewhere, now: PublishedResult, before: PublishedResult | None) -> Iterator[Conflict]:
    if now.rank is None:
        return
    implied = rank_before(now.rank, int(one.value))
    out_of = before.out_of if before and before.out_of else now.out_of
    if before is not None and before.rank is not None and before.rank != implied:
        told = (
            f"{one.unit}: hạng {now.rank} và số bậc cho hạng {implied} năm {one.against}, nguồn kia in {before.rank}."
        )
        yield _conflict(Kind.RANK_CHANGE, now, before, told=told)
    elif out_of is not None and not rank_is_possible(implied, out_of):
        told = f"{one.unit}: hạng {now.rank} và số bậc nêu ra cho hạng {implied}, ngoài {out_of} đơn vị."
        yield _conflict(Kind.RANK_CHANGE, now, told=told)


def _mean(
    one: Elsewhere, cells: Mapping[_Cell, PublishedResult], rows: Iterable[PublishedResult]
) -> Iterator[Conflict]:
    now = cells.get((one.indicator, one.year, one.unit))
    wanted = "national_avg_ministries" if one.population == "ministry" else "national_avg_provinces"
    means = [r for r in rows if (r.indicator, r.population, year_of(r)) == (one.indicator, wanted, one.year)]
    for mean in means:
        if now is None or now.value is None or mean.value is None:
            continue
        counted = now.value - mean.value
        if not _fits(counted, one.value, (now.value, mean.value, one.value)):
            yield _conflict(
                Kind.MEAN, now, mean,
                told=f"{one.unit}: nguồn nêu hơn bình quân {format_number(one.value)}, nhưng "
                f"{format_number(now.value)} − {format_number(mean.value)} = {format_number(counted)}.",
            )  # fmt: skip


def _sum(one: Elsewhere, cells: Mapping[_Cell, PublishedResult]) -> Iterator[Conflict]:
    """Each of the parts and the total were rounded by at most half a step."""
    now = cells.get((one.indicator, one.year, one.unit))
    if now is None or now.value is None:
        return
    step = max(_step(one.value), _step(now.value))
    if abs(one.value - now.value) > step * (one.parts + 1) / 2:
        added, whole = format_number(one.value), format_number(now.value)
        told = f"{one.unit}: {one.parts} phần in ra cộng lại là {added}, tổng in {whole}."
        yield replace(_conflict(Kind.SUM, now, told=told), sources=_places([now.source, one.source]))


def _fits(counted: Decimal, printed: Decimal, figures: Iterable[Decimal]) -> bool:
    """Two rounded figures may differ from a rounded difference by one step of the coarsest digit."""
    return abs(counted - printed) <= max(_step(one) for one in figures)


def _step(value: Decimal) -> Decimal:
    """One hundredth for what is printed with two decimals or fewer: «86,3» is «86,30»."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(min(exponent, -2))


def _signed(value: Decimal) -> str:
    return f"+{format_number(value)}" if value > 0 else format_number(value)


def _shown(row: PublishedResult) -> str:
    return row.unit if row.value is None else f"{row.unit} ({format_number(row.value)})"


def _places(sources: Iterable[str]) -> tuple[str, ...]:
    """Each address once; a row may name several, «a; b»."""
    return tuple(dict.fromkeys(place for one in sources for place in one.split("; ")))


def _conflict(kind: Kind, row: PublishedResult, *others: PublishedResult | str, told: str = "") -> Conflict:
    rows = [row, *(one for one in others if isinstance(one, PublishedResult))]
    words = told or next(one for one in others if isinstance(one, str))
    return Conflict(
        kind,
        row.indicator,
        row.period.text,
        row.unit,
        tuple(one.line for one in rows),
        words,
        " ".join(dict.fromkeys(one.note for one in rows if one.note)),
        _places(one.source for one in rows),
    )
