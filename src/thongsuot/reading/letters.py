"""Letter classes and text folding used by every pattern of the reader (NFC text)."""

from __future__ import annotations

import re
import unicodedata

_LATIN = [chr(c) for c in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))]
UPPER = "".join(c for c in _LATIN if c.isupper() and unicodedata.is_normalized("NFC", c))
LOWER = "".join(c for c in _LATIN if c.islower() and unicodedata.is_normalized("NFC", c))

#: A personal name as newspapers print it: two to five capitalised syllables. Use inside a larger pattern.
NAME = rf"[{UPPER}][{LOWER}]+(?:[ \u00a0][{UPPER}][{LOWER}]*){{1,4}}"

_SPACES = re.compile(r"[\s\u00a0]+")
_MARKUP = re.compile(r"[*_]{1,3}|[\u200b-\u200f\ufeff\u00ad]")


def fold(text: str) -> str:
    """Lower case, marks of Vietnamese kept, spaces squeezed, outer punctuation dropped: for comparing lines."""
    return _SPACES.sub(" ", text).strip(" .,:;!?…-–—|•\"'“”").lower()


def plain(text: str) -> str:
    """The words of a quotation without markup signs and line breaks: what a person reads on a card."""
    return _SPACES.sub(" ", _MARKUP.sub("", text)).strip()
