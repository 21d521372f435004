"""The dry run: the whole file read and checked, compared with what is kept, nothing written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import BinaryIO

from django.db import transaction

from thongsuot.reporting.feed import staging
from thongsuot.reporting.feed.choices import CodeKind
from thongsuot.reporting.feed.domain.events import Event, Fault, read_row
from thongsuot.reporting.feed.domain.lines import Line, rows_of
from thongsuot.reporting.feed.domain.shapes import WHOLE
from thongsuot.reporting.feed.models import FeedCode, FeedSource

BATCH = 5_000
MOST_FAULTS = 10_000  # kept and shown of one file; all are counted
_MOST_CODES = 20_000
_EXAMPLES = 5


@dataclass(slots=True)
class Found:
    """What a file holds. ``faults``: (row, fault), the first of them. ``codes``: unknown ones with their rows."""

    rows: int = 0
    last_row: int = 0
    whole: int = 0
    progress: int = 0
    new: int = 0
    faulty: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    faults: list[tuple[int, Fault]] = field(default_factory=list)
    codes: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: list[Event] = field(default_factory=list)

    @property
    def repeated(self) -> int:
        return self.whole + self.progress - self.new

    def meet(self, line: Line, now: datetime) -> Event | None:
        self.rows += 1
        self.last_row = line.number
        told = [line.fault] if line.fault else read_row(line.given, now)
        if isinstance(told, list):
            self.faulty += 1
            self.faults += [(line.number, one) for one in told][: MOST_FAULTS - len(self.faults)]
            return None
        self._count(told)
        return told

    def _count(self, event: Event) -> None:
        self.whole += event.kind == WHOLE
        self.progress += event.kind != WHOLE
        self.first_at = min(self.first_at or event.at, event.at)
        self.last_at = max(self.last_at or event.at, event.at)
        if len(self.examples) < _EXAMPLES:
            self.examples.append(event)
        for key in ((CodeKind.UNIT, event.unit_code), (CodeKind.PROCEDURE, event.procedure_code)):
            if key[1] is not None and (key in self.codes or len(self.codes) < _MOST_CODES):
                self.codes[str(key[0]), key[1]] += 1


def look(source: FeedSource, stream: BinaryIO, now: datetime, report: Callable[[int], None]) -> Found:
    """``report`` gets the number of the row just read. Raises ``NotAFeed``."""
    found = Found()
    with transaction.atomic():
        for batch in batches(rows_of(stream)):
            events = [(line.number, event) for line in batch if (event := found.meet(line, now)) is not None]
            staging.put_aside(events)
            report(batch[-1].number)
        staging.put_aside(())
        found.new = staging.new_among(source.pk)
        transaction.set_rollback(True)
    for kind, code in known_codes(source):
        found.codes.pop((kind, code), None)
    return found


def known_codes(source: FeedSource) -> Iterator[tuple[str, str]]:
    rows = FeedCode.objects.filter(source=source).exclude(unit__isnull=True, procedure__isnull=True)
    return rows.values_list("kind", "code").iterator()


def batches(lines: Iterator[Line]) -> Iterator[list[Line]]:
    while batch := list(islice(lines, BATCH)):
        yield batch
