"""Orders what was found and says why it was. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from thongsuot.kernel.abbreviations import expansions
from thongsuot.kernel.text import fold, nfc, tone_key
from thongsuot.platform.search.domain import is_number, words_of
from thongsuot.platform.search.phrases import Tier

_WORD = re.compile(r"[^\W_]+(?:[.,/\-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that answers, with the tier and the words by which it was found."""

    kind: str
    key: str
    title: str
    subtitle: str
    url: str
    weight: int
    updated_at: datetime
    tier: Tier
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A result to show. ``title_parts`` splits the title into (text, matched) pieces for highlighting."""

    kind: str
    key: str
    title: str
    subtitle: str
    url: str
    updated_at: datetime
    reason: str
    title_parts: tuple[tuple[str, bool], ...]


Rank = tuple[bool, int, int, int, int, float, str]


def rank(marked: frozenset[str], candidate: Candidate) -> Rank:
    """Sort key, smaller first: exact marks where the reader typed some, then tier, weight, brevity, freshness.

    ``marked``: see ``typed_marks``, once for a query.
    """
    return (
        candidate.tier >= Tier.CORRECTED or not same_marks(marked, f"{candidate.title} {candidate.subtitle}"),
        candidate.tier,
        -_words_met(candidate) if candidate.tier is Tier.PARTLY else 0,
        -candidate.weight,
        len(candidate.title),
        -candidate.updated_at.timestamp(),
        candidate.key,
    )


def _words_met(candidate: Candidate) -> int:
    return len(set(words_of(f"{candidate.title} {candidate.subtitle}")).intersection(candidate.words))


def typed_marks(query: str) -> frozenset[str]:
    """The words of the query that the reader typed with Vietnamese marks, lower case."""
    return frozenset(word for word in _WORD.findall(nfc(query).lower()) if fold(word) != word)


def same_marks(marked: frozenset[str], text: str) -> bool:
    """Whether every word typed with marks stands in the text with the same marks, wherever the tone is put."""
    if not marked:
        return True
    words = _WORD.findall(nfc(text).lower())
    missing = marked.difference(words)
    if not missing:
        return True
    present = set(map(tone_key, words))
    return all(tone_key(word) in present for word in missing)


def reason(query: str, candidate: Candidate) -> str:
    """Why this is here, for the line under the result."""
    if candidate.tier is Tier.CORRECTED:
        return f"Gần đúng: hiểu là «{' '.join(candidate.words)}»"
    if candidate.tier is Tier.PARTLY:
        return "Khớp một phần các từ đã gõ"
    head = set(words_of(f"{candidate.title} {candidate.subtitle}"))
    said = [_place(candidate.tier, head, candidate.words)]
    said += [f"có số {word}" for word in candidate.words if is_number(word) and "," in word and word in head]
    said += [f"{word.upper()} = {expansions(word)[0]}" for word in candidate.words if expansions(word)]
    if not same_marks(typed_marks(query), f"{candidate.title} {candidate.subtitle}"):
        said.append("không xét dấu")
    return "; ".join(said)


def _place(tier: Tier, head: set[str], words: tuple[str, ...]) -> str:
    if tier <= Tier.TITLE_STARTS:
        return "Tiêu đề đúng cụm đã gõ" if tier is Tier.TITLE_IS else "Tiêu đề bắt đầu bằng cụm đã gõ"
    if tier is Tier.HEAD_PHRASE:
        return "Khớp cả cụm ở tiêu đề"
    if tier is Tier.PREFIX:
        return f"Từ cuối bắt đầu bằng «{words[-1]}»"
    return "Khớp đủ từ ở tiêu đề" if head.issuperset(words) else "Khớp trong nội dung"


def highlight(title: str, words: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """The title cut where the found words stand. Folding keeps the length of NFC text, so offsets carry over."""
    plain, wanted = nfc(title), set(words)
    parts: list[tuple[str, bool]] = []
    end = 0
    for found in _WORD.finditer(plain):
        if wanted.isdisjoint(words_of(found[0])):
            continue
        if found.start() > end:
            parts.append((plain[end : found.start()], False))
        parts.append((found[0], True))
        end = found.end()
    return (*parts, (plain[end:], False)) if end < len(plain) else tuple(parts)


def hit_of(query: str, candidate: Candidate) -> Hit:
    """The candidate as a result."""
    return Hit(
        candidate.kind,
        candidate.key,
        candidate.title,
        candidate.subtitle,
        candidate.url,
        candidate.updated_at,
        reason(query, candidate),
        highlight(candidate.title, candidate.words),
    )
