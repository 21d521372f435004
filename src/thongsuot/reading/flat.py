"""One running line of each paragraph: newlines and no-break spaces as spaces, so that offsets stay true.

Words broken over two printed lines («Thanh / tra tỉnh») must read like any others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from thongsuot.reading.model import Passage

_SPACES = str.maketrans({"\n": " ", "\t": " ", "\u00a0": " "})


def flat_text(text: str) -> str:
    """The text with every kind of space as a plain one; same length, same offsets."""
    return text.translate(_SPACES)


def flatten(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Passages and sentences with flat words at the same spans."""
    return tuple(
        replace(
            passage,
            text=flat_text(passage.text),
            sentences=tuple(replace(sentence, text=flat_text(sentence.text)) for sentence in passage.sentences),
        )
        for passage in passages
    )
