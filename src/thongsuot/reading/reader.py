"""Official text in, proposals out: clean → segment → speakers → meeting, directives, limitations, figures.

Pure, offline and deterministic. Everything returned carries its exact span of ``Reading.text``.
"""

from __future__ import annotations

from thongsuot.reading.clean import find_noise, normalise
from thongsuot.reading.model import PassageKind, Reading
from thongsuot.reading.segment import segment


def read_text(text: str, *, file_name: str = "") -> Reading:
    """Read one document. ``text`` is as loaded; see ``inputs.load_document`` for files."""
    normal, changes = normalise(text)
    noise = (*changes, *find_noise(normal))
    passages = segment(normal, noise)
    title = next((p.text for p in passages if p.kind is PassageKind.TITLE), None)
    return Reading(text=normal, noise=noise, passages=passages, title=title)
