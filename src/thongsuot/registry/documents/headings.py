"""What a document is, from its own words: title, kind, date, number, whom it is about."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from thongsuot.kernel.text import fold
from thongsuot.reading.model import Meeting, Reading
from thongsuot.registry.documents.models import Document, DocumentKind
from thongsuot.registry.units.resolving import SubjectResolver

if TYPE_CHECKING:
    from thongsuot.registry.documents.actions import NewDocument

_KIND_BY_OPENING = (
    ("thong bao", DocumentKind.NOTICE),
    ("bao cao", DocumentKind.REPORT),
    ("ke hoach", DocumentKind.PLAN),
    ("quyet dinh", DocumentKind.DECISION),
)
_LONG_TITLE = 110
_HEAD = 1500  # the name of the document type stands in its first page


def describe(data: NewDocument, reading: Reading, digest: str, subjects: SubjectResolver) -> Document:
    """An unsaved document row; what the text does not say stays empty."""
    meeting = reading.meeting
    dated = data.dated or meeting.date
    title = (data.title or title_of(reading)).strip()[:500]
    unit_id = subjects.resolve(reading.place, dated)
    return Document(
        key=_key(title, digest),
        title=title,
        kind=data.kind or kind_of(reading.text),
        number=(meeting.doc_number or "")[:80],
        dated=dated,
        dated_text=(meeting.date_text or "")[:120],
        unit_id=unit_id,
        unit_text=(reading.place or "")[:255],
        unit_suggestion=(reading.place_suggestion or "")[:255],
        source_name=data.source_name,
        source_url=data.source_url,
        text=reading.text,
        digest=digest,
        file_name=data.file_name,
        file_digest=data.file_digest,
        meeting=meeting_facts(meeting),
        is_public=data.is_public,
        is_sample=data.is_sample,
    )


def title_of(reading: Reading) -> str:
    """The title as read; a text without one is called by its opening words."""
    if reading.title:
        return reading.title
    opening = next((one.text for one in reading.passages if len(one.text) > 20), reading.text).strip()
    if len(opening) <= _LONG_TITLE:
        return opening
    return f"{opening[:_LONG_TITLE].rsplit(' ', 1)[0].rstrip(',;:.')}…"


def kind_of(text: str) -> DocumentKind:
    """A line that is nothing but the type's name makes it an official paper; otherwise it is news."""
    lines = (fold(line).strip() for line in text[:_HEAD].splitlines())
    for line in lines:
        for opening, kind in _KIND_BY_OPENING:
            if line == opening:
                return kind
    return DocumentKind.NEWS


def meeting_facts(meeting: Meeting) -> dict[str, Any] | None:
    """The meeting as JSON; ``None`` when the text is about no meeting."""
    if not (meeting.committee or meeting.session or meeting.chair):
        return None
    return {
        "committee": meeting.committee,
        "session": meeting.session,
        "chair": list(meeting.chair),
        "date": _iso(meeting.date),
        "date_text": meeting.date_text,
        "date_suggestion": _iso(meeting.date_suggestion),
        "date_reason": meeting.date_reason,
        "place": meeting.place,
        "period": meeting.period.text if meeting.period else None,
        "purpose": meeting.purpose,
        "sites": meeting.sites,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _key(title: str, digest: str) -> str:
    """Readable and stable: the first words of the title and eight digits of the text's digest."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")
    return f"{words[:80].rstrip('-')}-{digest[:8]}"
