"""A meeting as a calendar entry (RFC 5545), for the calendar of a phone or office. Pure but for the row it is given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from thongsuot.steering.meetings.models import Meeting, MeetingStatus

_HALF_DAY = timedelta(hours=4)
_FOLD = 70


def calendar_entry(meeting: Meeting, url: str) -> str:
    """One VEVENT; moved or called off, the same UID replaces the entry taken before."""
    cancelled = meeting.status == MeetingStatus.CANCELLED
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Thong Suot//Phien hop//VI",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{meeting.key}@thongsuot",
        f"DTSTAMP:{_moment(meeting.added_at)}",
        f"DTSTART:{_moment(meeting.starts_at)}",
        f"DTEND:{_moment(meeting.ends_at or meeting.starts_at + _HALF_DAY)}",
        f"SUMMARY:{_words(meeting.title)}",
        f"LOCATION:{_words(meeting.place)}",
        f"DESCRIPTION:{_words(meeting.agenda)}",
        f"URL:{url}",
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _words(text: str) -> str:
    for letter in ("\\", ";", ","):
        text = text.replace(letter, f"\\{letter}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """At most 75 octets a line: cut between letters, continued after a space."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > _FOLD:
            parts.append(part)
            part = " "
        part += letter
    return [*parts, part]
