"""Official text in, proposals out: clean → segment → speakers → meeting, directives, limitations, figures.

Pure, offline and deterministic. Everything returned carries its exact span of ``Reading.text``.
"""

from __future__ import annotations

from thongsuot.reading.clean import find_noise, normalise
from thongsuot.reading.directives import read_directives
from thongsuot.reading.model import PassageKind, Reading
from thongsuot.reading.segment import segment
from thongsuot.reading.speakers import find_turns, with_speakers


def read_text(text: str, *, file_name: str = "") -> Reading:
    """Read one document. ``text`` is as loaded; see ``inputs.load_document`` for files."""
    normal, changes = normalise(text)
    noise = (*changes, *find_noise(normal))
    passages = segment(normal, noise)
    turns = find_turns(passages)
    passages = with_speakers(passages, turns)
    title = next((p.text for p in passages if p.kind is PassageKind.TITLE), None)
    directives = read_directives(normal, passages, turns)
    return Reading(text=normal, noise=noise, passages=passages, title=title, directives=directives)
