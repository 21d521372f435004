"""Vietnamese text: normal form, search keys and exact-mark ranking. Stored text is never rewritten."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum

# huyền, sắc, ngã, hỏi, nặng as combining characters
TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W_]+")


def nfc(text: str) -> str:
    """The stored form. macOS and some scanners deliver letters taken apart (NFD)."""
    return unicodedata.normalize("NFC", text)


class _Folding(dict[int, str]):
    """Letter → base letter, filled as letters are met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code).lower()
        if letter in "đð":  # NFD does not split đ; ð stands in for it in text from old fonts (QÐ-TTg)
            folded = "d"
        else:
            folded = "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
        self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Search key: lower case, no marks, đ → d. «Đường» and «DUONG» meet; hòa/hoà and ủy/uỷ too (T19).

    Vietnamese NFC text keeps its length, so a hit's offsets are offsets in the original.
    """
    return text.translate(_FOLDING)


def _tone_last(word: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFD", word[0])
    tones = "".join(c for c in letters if c in TONES)
    return unicodedata.normalize("NFC", "".join(c for c in letters if c not in TONES)) + tones


def tone_key(text: str) -> str:
    """Key that keeps every mark but not where in the syllable the tone was put: hòa = hoà, thúy = thuý."""
    return _WORD.sub(_tone_last, nfc(text).lower())


def same_word(one: str, other: str) -> bool:
    """Equal but for case, Unicode form and tone placement: «cấp uỷ» and «Cấp ủy»."""
    return tone_key(one) == tone_key(other)


class MatchRank(IntEnum):
    """How well a text answers a query; lower is better, so that results sort by it."""

    EXACT = 0  # same marks, whole words
    EXACT_PREFIX = 1  # same marks, beginning of a word
    FOLDED = 2  # whole words once marks are dropped
    FOLDED_PREFIX = 3
    NONE = 9


def match_rank(query: str, text: str) -> MatchRank:
    """Folding merges different words («dương», «đường»); marks typed by the reader lift the exact ones again."""
    marked = _contains(tone_key(query), tone_key(text))
    if marked is not None:
        return MatchRank.EXACT if marked else MatchRank.EXACT_PREFIX
    folded = _contains(fold(nfc(query)), fold(nfc(text)))
    if folded is None:
        return MatchRank.NONE
    return MatchRank.FOLDED if folded else MatchRank.FOLDED_PREFIX


def _contains(needle: str, haystack: str) -> bool | None:
    """True for whole words, False for the beginning of a word, None where it is absent."""
    needle = " ".join(needle.split())
    if not needle:
        return None
    pattern = rf"(?<!\w){re.escape(needle)}(?P<rest>[\w{TONES}]?)"
    endings = [found["rest"] for found in re.finditer(pattern, " ".join(haystack.split()))]
    return "" in endings if endings else None


# Letters of no other language in common use here: đ ơ ư and every vowel with hook, dot below or stacked marks.
_ONLY_VIETNAMESE = frozenset("đơưạảẹẻẽịỉĩọỏụủũỵỷỹấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự")


def looks_vietnamese(text: str) -> bool:
    """A guess for a file taken in by mistake: does at least every fifth word carry a letter only Vietnamese has?

    Ordinary Vietnamese has two such words in five; text typed without marks does not pass.
    """
    words = _WORD.findall(nfc(text).lower())
    own = sum(1 for word in words if not _ONLY_VIETNAMESE.isdisjoint(word))
    return own > 0 and own * 5 >= len(words)
