"""Names nobody can guess, and codes somebody can read aloud over a bad line."""

from __future__ import annotations

import re
import secrets

_LETTERS = "ACDEFGHKLMNPQRTUVXY34679"  # none that is taken for another: no B/8, I/1/J, O/0, S/5, Z/2, W
_HALF = 4


def new_token() -> str:
    """256 bits in 43 letters: the address of a draft is the proof of holding it."""
    return secrets.token_urlsafe(32)


def new_resume_code() -> str:
    """«K7M4-9QXT»: about 36 bits, asked for together with four digits of the telephone, a few tries an hour."""
    letters = "".join(secrets.choice(_LETTERS) for _letter in range(2 * _HALF))
    return f"{letters[:_HALF]}-{letters[_HALF:]}"


def read_resume_code(typed: str) -> str:
    """As typed on a phone: small letters, spaces, without the dash. "" when it is no such code."""
    letters = re.sub(r"[\s\-–.]", "", typed).upper()
    well_formed = len(letters) == 2 * _HALF and set(letters) <= set(_LETTERS)
    return f"{letters[:_HALF]}-{letters[_HALF:]}" if well_formed else ""


def last_four(phone: str) -> str:
    """The last four digits of a telephone number, "" when there are fewer."""
    digits = re.sub(r"\D", "", phone)
    return digits[-4:] if len(digits) >= 4 else ""
