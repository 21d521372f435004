"""From the orders of a document to tasks: who, until when and how much, as the sentence says it. Pure of rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.kernel.numbers import parse_number

_COUNT = re.compile(r"^\s*(\d[\d.]*)\s+(.+?)\s*$")
_SHORT_TAIL = 3  # words after the last comma that only lead over to the list: «…, gồm»


@dataclass(frozen=True, slots=True)
class Quota:
    count: Decimal
    of: str


def quota_of(text: str) -> Quota | None:
    """«05 lớp» → 5 lớp; ``None`` where the words hold no count."""
    found = _COUNT.match(text)
    return Quota(parse_number(found[1]), found[2]) if found else None


def title_of(text: str) -> str:
    """The order as a heading: its first letter large, its end without a stop."""
    plain = " ".join(text.split()).rstrip(" .;:,")
    return (plain[:1].upper() + plain[1:])[:500]


def title_of_share(parent: str, first_share: str, quantity: str) -> str:
    """A share of a common order: «Khẩn trương mở các lớp bồi dưỡng còn lại (07 lớp)».

    The parent's sentence up to where its list begins; a few words that only lead over to the list are dropped.
    """
    head = parent.split(first_share, 1)[0].rstrip(" .;:,")
    before, comma, tail = head.rpartition(",")
    if comma and len(tail.split()) <= _SHORT_TAIL:
        head = before
    whole = title_of(head or parent)
    return f"{whole[: 490 - len(quantity)]} ({quantity})" if quantity else whole
