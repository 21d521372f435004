"""Vietnamese alphabetical order as a plain string key, so that a C-locale database column sorts rightly.

Order of CLDR ``vi``: a ă â b c d đ e ê … o ô ơ … u ư; tones ngang, huyền, hỏi, ngã, sắc, nặng decide only between
otherwise equal words. Digits sort by value («Phường 2» before «Phường 10»), Roman numerals after a word as numbers
(quý III, khóa XIII).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from thongsuot.kernel.numbers.words import parse_roman
from thongsuot.kernel.text import TONES

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: chr(ord("A") + rank) for rank, letter in enumerate(_ALPHABET)}
_TONE_RANK = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_TOKEN = re.compile(r"(?P<number>[0-9]+)|(?P<word>[^\W\d_]+)|(?P<other>.)", re.DOTALL)
_ROMAN = re.compile(r"[IVX]+")
_LEVEL = "\t"  # below every character of a level, so that a shorter text comes first
_FIELD = "\n"  # between the parts of a name; below anything else but a level mark


def _number_key(digits: str) -> str:
    value = digits.lstrip("0") or "0"
    return f"{chr(ord('0') + min(len(value), 9))}{value}"


@lru_cache(maxsize=8192)  # names of units repeat a few thousand syllables
def _word_key(word: str) -> tuple[str, str, str]:
    """Primary letters, tone of the syllable, capitals. Where the tone stands in the syllable does not matter."""
    primary, tone, capitals = [], "0", []
    for letter in unicodedata.normalize("NFC", word):
        apart = unicodedata.normalize("NFD", letter.lower())
        tone = next((_TONE_RANK[c] for c in apart if c in _TONE_RANK), tone)
        base = unicodedata.normalize("NFC", "".join(c for c in apart if c not in TONES))
        primary.append(_LETTER_RANK.get(base) or _foreign(base))
        capitals.append("1" if letter.isupper() else "0")
    return "".join(primary), tone, "".join(capitals)


def _foreign(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return _LETTER_RANK.get(base) or f"z{ord(base):05x}"


def collation_key(text: str) -> str:
    """ASCII key whose byte order is the Vietnamese alphabetical order of the texts."""
    levels: tuple[list[str], list[str], list[str]] = ([], [], [])
    seen_word = False
    for token in _TOKEN.finditer(unicodedata.normalize("NFC", " ".join(text.split()))):
        if token["number"]:
            parts = _number_key(token["number"]), "0", "0"
        elif token["word"] and seen_word and _ROMAN.fullmatch(token[0]) and (number := parse_roman(token[0])):
            parts = _number_key(str(number)), "0", "1"
        elif token["word"]:
            parts, seen_word = _word_key(token[0]), True
        else:
            parts = (token[0] if " " <= token[0] < "0" else "/"), "", ""
        for level, part in zip(levels, parts, strict=True):
            level.append(part)
    return _LEVEL.join("".join(level) for level in levels)


def person_name_key(full_name: str) -> str:
    """Key that sorts people by tên, then họ, then đệm: «Hà Thị Minh Hạnh» → Hạnh, Hà, Thị Minh."""
    words = full_name.split()
    if not words:
        return ""
    given, family, middle = words[-1], " ".join(words[:1] if len(words) > 1 else []), " ".join(words[1:-1])
    return _FIELD.join(collation_key(part) for part in (given, family, middle))
