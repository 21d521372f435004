"""What reading hands over: proposals with exact spans. Nothing here is a fact until a named person confirms it.

Every ``Span`` counts characters of ``Reading.text``, which is the given text in NFC with ``\\r\\n`` as ``\\n`` and is
otherwise untouched: noise is marked, never deleted (product C14, T22).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from thongsuot.kernel.figures import Figure, Span
from thongsuot.kernel.periods import Period

Day = date  # the type keeps its name where a field is called ``date``


class DirectiveKind(StrEnum):
    TASK = "nhiệm vụ"
    ORIENTATION = "định hướng"
    RESULT = "kết quả"
    LIMITATION = "hạn chế"
    COMMENDATION = "khen"


class PassageKind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    RECIPIENTS = "recipients"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Noise:
    """A stretch that is not part of the document's statement, kept and explained."""

    kind: str  # doubled | caption | furniture | template_hole | asterisk | byline | typography | unicode
    span: Span
    text: str
    reason: str  # Vietnamese sentence for the cleaning log


@dataclass(frozen=True, slots=True)
class Sentence:
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or heading with its place in the document."""

    kind: PassageKind
    span: Span
    text: str
    anchor: str  # stable within the document: «3.3», «p12»
    section: str | None = None  # nearest numbered heading: «3.3», «2»
    role: str | None = None  # what the section holds: results | limitations | tasks | goals | None
    speaker: str | None = None  # who is speaking here, with title, where the text says so
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    committee: str | None = None
    session: int | None = None
    chair: tuple[str, ...] = ()
    date: Day | None = None
    date_text: str | None = None  # as written; «Sáng 19-4» has no year (T2)
    date_suggestion: Day | None = None
    date_reason: str | None = None
    place: str | None = None
    period: Period | None = None  # the period reviewed, not the day it was held (A06)
    purpose: str | None = None
    doc_number: str | None = None  # None while blank (T9)
    sites: int | None = None  # điểm cầu


@dataclass(frozen=True, slots=True)
class Directive:
    """Who must do what by when, as said."""

    text: str
    quote: str
    span: Span
    kind: DirectiveKind
    assignee: str | None = None
    coordinating: tuple[str, ...] = ()
    deadline: date | None = None
    deadline_text: str | None = None  # «trong tháng 7/2022»
    speaker: str | None = None
    section: str | None = None
    cue: str = ""
    confidence: float = 0.5
    quantity: str | None = None  # «05 lớp»
    parent_start: int | None = None  # span.start of the directive this one details
    note: str | None = None  # «danh sách chưa đầy đủ»


@dataclass(frozen=True, slots=True)
class Limitation:
    text: str
    quote: str
    span: Span
    org: str | None = None
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    text: str
    noise: tuple[Noise, ...] = ()
    passages: tuple[Passage, ...] = ()
    meeting: Meeting = field(default_factory=Meeting)
    figures: tuple[Figure, ...] = ()
    directives: tuple[Directive, ...] = ()
    limitations: tuple[Limitation, ...] = ()
    title: str | None = None
    place: str | None = None  # the province or body the text is about; None = not named (T1)
    place_suggestion: str | None = None  # an inference that needs a human
