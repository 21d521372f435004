"""The only changes ever made to a text: canonical composition (NFC) and newline signs."""

from __future__ import annotations

import unicodedata

from thongsuot.kernel.figures import Span
from thongsuot.reading.model import Noise


def normalise(raw: str) -> tuple[str, tuple[Noise, ...]]:
    """Return the text every span refers to, with a note for each change made.

    Decomposed text (NFD, common from macOS and some PDF producers) shows the same letters but has other offsets.
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    composed = unicodedata.normalize("NFC", text)
    if composed == text:
        return text, ()
    changed = len(text) - len(composed)
    reason = (
        f"Chữ ghép dấu rời (NFD) đã được chuyển về dạng dựng sẵn (NFC), gọn đi {changed} ký tự; nội dung không đổi."
    )
    return composed, (Noise("unicode", Span(0, 0), "", reason),)
