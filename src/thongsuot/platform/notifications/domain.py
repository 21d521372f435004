"""Quiet rules (product §4.6): nothing at night, one digest at 07:30 of a working day, only urgent things in between.

Pure. Urgent things go out by day at once, on days off too: somebody acted just then and waits. Night is 21:00–07:30.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

DIGEST_AT = time(7, 30)
EVENING = time(21, 0)
TEXT_LENGTH = 160  # one SMS without marks; with them it would be 70
_ASCII = str.maketrans({"đ": "d", "Đ": "D", "«": '"', "»": '"', "–": "-", "—": "-", "…": "...", "“": '"', "”": '"'})
_LONGEST_LEAVE = 30  # no row of days off is longer; ends the search where a calendar says «never»


def is_day(now: datetime) -> bool:
    """Whether anything may leave at all; ``now`` in Vietnam time."""
    return DIGEST_AT <= now.time() < EVENING


def mail_at(now: datetime, is_workday: Callable[[date], bool], *, urgent: bool) -> datetime:
    """When a letter may leave, ``now`` in Vietnam time: urgent by day at once or next morning, the rest by digest."""
    if not urgent:
        return next_digest(now, is_workday)
    return now if is_day(now) else _morning(now)


def next_digest(now: datetime, is_workday: Callable[[date], bool]) -> datetime:
    """The coming 07:30 of a working day, today's if it is still to come."""
    moment = _morning(now)
    for _day in range(_LONGEST_LEAVE):
        if is_workday(moment.date()):
            break
        moment += timedelta(days=1)
    return moment


def digest_of(day: date, now: datetime) -> datetime:
    """07:30 of that very day, on the clock of ``now``: for what is written a little later but belongs to it."""
    return datetime.combine(day, DIGEST_AT, tzinfo=now.tzinfo)


def _morning(now: datetime) -> datetime:
    today = now.replace(hour=DIGEST_AT.hour, minute=DIGEST_AT.minute, second=0, microsecond=0)
    return today if now < today else today + timedelta(days=1)


def digest_text(lines: list[tuple[str, str, str]]) -> str:
    """The body of a digest out of (text, address, why), the same reason said once."""
    whys = list(dict.fromkeys(why for _text, _address, why in lines))
    parts = []
    for why in whys:
        parts.append(f"{why.rstrip('.')}:")
        parts += [f"  – {text}\n    {address}" for text, address, reason in lines if reason == why]
    return "\n".join(parts)


def short_text(texts: Sequence[str], several: str, address: str) -> str:
    """At most 160 letters without marks, ending in the address: the text, or ``several`` where there are more."""
    words = unmarked(texts[0] if len(texts) == 1 else several)
    room = TEXT_LENGTH - len(address) - 1
    if len(words) > room:
        words = words[: room - 3].rstrip() + "..."
    return f"{words} {address}"


def unmarked(text: str) -> str:
    """Vietnamese in plain ASCII, capitals kept: what every telephone shows and every gateway takes."""
    plain = unicodedata.normalize("NFD", text.translate(_ASCII))
    return "".join(letter for letter in plain if ord(letter) < 128)
