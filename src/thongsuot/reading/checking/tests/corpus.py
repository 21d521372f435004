"""Reads ``corpus.txt``: clean paragraphs of our own and the errors to plant in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Planted:
    """A clean paragraph with one error; ``start``/``end`` is where the new words stand."""

    text: str
    kind: str
    start: int
    end: int


def paragraphs() -> list[tuple[str, list[Planted]]]:
    """Each clean paragraph with its planted variants."""
    content = Path(__file__).with_name("corpus.txt").read_text(encoding="utf-8")
    found: list[tuple[str, list[Planted]]] = []
    for line in content.splitlines():
        if line.startswith("~ "):
            kind, change = line[2:].split(" | ", 1)
            old, new = change.split(" => ")
            clean, new = found[-1][0], new.replace("\\n", "\n")
            start = clean.index(old)
            found[-1][1].append(Planted(clean.replace(old, new, 1), kind, start, start + len(new)))
        elif line.strip() and not line.startswith("#"):
            found.append((line.replace("\\n", "\n"), []))
    return found
