"""Which indicator of the dictionary a figure's own words mean; pure.

A name in a text is longer and looser than a dictionary entry («Chỉ số cải cách hành chính (PAR INDEX) tỉnh»), so the
longest alias whose words all stand in the name wins. Nothing is forced: no match leaves the claim without indicator
and a person chooses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from thongsuot.kernel.text import fold


@dataclass(frozen=True, slots=True)
class AliasEntry:
    indicator_id: int
    words: frozenset[str]
    phrase: str  # folded
    measures: frozenset[str]  # units of measure in which sources state it; empty = any


class IndicatorMatcher:
    """Look-up over the whole dictionary; built once per import."""

    def __init__(self, aliases: Iterable[tuple[int, str, frozenset[str]]]) -> None:
        """``aliases``: (indicator id, alias text, units of measure it may be stated in)."""
        entries = [
            AliasEntry(indicator_id, frozenset(folded.split()), folded, measures)
            for indicator_id, text, measures in aliases
            if (folded := fold(text))
        ]
        self._entries = sorted(entries, key=lambda entry: (-len(entry.words), -len(entry.phrase)))

    def match(self, name: str, unit_of_measure: str | None) -> int | None:
        """Indicator id, or ``None``. A share is never taken for a count, nor a score for a share (product F07, I18)."""
        folded = f" {fold(name)} "
        words = frozenset(folded.split())
        for entry in self._entries:
            if not _fits(entry.measures, unit_of_measure):
                continue
            if f" {entry.phrase} " in folded or (len(entry.words) >= 3 and entry.words <= words):
                return entry.indicator_id
        return None


def _fits(measures: frozenset[str], stated: str | None) -> bool:
    """A text that forgot the unit, or gives only a place, may mean any indicator of that name."""
    return not measures or not stated or stated in measures or stated in ("hạng", "mức")
