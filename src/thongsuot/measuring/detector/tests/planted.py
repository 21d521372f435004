"""A province of ordinary years with planted cases: what the detector has to find, and what it has to leave alone.

Synthetic, seeded. The ordinary units are made to look a little suspicious, as ordinary units do: deadlines draw work to
quarters' ends, self-scores run a few percent high, some sheets are even, families share a computer.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from thongsuot.measuring.analysis.domain.shape import Item, Scored, Scoring, Sheet
from thongsuot.measuring.detector.domain.answers import AnswerSheet
from thongsuot.measuring.detector.domain.filings import Filing
from thongsuot.measuring.detector.domain.questions import Kind
from thongsuot.measuring.detector.domain.timing import Happening, What

UNITS = 45
NEW_YEAR = datetime(2026, 1, 1)  # noqa: DTZ001 - local times, as the domain takes them


@dataclass
class Province:
    """``planted``: (kind, whom) that must be found; ``looked_at``: (kind, whom) of all that could be asked about."""

    names: dict[str, str]
    happenings: list[Happening] = field(default_factory=list)
    filings: list[Filing] = field(default_factory=list)
    sheets: list[AnswerSheet] = field(default_factory=list)
    counts: dict[str, list[Decimal]] = field(default_factory=dict)
    scoring: Scoring | None = None
    planted: set[tuple[Kind, str]] = field(default_factory=set)
    looked_at: set[tuple[Kind, str]] = field(default_factory=set)


def province(seed: int) -> Province:
    chance = random.Random(seed)
    units = [f"u{number:02d}" for number in range(UNITS)]
    made = Province({unit: f"Đơn vị {unit}" for unit in units})
    guilty = {kind: set(chance.sample(units, 3)) for kind in Kind}
    guilty[Kind.PERIOD_END] -= guilty[Kind.ONE_DAY]
    for unit in units:
        _tasks(made, chance, unit, guilty)
        _appraisals(made, chance, unit, unit in guilty[Kind.HASTE])
        _filed(made, chance, unit, unit in guilty[Kind.DEVICE])
        _asked(made, chance, unit, unit in guilty[Kind.STRAIGHT])
        _counted(made, chance, unit, unit in guilty[Kind.ROUND_DIGITS])
    _scored(made, chance, units, guilty)
    for kind in Kind:
        if kind not in (Kind.CEILING, Kind.INFLATED_LEAF):
            made.planted |= {(kind, unit) for unit in guilty[kind]}
            made.looked_at |= {(kind, unit) for unit in units}
    return made


def _tasks(made: Province, chance: random.Random, unit: str, guilty: dict[Kind, set[str]]) -> None:
    """20 to 60 tasks a year, one in eight drawn to a quarter's end."""
    days = []
    for _task in range(chance.randint(20, 60)):
        at_end = chance.random() < 0.12
        days.append(_quarter_end(chance) if at_end else chance.randrange(363))
    if unit in guilty[Kind.ONE_DAY]:
        same = round(len(days) * chance.uniform(0.4, 0.9))
        days[:same] = [364] * same
    if unit in guilty[Kind.PERIOD_END]:
        late = round(len(days) * chance.uniform(0.45, 0.9))
        days[:late] = [_quarter_end(chance) for _ in range(late)]
    made.happenings += [
        Happening(unit, What.TASK, NEW_YEAR + timedelta(days=day, hours=7 + chance.random() * 10)) for day in days
    ]


def _quarter_end(chance: random.Random) -> int:
    return chance.choice((89, 180, 272, 364)) - chance.randrange(3)


def _appraisals(made: Province, chance: random.Random, unit: str, hasty: bool) -> None:
    """One appraiser works through 60 leaves, two minutes each on the whole; the hasty one does 14 in a row."""
    at = NEW_YEAR + timedelta(days=chance.randrange(300), hours=8)
    for number in range(60):
        fast = hasty and 20 <= number < 34
        at += timedelta(seconds=chance.uniform(1, 9) if fast else 5 + chance.expovariate(1 / 110))
        made.happenings.append(Happening(unit, What.APPRAISAL, at, f"thẩm định {unit}", f"{unit}:{number}"))


def _filed(made: Province, chance: random.Random, unit: str, by_officers: bool) -> None:
    """60 homes, some of families up to four; an open kiosk; the planted device files for up to a dozen people."""
    for number in range(60):
        device, at = f"{unit}d{number}", NEW_YEAR + timedelta(minutes=chance.randrange(500_000))
        for member in range(chance.choice((1, 1, 1, 2, 4))):
            person = f"{device}p{member}"
            made.filings.append(Filing(unit, f"{device}-{member}", device, person, at + timedelta(minutes=6 * member)))
    for number in range(20):
        at = NEW_YEAR + timedelta(days=100, minutes=3 * number)
        made.filings.append(Filing(unit, f"{unit}k{number}", f"{unit}kiosk", f"{unit}kp{number}", at, assisted=True))
    if by_officers:
        begun, office = NEW_YEAR + timedelta(days=chance.randrange(360)), chance.random() < 0.5
        for number in range(chance.randint(3, 8) if office else chance.randint(6, 14)):
            at = begun + timedelta(minutes=chance.uniform(1.5, 3.5) * number)
            made.filings.append(
                Filing(unit, f"{unit}x{number}", f"{unit}x", f"{unit}xp{number}", at, office_device=office)
            )


def _asked(made: Province, chance: random.Random, unit: str, straight: bool) -> None:
    """40 to 80 sheets of 20 questions on a scale of five; 4% are even by themselves."""
    share = chance.uniform(0.2, 0.6) if straight else 0.04
    for number in range(chance.randint(40, 80)):
        level = chance.choice((3, 4, 4, 5))
        even = chance.random() < share
        answers = tuple(level if even else max(1, min(5, level + chance.choice((-1, 0, 0, 1)))) for _ in range(20))
        made.sheets.append(AnswerSheet(unit, f"{unit}s{number}", answers))


def _counted(made: Province, chance: random.Random, unit: str, heaped: bool) -> None:
    counts = [chance.randint(20, 9000) for _ in range(chance.randint(20, 40))]
    if heaped:
        counts = [5 * round(one / 5) if chance.random() < 0.6 else one for one in counts]
    made.counts[unit] = [Decimal(one) for one in counts]


def _scored(made: Province, chance: random.Random, units: list[str], guilty: dict[Kind, set[str]]) -> None:
    """60 leaves of one to four points; three are flat, two are misread by most."""
    items = tuple(Item(str(n), f"Tiêu chí {n}", "1", Decimal(chance.choice((1, 2, 4)))) for n in range(60))
    flat, unclear = {items[n].code for n in (3, 17, 41)}, {items[n].code for n in (9, 33)}
    sheets = {}
    for unit in units:
        scores = {}
        for item in items:
            found = item.maximum * Decimal(round(100 * chance.choice((1, 1, 0.8, 0.6, 0.9, 0.5)))) / 100
            found = item.maximum if item.code in flat and chance.random() < 0.98 else found
            more = chance.uniform(0, 1) if unit in guilty[Kind.INFLATED_UNIT] else chance.choice((0,) * 12 + (0.5,))
            claimed = found + (item.maximum - found) * Decimal(str(round(more, 2)))
            if item.code in unclear and chance.random() < 0.8:
                found, claimed = item.maximum * Decimal("0.4"), item.maximum
            scores[item.code] = Scored(found, item.maximum, claimed, found)
        sheets[unit] = Sheet(unit, made.names[unit], scores)
    made.scoring = Scoring("dot", "Đợt", 2026, "bo", "", (), items, sheets)
    made.looked_at |= {(kind, item.code) for kind in (Kind.CEILING, Kind.INFLATED_LEAF) for item in items}
    made.planted |= {(Kind.INFLATED_LEAF, code) for code in unclear}
    made.planted |= {(Kind.CEILING, code) for code in flat if _is_flat(sheets, code)}


def _is_flat(sheets: dict[str, Sheet], code: str) -> bool:
    full = sum(one.scores[code].points >= one.scores[code].maximum * Decimal("0.95") for one in sheets.values())
    return full >= len(sheets) * 0.95
