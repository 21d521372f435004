"""What the verbs of ``thongsuot lake`` say to a person at a terminal."""

from __future__ import annotations

import sys

_REFUSED = 2


def told(what: str, done: int, total: int) -> None:
    """A line that is written over."""
    if sys.stderr.isatty():
        word = "đọc" if what == "read" else "ghi"
        sys.stderr.write(f"\r{word} {done}{f'/{total}' if total else ' dòng'}   ")


def end_bar() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\n")


def size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")


def refuse(text: str) -> int:
    print(text, file=sys.stderr)
    return _REFUSED
