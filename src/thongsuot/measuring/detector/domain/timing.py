"""When things are closed: much in one day, in the last days of quarters, faster than one can read. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby, pairwise

from thongsuot.measuring.detector.domain.chances import RARE, at_least, others_rate
from thongsuot.measuring.detector.domain.questions import Kind, Question

LEAST = 10  # fewer happenings have no pattern
_TAIL = timedelta(days=3)  # «last days» of a quarter
_MUCH = 0.4  # of a unit's happenings in one day, or in the last days
_USUAL = 0.15  # deadlines stand at quarters' ends: that much there is nothing unusual


class What(StrEnum):
    """What happened; the words say it of many."""

    TASK = "task"
    SELF_SCORE = "self_score"
    APPRAISAL = "appraisal"
    DOSSIER = "dossier"


_DONE = {
    What.TASK: "nhiệm vụ được đóng",
    What.SELF_SCORE: "tiêu chí được tự chấm",
    What.APPRAISAL: "điểm được thẩm định",
    What.DOSSIER: "hồ sơ được đóng",
}
# Seconds between two that leave no time to look at the thing itself (our assumption).
_PACE = {What.TASK: 20, What.APPRAISAL: 10, What.DOSSIER: 20}


@dataclass(frozen=True, slots=True)
class Happening:
    """``unit`` whose work it is; ``at`` in local time; ``by`` whoever did it, empty where only the day is known."""

    unit: str
    what: What
    at: datetime
    by: str = ""
    ref: str = ""


def timing_questions(happenings: Iterable[Happening], names: Mapping[str, str]) -> list[Question]:
    """``names``: unit → name as shown."""
    found: list[Question] = []
    ordered = sorted(happenings, key=lambda one: (one.what, one.at))
    for what, group in groupby(ordered, key=lambda one: one.what):
        rows = list(group)
        by_unit: dict[str, list[Happening]] = {}
        for one in rows:
            by_unit.setdefault(one.unit, []).append(one)
        if what in (What.TASK, What.DOSSIER):
            found.extend(_days(by_unit, what, names))
        if what in _PACE:
            found.extend(_haste(rows, what, names))
    return found


def _days(by_unit: Mapping[str, list[Happening]], what: What, names: Mapping[str, str]) -> Iterator[Question]:
    tries = {unit: len(rows) for unit, rows in by_unit.items()}
    days = {unit: Counter(one.at.date() for one in rows) for unit, rows in by_unit.items()}
    ends = {unit: sum(count for day, count in own.items() if in_tail(day)) for unit, own in days.items()}
    for unit, own in days.items():
        if tries[unit] < LEAST:
            continue
        day, most = own.most_common(1)[0]
        usual = others_rate({one: counted[day] for one, counted in days.items()}, tries, unit, 0.05)
        if most >= _MUCH * tries[unit] and at_least(most, tries[unit], usual) < RARE:
            yield _one_day(unit, what, day, [one for one in by_unit[unit] if one.at.date() == day], tries[unit], names)
            continue
        usual = others_rate(ends, tries, unit, _USUAL)
        if ends[unit] >= _MUCH * tries[unit] and at_least(ends[unit], tries[unit], usual) < RARE:
            yield _period_end(unit, what, ends[unit], tries[unit], names)


def in_tail(day: date) -> bool:
    """The last three days of a quarter."""
    after = day + _TAIL
    return (after.year, (after.month - 1) // 3) != (day.year, (day.month - 1) // 3)


def _one_day(
    unit: str, what: What, day: date, rows: Sequence[Happening], whole: int, names: Mapping[str, str]
) -> Question:
    return Question(
        Kind.ONE_DAY,
        f"{names[unit]}: vì sao {len(rows)}/{whole} {_DONE[what]} trong ngày {day:%d/%m/%Y}?",
        unit=unit,
        detail=f"{what.value}:{day.isoformat()}",
        figures=(("Trong ngày", str(len(rows))), ("Cả kỳ", str(whole))),
        refs=tuple(one.ref for one in rows if one.ref),
    )


def _period_end(unit: str, what: What, late: int, whole: int, names: Mapping[str, str]) -> Question:
    return Question(
        Kind.PERIOD_END,
        f"{names[unit]}: vì sao {late}/{whole} {_DONE[what]} dồn vào ba ngày cuối quý?",
        unit=unit,
        detail=what.value,
        figures=(("Ba ngày cuối các quý", str(late)), ("Cả kỳ", str(whole))),
    )


def _haste(rows: Sequence[Happening], what: What, names: Mapping[str, str]) -> Iterator[Question]:
    """Runs of ten and more by one person, each within seconds of the one before; the longest of a person in a unit."""
    pace = timedelta(seconds=_PACE[what])
    known = sorted((one for one in rows if one.by), key=lambda one: (one.unit, one.by, one.at))
    for (unit, by), group in groupby(known, key=lambda one: (one.unit, one.by)):
        run = _longest_run(list(group), pace)
        if len(run) >= LEAST:
            took = _span(int((run[-1].at - run[0].at).total_seconds()))
            yield Question(
                Kind.HASTE,
                f"{names[unit]}: vì sao {len(run)} {_DONE[what]} {took}?",
                unit=unit,
                detail=f"{what.value}:{by}:{run[0].at.date().isoformat()}",
                figures=(("Số lượng", str(len(run))), ("Từ lúc", f"{run[0].at:%H:%M:%S %d/%m/%Y}")),
                refs=tuple(one.ref for one in run if one.ref),
            )


def _longest_run(rows: Sequence[Happening], pace: timedelta) -> list[Happening]:
    best: list[Happening] = []
    run = list(rows[:1])
    for before, one in pairwise(rows):
        run = [*run, one] if one.at - before.at <= pace else [one]
        best = max(best, run, key=len)
    return best


def _span(seconds: int) -> str:
    """In the words of the question; one instant is one press of a button for all."""
    if not seconds:
        return "cùng một lúc"
    return f"trong {seconds} giây" if seconds < 120 else f"trong {seconds // 60} phút"
