"""Words that say what a number is: qualifiers, links, ranks, changes, targets. Data: ``rules/gazetteer/cues``."""

from __future__ import annotations

from functools import lru_cache

from thongsuot.reading import gazetteer

Phrase = tuple[tuple[str, ...], str, str]  # words, category, payload


@lru_cache(maxsize=1)
def phrase_table() -> dict[str, list[Phrase]]:
    """First word → phrases that begin with it, longest first. A phrase in two categories takes the first."""
    table: dict[str, dict[tuple[str, ...], tuple[str, str]]] = {}
    for category, payload, phrase in gazetteer.cue_phrases():
        words = tuple(phrase.split())
        table.setdefault(words[0], {}).setdefault(words, (category, payload))
    return {
        first: sorted(((w, c, p) for w, (c, p) in entries.items()), key=lambda item: -len(item[0]))
        for first, entries in table.items()
    }
