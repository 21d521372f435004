"""Named quotas inside prose: «Sở A (05 lớp); UBND huyện B (07 lớp)....» (product C08, T10)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thongsuot.kernel.figures import Span
from thongsuot.reading.directives.lexicon import org_at_head
from thongsuot.reading.directives.owners import clean_name

_ITEM = re.compile(
    r"(?:^|[;,:]\s*|\s(?:như|gồm|là|và)\s*:?\s*)(?P<org>[^();:]{3,90}?)\s*\((?P<count>\d[\d.]*\s+[^\d()]{1,40})\)"
)
_OPEN_END = re.compile(r"(?:\.{3,}|…)\s*$")

INCOMPLETE = "danh sách chưa đầy đủ"


@dataclass(frozen=True, slots=True)
class Quota:
    org: str
    quantity: str
    span: Span  # of «Sở A (05 lớp)», in the document


def find_quotas(text: str, offset: int) -> tuple[Quota, ...]:
    """At least two bodies, each with its number in brackets; ``offset`` is where ``text`` stands in the document."""
    quotas = []
    for match in _ITEM.finditer(text):
        org = match.group("org")
        head = next(
            (m for m in re.finditer(r"(?:^|(?<=\s))", org) if org_at_head().match(org[m.start() :] + " ")), None
        )
        if head is None:
            continue
        start = match.start("org") + head.start()
        end = match.end("count") + 1
        span = Span(offset + start, offset + end)
        quotas.append(Quota(clean_name(org[head.start() :]), match.group("count").strip(), span))
    return tuple(quotas) if len(quotas) >= 2 else ()


def is_open_ended(text: str) -> bool:
    """«....» or «…» after the last item: the list says «at least», not «exactly»."""
    return bool(_OPEN_END.search(text))
