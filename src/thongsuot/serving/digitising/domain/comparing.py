"""What differs between a signed file and the one somebody shows. Pure: texts in, sentences' parts out.

Only words that stand in the bearer's own file are ever shown: the true ones may be somebody else's personal data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_SHOWN = 8
_OTHER_PAPER = 0.5  # less of the words in common: not a changed copy but another paper


@dataclass(frozen=True, slots=True)
class Difference:
    """``page`` from 1. ``added``: words of the shown file that the signed one has not; ``removed``: how many lack."""

    page: int
    added: tuple[str, ...]
    removed: int


def differences(signed: Sequence[str], shown: Sequence[str]) -> list[Difference]:
    """Page by page, the first eight words of each; pages one file has alone count whole."""
    found = []
    for number in range(max(len(signed), len(shown))):
        before = signed[number].split() if number < len(signed) else []
        after = shown[number].split() if number < len(shown) else []
        added, removed = _changed(before, after)
        if added or removed:
            found.append(Difference(number + 1, tuple(added[:_SHOWN]), removed))
    return found


def is_another_paper(signed: Sequence[str], shown: Sequence[str]) -> bool:
    """So little in common that it is no copy of the signed one, only a code pasted on."""
    before, after = " ".join(signed).split(), " ".join(shown).split()
    return SequenceMatcher(None, before, after, autojunk=False).ratio() < _OTHER_PAPER


def _changed(before: list[str], after: list[str]) -> tuple[list[str], int]:
    added: list[str] = []
    removed = 0
    for what, left, right, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            added += after[start:end]
            removed += right - left
    return added, removed
