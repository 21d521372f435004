"""Vietnamese text: normal form, search keys, exact-mark ranking and typing slips. Stored text is never rewritten."""

from __future__ import annotations

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_FOLD_CACHE: dict[int, str] = {}


def nfc(text: str) -> str:
    """The stored form. macOS and some scanners deliver letters taken apart (NFD)."""
    return unicodedata.normalize("NFC", text)


class _Folding(dict[int, str]):
    """Letter → base letter, filled as letters are met. NFD does not split đ, so đ is named."""

    def __missing__(self, code: int) -> str:
        letter = chr(code).lower()
        if letter == "đ":
            folded = "d"
        else:
            folded = "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
        self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Search key: lower case, no marks, đ → d. «Đường» and «DUONG» meet; hòa/hoà and ủy/uỷ too (T19)."""
    return text.translate(_FOLDING)
