"""How texts and queries become lexemes. Pure.

The lexemes are our own because PostgreSQL's parser splits «33,8» into 33 and 8 and knows no Vietnamese abbreviation.
Each is written kind, mark, word: «claim^lang son». The mark tells where it stood: ``^`` in the title or the line below
it, ``=`` the whole title, ``:`` anywhere. The kind in front makes a search in one kind one short list of the index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from thongsuot.kernel.abbreviations import ABBREVIATIONS, find_abbreviations
from thongsuot.kernel.text import fold, nfc

HEAD, WHOLE, ANYWHERE = "^", "=", ":"
_CHUNK = re.compile(r"[^\W_]+(?:[.,/\-][^\W_]+)*")
_NUMBER = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<part>\d+))?|(?P<dotted>\d+)\.(?P<cents>\d+)")
_SEPARATOR = re.compile(r"[.,/\-]")
_LONGEST = 80
_BODY_LIMIT = 20_000
_TITLE_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """What an app hands in. ``permission`` empty = public; else asked for inside ``unit_path`` («vn/a/b»)."""

    kind: str
    key: str
    title: str
    url: str
    updated_at: datetime
    subtitle: str = ""
    body: str = ""
    unit_path: str = ""
    permission: str = ""
    weight: int = 0  # −100 … 100, breaks ties inside equally good matches
    extra_words: tuple[str, ...] = field(default=())  # other names it goes by: old names, codes


def words_of(text: str) -> list[str]:
    """Folded words in order; numbers in one spelling («1.659,50», «1659.5» → «1659,5»), codes whole and in parts."""
    words: list[str] = []
    for chunk in _CHUNK.findall(fold(nfc(text))):
        if chunk.isalpha():  # nearly all chunks; the rest of this function costs five times as much
            words.append(chunk[:_LONGEST])
        else:
            words += (word[:_LONGEST] for word in _words_of_chunk(chunk))
    return words


def typed_words(text: str) -> tuple[list[str], list[str]]:
    """The words of a query in order: once with codes whole («245/tb-ubnd»), once with codes in parts."""
    whole: list[str] = []
    parted: list[str] = []
    for chunk in _CHUNK.findall(fold(nfc(text))):
        first, *parts = (word[:_LONGEST] for word in _words_of_chunk(chunk))
        whole.append(first)
        parted += parts or [first]
    return whole, parted


def is_number(word: str) -> bool:
    """Whether a word from ``words_of`` is a figure."""
    return word.replace(",", "", 1).isdigit()


def lexemes_of(entry: Entry) -> list[str]:
    """Sorted distinct lexemes of one entry."""
    head_text, rest_text = (
        f"{entry.title} {entry.subtitle}",
        f"{' '.join(entry.extra_words)} {entry.body[:_BODY_LIMIT]}",
    )
    head, rest = words_of(head_text), words_of(rest_text)
    in_head = {*head, *_other_forms(head_text, head)}
    anywhere = in_head.union(rest, _other_forms(rest_text, rest))
    found = [WHOLE + title_key(entry.title)]
    found += (HEAD + word for word in in_head.union(neighbours(head)))
    found += (ANYWHERE + word for word in anywhere)
    return sorted(entry.kind + lexeme for lexeme in found)


def vocabulary_of(entry: Entry) -> set[str]:
    """Words and neighbouring words of the head, figures left out: what a typing slip can be corrected to."""
    head = words_of(f"{entry.title} {entry.subtitle}")
    return {word for word in head if word.isalpha()} | set(neighbours(head))


def neighbours(words: list[str]) -> Iterator[str]:
    """Pairs of words that stand side by side, «lang son»; figures join no pair, their place is free."""
    return (f"{one} {other}" for one, other in pairwise(words) if one.isalpha() and other.isalpha())


def title_key(text: str) -> str:
    """A title reduced to its words, for «equals» and «begins with»."""
    return " ".join(words_of(text))[:_TITLE_LIMIT]


def _words_of_chunk(chunk: str) -> Iterator[str]:
    number = _NUMBER.fullmatch(chunk)
    if number:
        yield _one_spelling(number)
        return
    yield chunk
    parts = _SEPARATOR.split(chunk)
    if len(parts) > 1:
        yield from parts


def _one_spelling(number: re.Match[str]) -> str:
    whole = (number["whole"] or number["dotted"]).replace(".", "").lstrip("0") or "0"
    part = (number["part"] or number["cents"] or "").rstrip("0")
    return f"{whole},{part}" if part else whole


def _other_forms(text: str, words: list[str]) -> Iterator[str]:
    """Words of the long form of each abbreviation in the text, and the short form of each long one."""
    for _start, _end, longs in find_abbreviations(nfc(text)):
        for long in longs:
            yield from words_of(long)
    padded = f" {' '.join(words)} "
    yield from (short for long, short in _SHORT_FORMS.items() if long in padded)


# « cai cach hanh chinh » → «cchc»; padded so that only whole words are found
_SHORT_FORMS = {
    f" {' '.join(words_of(long))} ": fold(short) for short, longs in ABBREVIATIONS.items() for long in longs
}
