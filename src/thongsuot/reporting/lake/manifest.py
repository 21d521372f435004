"""A manifest says which files make up one state of the lake, what they hold and the sums they must give."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from thongsuot.reporting.lake.shape import Place
from thongsuot.serving.facts.domain import schema
from thongsuot.serving.facts.domain.counters import NAMES, Axis

LAYOUT = 1
CURRENT = "CURRENT"


class LakeDamagedError(Exception):
    """What the lake says of itself does not hold; the message says where."""


class LakeTooNewError(Exception):
    """Written by a later version of the product."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file. ``codes``: least and greatest code. ``spans``: first and last moment on each axis, where any is.

    ``sums``: each counter over its rows, whichever days they fall on.
    """

    place: Place
    path: str
    rows: int
    size: int
    digest: str
    codes: tuple[str, str]
    spans: dict[Axis, tuple[datetime, datetime]]
    sums: dict[str, int]

    def plain(self) -> dict[str, Any]:
        spans = {axis.value: [moment.isoformat() for moment in span] for axis, span in self.spans.items()}
        return {
            "month": self.place.month, "province": self.place.province, "path": self.path, "rows": self.rows,
            "size": self.size, "sha256": self.digest, "codes": self.codes, "spans": spans, "sums": self.sums,
        }  # fmt: skip

    @staticmethod
    def of(plain: dict[str, Any]) -> Part:
        spans = {
            Axis(axis): (datetime.fromisoformat(first), datetime.fromisoformat(last))
            for axis, (first, last) in plain["spans"].items()
        }
        least, greatest = plain["codes"]
        place = Place(plain["month"], plain["province"])
        return Part(
            place, plain["path"], plain["rows"], plain["size"], plain["sha256"], (least, greatest), spans,
            plain["sums"],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Manifest:
    """``cursor``: how far the source has been read, in the source's own words. ``dimensions``: name → path."""

    number: int = 0
    made_at: str = ""
    parts: tuple[Part, ...] = ()
    cursor: dict[str, Any] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return name_of(self.number)

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.parts)

    @property
    def size(self) -> int:
        return sum(one.size for one in self.parts)

    def sums(self) -> dict[str, int]:
        """Counters that every part knows: one written before a counter was added does not hold it."""
        known = [name for name in NAMES if all(name in one.sums for one in self.parts)]
        return {name: sum(one.sums[name] for one in self.parts) for name in known}

    def paths(self) -> set[str]:
        return {one.path for one in self.parts} | set(self.dimensions.values())

    def encoded(self) -> bytes:
        head = {
            "layout": LAYOUT, "schema": schema.VERSION, "number": self.number, "made_at": self.made_at,
            "cursor": self.cursor, "dimensions": self.dimensions,
        }  # fmt: skip
        lines = ",\n".join(json.dumps(one.plain(), ensure_ascii=False) for one in self.parts)
        return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "parts": [\n{lines}\n]}}\n'.encode()

    @staticmethod
    def decoded(data: bytes) -> Manifest:
        plain = json.loads(data)
        if plain["layout"] > LAYOUT or plain["schema"] > schema.VERSION:
            raise LakeTooNewError(f"layout {plain['layout']}, schema {plain['schema']}")
        parts = tuple(Part.of(one) for one in plain["parts"])
        return Manifest(plain["number"], plain["made_at"], parts, plain["cursor"], plain["dimensions"])


def name_of(number: int) -> str:
    return f"manifest-{number}.json"


def pointer_to(number: int, data: bytes) -> bytes:
    """What stands in CURRENT: number and digest, so that a manifest overwritten since is known as such."""
    return f"{number} {hashlib.sha256(data).hexdigest()}\n".encode()


def by_place(parts: Iterable[Part]) -> dict[Place, list[Part]]:
    found: dict[Place, list[Part]] = {}
    for one in parts:
        found.setdefault(one.place, []).append(one)
    return found


def sorted_parts(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=lambda one: (one.place, one.path)))
