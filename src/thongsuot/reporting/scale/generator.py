"""Made-up dossiers in the shape of the fact table: the same for the same seed, two million a second and more.

A province's month is made at once, column by column; rows come ordered by unit, then by their start.
"""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from thongsuot.reporting.scale.calendar import minutes_of
from thongsuot.reporting.scale.draws import FINE, Numbers, Words
from thongsuot.reporting.scale.story import Story, tell
from thongsuot.reporting.scale.world import Scale, World, corner, first_day, nation
from thongsuot.serving.facts.domain.schema import COLUMNS, Channel, Mode

MICRO = 1_000_000
ARROW = {
    "int16": pa.int16(),
    "int32": pa.int32(),
    "string": pa.string(),
    "boolean": pa.bool_(),
    "timestamp": pa.timestamp("us"),
}
SCHEMA = pa.schema([pa.field(one.name, ARROW[one.type_name], nullable=one.is_nullable) for one in COLUMNS])
GROUP = 1_000_000  # rows in a row group
POSTED, ASSISTED, BY_OFFICER = 0.12, 0.36, 0.1
MINUTE_BITS, UNIT_BITS = 18, 14  # one sort key: unit, then the minute within the span


def demo_facts(
    seed: int, units: Sequence[tuple[int, int]], procedures: Sequence[int], span: tuple[date, date], count: int
) -> pa.Table:
    """Sample dossiers of source 1 for given units (number, province) and procedures, started within ``span``.

    Facts are as known at the end of the last day. At most half a year: the sort key holds no more minutes.
    """
    world = corner(seed, units, procedures, span, count)
    return pa.concat_tables([province_facts(world, 0, one) for one in world.provinces])


def month_facts(world: World, month: int) -> Iterator[pa.Table]:
    """One table a province."""
    return (province_facts(world, month, one) for one in world.provinces)


def province_facts(world: World, month: int, province: int) -> pa.Table:
    inside = np.flatnonzero(world.units.province == province)
    counts = world.counts[month, inside]
    count = int(counts.sum())
    words = Words(world.seed, (month, province), count)
    unit, minutes = _starts(world, words, month, np.repeat(inside, counts))
    table = FINE * world.units.kind[unit]
    procedure = world.procedures.tables[table + words.fine().astype(np.int32)]
    story = tell(world, words, minutes, unit, procedure)
    columns = {
        **_keys(world, month, unit, procedure),
        **_moments(story),
        **_flags(world, words, unit, procedure, story),
    }
    return pa.table([_column(name, columns[name]) for name in SCHEMA.names], schema=SCHEMA)


def write_month(world: World, folder: Path, month: int) -> int:
    """One Parquet file of the month; row groups of a million rows, provinces in order. Returns the rows."""
    first = world.spans[month][0]
    path = folder / f"month={first:%Y-%m}" / "part-0.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = 0
    draft = path.with_suffix(".draft")
    with pq.ParquetWriter(
        draft, SCHEMA, compression="zstd", compression_level=1, use_dictionary=DICTIONARIES
    ) as writer:
        for group in _groups(month_facts(world, month)):
            writer.write_table(group, row_group_size=GROUP)
            rows += group.num_rows
    draft.rename(path)
    return rows


DICTIONARIES = [one.name for one in COLUMNS if one.type_name in ("int16", "int32")]


def write_facts(scale: Scale, folder: Path, processes: int = 2) -> int:
    """All months that are not there yet. Returns the rows written."""
    world = nation(scale)
    missing = [
        n
        for n, (first, _) in enumerate(world.spans)
        if not (folder / f"month={first:%Y-%m}" / "part-0.parquet").exists()
    ]
    if processes == 1:
        return sum(write_month(world, folder, month) for month in missing)
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return sum(pool.imap_unordered(partial(_write_of, scale, folder), missing))


def digest(table: pa.Table) -> str:
    """Of the values, whatever the chunks."""
    sink = hashlib.sha256()
    for column in table.combine_chunks().columns:
        for buffer in column.chunk(0).buffers() if column.num_chunks else ():
            sink.update(buffer or b"-")
    return sink.hexdigest()


def _write_of(scale: Scale, folder: Path, month: int) -> int:
    return write_month(nation(scale), folder, month)


def _groups(tables: Iterator[pa.Table]) -> Iterator[pa.Table]:
    waiting: list[pa.Table] = []
    for one in tables:
        waiting.append(one)
        if sum(table.num_rows for table in waiting) >= GROUP:
            yield pa.concat_tables(waiting)
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting)


def _starts(world: World, words: Words, month: int, unit: Numbers) -> tuple[Numbers, Numbers]:
    """Units and minutes since the calendar's first day, ordered by both: one number a row is sorted."""
    minutes = _minutes(world.spans[month])[words.fine()].astype(np.uint32)
    key = np.sort(unit.astype(np.uint32) << np.uint32(MINUTE_BITS) | minutes)
    offset = (first_day(world, month) - world.calendar.base) * 1440
    return (key >> np.uint32(MINUTE_BITS)).astype(np.int32), (key & np.uint32((1 << MINUTE_BITS) - 1)).astype(
        np.int32
    ) + offset


_known: dict[tuple[date, date], Numbers] = {}


def _minutes(span: tuple[date, date]) -> Numbers:
    if span not in _known:
        _known.clear()
        _known[span] = minutes_of(*span)
    return _known[span]


def _keys(world: World, month: int, unit: Numbers, procedure: Numbers) -> dict[str, Any]:
    units = world.units
    return {
        "source": np.full(len(unit), world.source, np.int16),
        "code": _codes(world, month, unit),
        "province": units.province[unit],
        "unit": units.number[unit],
        "received_unit": units.desk[unit],
        "procedure": world.procedures.number[procedure],
    }


def _codes(world: World, month: int, unit: Numbers) -> pa.Array:
    """«Hpp.uuuuu-yymm-nnnnnnn» without a loop: digits are written into a matrix of letters."""
    first = world.spans[month][0]
    count = len(unit)
    letters = np.empty((count, CODE_LENGTH), np.uint8)
    letters[:] = np.frombuffer(f"H00.00000-{first:%y%m}-0000000".encode(), np.uint8)
    _digits(letters, 1, 2, world.units.province[unit])
    _digits(letters, 4, 5, world.units.number[unit])
    _digits(letters, 15, 7, np.arange(1, count + 1, dtype=np.int32))
    offsets = np.arange(count + 1, dtype=np.int32) * CODE_LENGTH
    return pa.StringArray.from_buffers(count, pa.py_buffer(offsets), pa.py_buffer(letters))


CODE_LENGTH = len("H00.00000-0000-0000000")


def _digits(letters: Numbers, at: int, width: int, values: Numbers) -> None:
    rest = values.astype(np.uint32)
    for place in range(at + width - 1, at - 1, -1):
        letters[:, place] += (rest % np.uint32(10)).astype(np.uint8)
        rest = rest // np.uint32(10)


def _moments(story: Story) -> dict[str, Any]:
    return {
        "started_at": _stamps(story.started),
        "due_at": _stamps(story.due, story.is_paused),
        "paused_at": _stamps(story.paused, ~story.is_paused),
        "finished_at": _stamps(story.ended, ~story.is_ended | story.is_given_up),
        "closed_at": _stamps(story.ended, ~(story.is_ended & story.is_given_up)),
        "is_past_due": story.is_past_due,
        "supplements": story.supplements,
    }


def _stamps(seconds: Numbers, is_empty: Numbers | None = None) -> pa.Array:
    return pa.array(seconds * MICRO, pa.int64(), mask=is_empty).view(pa.timestamp("us"))


def _flags(world: World, words: Words, unit: Numbers, procedure: Numbers, story: Story) -> dict[str, Any]:
    procedures, digital = world.procedures, words.chance(world.units.digital[unit])
    channel, mode = _channels(words, world.units.online[unit] * procedures.online[procedure], story.started)
    is_online = channel == int(Channel.ONLINE)
    has_fee = procedures.has_fee[procedure] & ~words.chance(0.06)
    is_reusing = words.chance(0.24) & digital
    gives_paper = procedures.gives_paper[procedure]
    has_result = story.is_ended & ~story.is_given_up & gives_paper
    return {
        "channel": channel,
        "mode": mode,
        "has_fee": has_fee,
        "is_paid_online": has_fee & np.where(is_online, words.chance(0.78), words.chance(0.2)),
        "gives_paper": gives_paper,
        "has_electronic_result": has_result & words.chance(world.units.digital[unit]),
        "has_electronic_part": is_online | digital,
        "has_paper_part": ~is_online & ~(digital & words.chance(0.55)),
        "is_reusing": is_reusing,
        "is_from_store": is_reusing & words.chance(0.5),
        "is_identified": is_online | words.chance(0.62),
        "is_same_day": procedures.limit[procedure] == 0,
        "is_disliked": np.where(story.is_past_due, words.chance(0.03), words.chance(0.002)),
    }


def _channels(words: Words, online: Numbers, started: Numbers) -> tuple[Numbers, Numbers]:
    """Outside office hours only the portal is open. Who sat at the keyboard says something of online dossiers only."""
    hour = (started // 3600) % 24
    is_online = (words.short() < (online * 65_535)) | (hour < 7) | (hour >= 17)
    offline = np.where(words.chance(POSTED), int(Channel.POST), int(Channel.DIRECT))
    luck = words.short()
    helped = np.where(luck < 65_536 * (ASSISTED + BY_OFFICER), int(Mode.ASSISTED), int(Mode.SELF))
    mode = np.where(luck < 65_536 * BY_OFFICER, int(Mode.OFFICER), helped)
    return np.where(is_online, int(Channel.ONLINE), offline).astype(np.int16), (mode * is_online).astype(np.int16)


def _column(name: str, values: Any) -> pa.Array:
    return values if isinstance(values, pa.Array) else pa.array(values, SCHEMA.field(name).type)
