"""Does a lake hold what it says, and what the source holds?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from thongsuot.reporting.lake.engines import Engine, facts
from thongsuot.reporting.lake.manifest import LakeDamagedError, Part
from thongsuot.reporting.lake.parts import measure, new_room, read_part
from thongsuot.reporting.lake.shape import month_of
from thongsuot.reporting.lake.snapshots import Snapshot
from thongsuot.serving.facts.domain.counters import NAMES, cells, folded

Sums = Mapping[tuple[int, date], Mapping[str, int]]  # (province, first of the month) → counters


@dataclass(frozen=True, slots=True)
class Fault:
    """``where``: a file, or a province and month. ``what``: one sentence for the operator."""

    where: str
    what: str


def faults_within(lake: Snapshot) -> Iterator[Fault]:
    """Every file is there, unchanged, holds only its partition's rows and gives its sums; no key stands twice."""
    room, broken = new_room(), False
    for part in lake.parts():
        for what in _part_faults(lake, part, room):
            broken = True
            yield Fault(part.path, what)
    if broken:
        return  # keys are only compared over files that can be read
    for source, code in _doubles(lake):
        yield Fault(f"{source} {code}", "mã hồ sơ này có hai dòng")


def faults_against(lake: Snapshot, source: Sums, engine: Engine) -> Iterator[Fault]:
    """Where the sums of a province and month differ from those of the source, counter by counter."""
    mine = monthly_sums(lake, engine)
    for place in sorted({*mine, *source}):
        ours, theirs = mine.get(place, {}), source.get(place, {})
        wrong = [name for name in NAMES if ours.get(name, 0) != theirs.get(name, 0)]
        if wrong:
            told = ", ".join(f"{name} {ours.get(name, 0)} ≠ {theirs.get(name, 0)}" for name in wrong)
            yield Fault(f"{place[0]}, {place[1]:%m/%Y}", f"kho khác nguồn: {told}")


def monthly_sums(lake: Snapshot, engine: Engine) -> Sums:
    rows = engine.run(folded(cells(facts(), ("province",), "month"), ("province",)), lake)
    return sums_of(rows.to_pylist())


def sums_of(rows: Iterable[Mapping[str, object]]) -> Sums:
    """Rows with ``province``, ``day`` and the counters; places where nothing is counted are left out."""
    found: dict[tuple[int, date], Mapping[str, int]] = {}
    for row in rows:
        counted = {name: row[name] for name in NAMES}
        if any(counted.values()):
            found[row["province"], row["day"]] = counted  # type: ignore[index,assignment]
    return found


def _part_faults(lake: Snapshot, part: Part, room: object) -> Iterator[str]:
    try:
        rows = read_part(lake.store, part)
    except FileNotFoundError:
        yield "không thấy tệp này"
        return
    except LakeDamagedError:
        yield "nội dung tệp đã bị đổi so với lúc ghi"
        return
    if rows.num_rows != part.rows:
        yield f"có {rows.num_rows} dòng, lẽ ra {part.rows}"
    if {*month_of(rows["started_at"]).to_pylist()} != {part.place.month} or {*rows["province"].to_pylist()} != {
        part.place.province
    }:
        yield "có dòng của tháng hoặc tỉnh khác"
    sums = measure(rows, room)["sums"]
    wrong = [name for name in part.sums if name in sums and sums[name] != part.sums[name]]
    if wrong:
        yield f"tổng không khớp: {', '.join(wrong)}"


def _doubles(lake: Snapshot) -> list[tuple[int, str]]:
    from thongsuot.reporting.lake.engines.duck import DuckEngine

    rows = facts()
    counted = rows.group_by(["source", "code"]).aggregate(times=rows.count())
    found = DuckEngine().run(counted.filter(counted.times > 1).limit(20), lake)
    return [(one["source"], one["code"]) for one in found.to_pylist()]
