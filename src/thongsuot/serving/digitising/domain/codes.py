"""Codes by which anybody may ask about a result: 80 bits, written so that they survive being read aloud."""

from __future__ import annotations

import re
import secrets

_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # no I, L, O, U, 0, 1
_LENGTH = 16  # 30^16 > 2^78
# In the text of a PDF a line may end inside a code: readers then give a space, nothing, or a mark of their own.
_BETWEEN = r"[-\s\u00ad\u2010\u2011\ufffe\x02]{0,3}"
_PRINTED = re.compile(rf"(?<![A-Z0-9])KQ(?:{_BETWEEN}[A-HJKMNP-TV-Z2-9]{{4}}){{4}}(?![A-Z0-9])")


def new_code() -> str:
    """«KQ-7F3A-…», four groups of four."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return "-".join(("KQ", *(letters[at : at + 4] for at in range(0, _LENGTH, 4))))


def tidy(typed: str) -> str:
    """As typed → as written; empty where it cannot be one of ours."""
    bare = re.sub(r"[^A-Z0-9]", "", typed.upper())
    if len(bare) > _LENGTH:  # only then is «KQ» the sign before the code: a code itself may begin with these letters
        bare = bare.removeprefix("KQ")
    grouped = "-".join(("KQ", *(bare[at : at + 4] for at in range(0, len(bare), 4))))
    return grouped if len(bare) == _LENGTH and set(bare) <= set(_LETTERS) else ""


def codes_in(text: str) -> list[str]:
    """Codes printed in a text, each once, in order."""
    return list(dict.fromkeys(tidy(found) for found in _PRINTED.findall(text)))
