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
    unit_of_measure: str


class IndicatorMatcher:
    """Look-up over the whole dictionary; built once per import."""

    def __init__(self, aliases: Iterable[tuple[int, str, str]]) -> None:
        """``aliases``: (indicator id, alias text, unit of measure of its present definition)."""
        entries = [
            AliasEntry(indicator_id, frozenset(folded.split()), folded, unit)
            for indicator_id, text, unit in aliases
            if (folded := fold(text))
        ]
        self._entries = sorted(entries, key=lambda entry: (-len(entry.words), -len(entry.phrase)))

    def match(self, name: str, unit_of_measure: str | None) -> int | None:
        """Indicator id, or ``None``. A share is never taken for a count, nor a score for a share (product F07, I18)."""
        folded = f" {fold(name)} "
        words = frozenset(folded.split())
        for entry in self._entries:
            if not _same_measure(entry.unit_of_measure, unit_of_measure):
                continue
            if f" {entry.phrase} " in folded or (len(entry.words) >= 3 and entry.words <= words):
                return entry.indicator_id
        return None


def _same_measure(defined: str, stated: str | None) -> bool:
    """«%» only with «%»; a score only with a score or with a bare rank; a text that forgot its unit matches any."""
    if not stated or stated in ("hạng", "mức"):
        return True
    return (defined == "%") == (stated == "%")
