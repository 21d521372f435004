"""Official text in, proposals out: clean → segment → speakers → meeting, directives, limitations, figures.

Pure, offline and deterministic. Everything returned carries its exact span of ``Reading.text``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from thongsuot.reading.clean import find_noise, normalise
from thongsuot.reading.commendations import read_commendations
from thongsuot.reading.directives import read_directives
from thongsuot.reading.figures import DocumentContext, read_figures
from thongsuot.reading.flat import flat_text, flatten
from thongsuot.reading.limitations import read_limitations
from thongsuot.reading.meeting import Surroundings, read_meeting
from thongsuot.reading.model import Directive, Limitation, Reading
from thongsuot.reading.segment import document_title, segment
from thongsuot.reading.speakers import find_turns, with_speakers

Quoted = TypeVar("Quoted", Directive, Limitation)


def read_text(text: str, *, file_name: str = "") -> Reading:
    """Read one document. ``text`` is as loaded; see ``inputs.load_document`` for files."""
    normal, changes = normalise(text)
    noise = (*changes, *find_noise(normal))
    passages = segment(normal, noise)
    turns = find_turns(flatten(passages))
    passages = with_speakers(passages, turns)
    flat, running = flat_text(normal), flatten(passages)
    title = document_title(passages)
    around = read_meeting(running, noise)
    directives = read_directives(flat, running, turns, given_on=around.day, year=around.year)
    praise = read_commendations(flat, running, directives)
    limitations = read_limitations(flat, running, directives)
    return Reading(
        text=normal,
        noise=noise,
        passages=passages,
        meeting=around.meeting,
        figures=tuple(read_figures(normal, passages, noise, _context(around, title))),
        directives=tuple(_verbatim(normal, d) for d in sorted((*directives, *praise), key=lambda d: d.span.start)),
        limitations=tuple(_verbatim(normal, item) for item in limitations),
        title=title,
        place=around.place,
    )


def _verbatim(text: str, item: Quoted) -> Quoted:
    """The quotation as printed, line breaks and all."""
    return replace(item, quote=text[item.span.start : item.span.end])


def _context(around: Surroundings, title: str | None) -> DocumentContext:
    return DocumentContext(
        place=around.place,
        national=around.national,
        document_date=around.day,
        default_year=around.year,
        default_period=around.meeting.period,
        title=title,
    )
