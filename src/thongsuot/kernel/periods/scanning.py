"""Find every date and period in a text, and read one on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thongsuot.kernel.periods import model
from thongsuot.kernel.periods.builders import safe_date
from thongsuot.kernel.periods.grammar import MORE_YEARS, RULES, YEAR
from thongsuot.kernel.periods.model import Period


class UnknownPeriod(ValueError):  # noqa: N818 — named for what it says, as in the interface
    """The words are not a period we know; the message says which forms are understood."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"Không hiểu kỳ «{text}». Hãy viết như: tháng 7/2022, quý III/2024, 6 tháng đầu năm 2024, "
            "9 tháng đầu năm 2024, năm 2024, giai đoạn 2021 - 2025, 18/10/2022."
        )


@dataclass(frozen=True, slots=True)
class PeriodMatch:
    """A period where it stands: ``text[start:end]``, half-open."""

    start: int
    end: int
    period: Period


def find_periods(text: str, default_year: int | None = None, reference: date | None = None) -> list[PeriodMatch]:
    """Every date and period of ``text`` (NFC) in reading order, never overlapping.

    ``default_year`` completes «quý III» and «19-4»; without it they stay incomplete (``start``/``end`` are ``None``).
    ``reference`` is the day the text speaks from and closes «đến nay».
    """
    low = text.lower()
    if len(low) != len(text):  # a few foreign capitals change length; keep offsets true
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    taken = bytearray(len(low))
    found: list[PeriodMatch] = []
    for rule in RULES:
        for match in rule.pattern.finditer(low):
            start, end = match.span()
            if any(taken[start:end]) or (start and (low[start - 1].isalnum() or low[start - 1] in "/.,-")):
                continue
            if "cue" in match.re.groupindex:  # a word that only proves the date: «sáng», «trước»
                start = match.end("cue")
            period = rule.build(match, default_year, reference)
            if period is None:
                continue
            taken[start:end] = b"\1" * (end - start)
            found.append(PeriodMatch(start, end, period))
            found.extend(_years_listed_after(low, taken, found[-1]))
    found.sort(key=lambda match: match.start)
    return _share_years(low, found)


_JOINED = re.compile(r"\s*(?:,|và|,\s*và|-|–|đến)\s*")
_SHARES_YEAR = frozenset({model.PeriodKind.MONTH, model.PeriodKind.QUARTER, model.PeriodKind.DAY})


def _share_years(low: str, found: list[PeriodMatch]) -> list[PeriodMatch]:
    """«quý I, quý II/2024»: the year written once, after the last, belongs to all of the list."""
    for index in range(len(found) - 2, -1, -1):
        one, following = found[index], found[index + 1].period
        joined = _JOINED.fullmatch(low, one.end, found[index + 1].start)
        if not joined or one.period.complete or one.period.kind not in _SHARES_YEAR or following.start is None:
            continue
        if following.kind is one.period.kind:
            completed = with_year(one.period, following.start.year)
            found[index] = PeriodMatch(one.start, one.end, completed)
    return found


def with_year(period: Period, year: int) -> Period:
    """Complete «quý III», «9 tháng đầu năm» or «19/4» once a person has said the year; others are returned as is."""
    if period.complete or period.kind is model.PeriodKind.CUMULATIVE:
        return period
    prefix = "ngày " if period.kind is model.PeriodKind.DAY else ""
    named = period.text.replace("đến ", "đến ngày ") if period.kind is model.PeriodKind.AS_OF else prefix + period.text
    found = find_periods(named, default_year=year)
    return found[0].period if found else period


def _years_listed_after(low: str, taken: bytearray, first: PeriodMatch) -> Iterator[PeriodMatch]:
    """«năm 2021, 2022 và 2023» names three years."""
    if first.period.kind is not model.PeriodKind.YEAR:
        return
    position = first.end
    while (more := MORE_YEARS.match(low, position)) and not any(taken[more.start("y") : more.end("y")]):
        taken[more.start("y") : more.end("y")] = b"\1" * 4
        yield PeriodMatch(more.start("y"), more.end("y"), model.year(int(more["y"])))
        position = more.end()


_BARE_YEAR = re.compile(rf"\s*({YEAR})\s*")
_BARE_DAY_MONTH = re.compile(r"\s*(\d{1,2})\s?[-/.]\s?(\d{1,2})\s*")
_LEADING = re.compile(r"^(?:\s|trong|tính|cả|của|sáng|chiều|tối)+", re.IGNORECASE)


def parse_period(text: str, reference: date | None = None) -> Period:
    """Read ``text`` as one period. A missing year is taken from ``reference``; without it the period is incomplete.

    Raises ``UnknownPeriod`` (a ``ValueError``, message in Vietnamese) when the words are not a period.
    """
    bare = _BARE_YEAR.fullmatch(text)
    if bare:
        return model.year(int(bare[1]))
    year = reference.year if reference else None
    for match in find_periods(text, year, reference):
        if not _LEADING.sub("", text[: match.start]).strip() and not text[match.end :].strip(" .,;)"):
            return match.period
    return _day_month(text, year)


def _day_month(text: str, year: int | None) -> Period:
    short = _BARE_DAY_MONTH.fullmatch(text)
    if short is None:
        raise UnknownPeriod(text)
    day, month = int(short[1]), int(short[2])
    if safe_date(year or 2024, month, day) is None:
        raise UnknownPeriod(text)
    return model.day(date(year, month, day)) if year else model.day_without_year(day, month)


def parse_date(text: str, reference: date | None = None) -> date:
    """Read a calendar day: «9/10/24», «09-10-2024», «ngày 10 tháng 10 năm 2024», «19-4» with ``reference``.

    Raises ``UnknownPeriod`` when the text is not a day, or its year is missing and no ``reference`` is given.
    """
    period = parse_period(text, reference)
    if period.kind is not model.PeriodKind.DAY or period.end is None:
        raise UnknownPeriod(text)
    return period.end
