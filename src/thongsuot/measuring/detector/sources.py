"""Rows the detector reads from beyond scores: the serving loop gives filings, the surveys their answer sheets.

They are joined from outside when the application is ready, since measuring knows neither loop. What nobody gives is
said on the page («chưa soi được»), never taken for clean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from thongsuot.measuring.detector.domain.answers import AnswerSheet
from thongsuot.measuring.detector.domain.filings import Filing

Filings = Callable[[Sequence[str], int], Iterable[Filing]]
Sheets = Callable[[Sequence[str], int], Iterable[AnswerSheet]]

_filings: list[Filings] = []
_sheets: list[Sheets] = []


def use_filings(give: Filings) -> None:
    """``give(unit_keys, year)``: online dossiers of these units; device and person as digests only."""
    _filings.append(give)


def use_sheets(give: Sheets) -> None:
    """``give(unit_keys, year)``: answered sheets, grouped by the unit that collected them."""
    _sheets.append(give)


def filings(units: Sequence[str], year: int) -> list[Filing] | None:
    """``None`` where no source is joined."""
    return [one for give in _filings for one in give(units, year)] if _filings else None


def sheets(units: Sequence[str], year: int) -> list[AnswerSheet] | None:
    return [one for give in _sheets for one in give(units, year)] if _sheets else None
