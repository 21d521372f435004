"""What a chart is made of and what it hands over."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Point:
    """One figure. ``value=None`` is missing, never zero; ``text`` is the figure as a reader sees it («86,48»).

    ``url`` and ``claim`` (the claim's id) make the mark a link to its evidence. ``note`` says why a value is missing.
    """

    label: str
    value: Decimal | None
    text: str = ""
    url: str = ""
    claim: str = ""
    note: str = ""
    is_mine: bool = False

    @property
    def shown(self) -> str:
        return self.text if self.value is not None else f"— ({self.note})" if self.note else "—"


@dataclass(frozen=True, slots=True)
class Table:
    """The same figures as rows; the first cell of a row is its heading, the others are figures or words."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str | Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """``shape`` is a CSS class of the drawn sample."""

    shape: str
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """``title`` states the finding in a sentence; ``summary`` says the drawing in words (product §4.3)."""

    title: str
    drawing: str
    summary: str
    table: Table
    measure: str = ""  # what the values are, for a line above the drawing
    legend: tuple[Legend, ...] = ()
    source: str = ""
    updated: str = ""
    csv_url: str = ""
    is_wide: bool = field(default=False)  # scrolls in a labelled region on a narrow screen
