"""The one error of loading: a Vietnamese sentence that says what is wrong and how to mend it."""

from __future__ import annotations


class UnreadableDocument(ValueError):  # noqa: N818 — a kind of document, named in three layers already
    """A file that holds no text we can read. ``kind`` is stable for tests and logs; ``str()`` is for the person."""

    def __init__(self, kind: str, message: str) -> None:
        self.kind = kind
        super().__init__(message)
