"""Can it be checked? Hints for an order or a task that names nobody, no day or no measure (B16). Pure."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

_NOBODY = {"", "không nêu", "chưa nêu", "chưa rõ", "không rõ", "-", "—"}
_COUNTED = re.compile(r"\d")


class Hint(StrEnum):
    NO_OWNER = "no_owner"
    NO_DATE = "no_date"
    NO_MEASURE = "no_measure"


def names_somebody(owner: str) -> bool:
    """«(không nêu)» is what readers write where a text names nobody."""
    return owner.strip(" ()").lower() not in _NOBODY


def hints(*, owner: str, due: date | None, result: str = "", measure: str = "") -> tuple[Hint, ...]:
    """What is missing for somebody else to check it. A product named or a number stated is a measure."""
    found = []
    if not names_somebody(owner):
        found.append(Hint.NO_OWNER)
    if due is None:
        found.append(Hint.NO_DATE)
    if not result.strip() and not _COUNTED.search(measure):
        found.append(Hint.NO_MEASURE)
    return tuple(found)
