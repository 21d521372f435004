"""Lines of «Nơi nhận» in the clerk's shorthand, opened up to whom they mean (C05)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thongsuot.kernel.text import fold

_PARTING = re.compile(r"\s*[;,]\s*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A known way of writing, with exactly one of the meanings."""

    text: str
    positions: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    committee: str = ""


@dataclass(frozen=True, slots=True)
class Expansion:
    """``rest`` are words nobody has explained yet; they are printed, and sent to whoever bears that very name."""

    positions: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    committee: bool = False
    archive: bool = False
    rest: tuple[str, ...] = ()


def expand(line: str, phrases: Sequence[Phrase], archive: Sequence[str]) -> Expansion:
    """Whom one line means. Longer phrases are understood before shorter ones; «Lưu: …» is sent to nobody."""
    text = line.strip()
    if any(fold(text).startswith(fold(word)) for word in archive):
        return Expansion(archive=True)
    found, rest = _matches(text, phrases)
    return Expansion(
        positions=_all(one.positions for one in found),
        units=_all(one.units for one in found),
        named=_all(one.named for one in found),
        committee=any(one.committee for one in found),
        rest=tuple(part for part in _PARTING.split(rest) if part.strip()),
    )


def _matches(text: str, phrases: Sequence[Phrase]) -> tuple[list[Phrase], str]:
    """Known phrases in reading order, and what is left of the line when they are cut out."""
    taken: list[tuple[int, int, Phrase]] = []
    folded = fold(text)
    for phrase in sorted(phrases, key=lambda one: -len(one.text)):
        for hit in re.finditer(rf"(?<!\w){re.escape(fold(phrase.text))}(?!\w)", folded):
            if all(hit.end() <= low or high <= hit.start() for low, high, _one in taken):
                taken.append((hit.start(), hit.end(), phrase))
    taken.sort(key=lambda one: one[0])
    rest, last = "", 0
    for low, high, _phrase in taken:
        rest += f"{text[last:low]};"
        last = high
    return [phrase for _low, _high, phrase in taken], rest + text[last:]


def _all(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    seen: dict[str, None] = {}
    for group in groups:
        seen.update(dict.fromkeys(group))
    return tuple(seen)


def printed(lines: Sequence[str]) -> list[str]:
    """As printed: a dash before, a semicolon after, a full stop after the last (Phụ lục I mục II.9)."""
    return [f"- {line}{'.' if at == len(lines) else ';'}" for at, line in enumerate(lines, 1)]
