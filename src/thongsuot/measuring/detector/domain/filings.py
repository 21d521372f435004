"""Officers who file as if they were the citizens: many people's dossiers from one device in a short while. Pure.

Rows are plain and without identity: device and person are keyed digests made by the serving loop, of use only for
telling equal from different. Kiosks and post offices that file for others say so and are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from thongsuot.measuring.detector.domain.questions import Kind, Question

WINDOW = timedelta(minutes=30)
STRANGERS = 6  # more people than a family
OFFICE_STRANGERS = 3  # … from a device officers sign in from


@dataclass(frozen=True, slots=True)
class Filing:
    """An online dossier: ``unit`` receives it; ``assisted`` when filed for somebody openly."""

    unit: str
    ref: str
    device: str
    person: str
    at: datetime
    assisted: bool = False
    office_device: bool = False


def device_questions(filings: Iterable[Filing], names: Mapping[str, str]) -> list[Question]:
    """At most one question a unit and device: its densest half hour."""
    by_device: dict[tuple[str, str], list[Filing]] = defaultdict(list)
    for one in filings:
        if not one.assisted and one.device:
            by_device[one.unit, one.device].append(one)
    found = []
    for (unit, device), rows in sorted(by_device.items()):
        dense = _densest(sorted(rows, key=lambda one: one.at))
        people = len({one.person for one in dense})
        if people >= (OFFICE_STRANGERS if dense[0].office_device else STRANGERS):
            found.append(_question(unit, device, dense, people, names))
    return found


def _densest(rows: Sequence[Filing]) -> list[Filing]:
    """The half hour with the most different people."""
    best: list[Filing] = []
    first = 0
    for last in range(len(rows)):
        while rows[last].at - rows[first].at > WINDOW:
            first += 1
        inside = list(rows[first : last + 1])
        if len({one.person for one in inside}) > len({one.person for one in best}):
            best = inside
    return best


def _question(unit: str, device: str, rows: Sequence[Filing], people: int, names: Mapping[str, str]) -> Question:
    place = " mà cán bộ đăng nhập" if rows[0].office_device else ""
    begun, ended = rows[0].at, rows[-1].at
    text = (
        f"{names[unit]}: vì sao hồ sơ trực tuyến của {people} người được nộp từ cùng một thiết bị{place} "
        f"từ {begun:%H:%M} đến {ended:%H:%M} ngày {begun:%d/%m/%Y}?"
    )
    figures = (("Số hồ sơ", str(len(rows))), ("Số người", str(people)))
    return Question(Kind.DEVICE, text, unit, "", device[:16], figures, tuple(one.ref for one in rows))
