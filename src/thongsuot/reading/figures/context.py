"""What the rest of the reader already knows of the document when figures are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thongsuot.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """Facts of the whole document that a sentence leaves unsaid. ``None`` = not known; nothing is guessed from it.

    ``place``: the province or body the text is about (T1: ``None`` when it is never named).
    ``national``: the text reports a national body, so an unnamed subject is «Cả nước».
    ``default_year`` completes «quý III»; ``default_period`` stands in where no sentence names a period.
    """

    place: str | None = None
    national: bool = False
    document_date: date | None = None
    default_year: int | None = None
    default_period: Period | None = None
    title: str | None = None
