"""A notice read from outside, taken apart into the same parts our own notices have.

Works on what reading already knows of each passage (kind, section, part) and on layout words every administrative
paper has by Điều 8 NĐ 30/2020/NĐ-CP: number and symbol, place and day, the name of the kind, «./.», «Nơi nhận:».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from thongsuot.steering.notices.domain.numbering import HEADING, POINT, SECTION
from thongsuot.steering.notices.domain.printing import END_MARK, MOTTO, RECIPIENTS_TITLE

_NUMBER = re.compile(r"^Số\s*:\s*(?P<number>\d*)\s*/\s*(?P<symbol>\S+)$", re.I)
_PLACE = re.compile(r"^(?P<place>[^,]+),\s*ngày\s*(?P<day>\d*)\s*tháng\s*(?P<month>\d*)\s*năm\s*(?P<year>\d{4})$", re.I)
_LABEL = re.compile(r"^(?P<label>\d+(?:\.\d+)*|[a-zđ])(?P<mark>[.)])\s+", re.I)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Read:
    """A passage as the record keeps it, its noise already cut away. ``start`` is its place in the text."""

    kind: str
    text: str
    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of the body; ``depth`` and ``is_numbered`` as ``numbering.Item``."""

    role: str
    depth: int
    is_numbered: bool
    text: str
    start: int
    end: int


@dataclass(slots=True)
class Outside:
    """What was found; empty where the paper does not say (T9: number and day may be blank)."""

    issuer: list[str] = field(default_factory=list)
    number: int | None = None
    symbol: str = ""
    place: str = ""
    dated: date | None = None
    month: int | None = None
    year: int | None = None
    kind_name: str = ""
    subject: str = ""
    opening: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    signer: str = ""


def take_apart(passages: Iterable[Read], kind_names: Sequence[str]) -> Outside:
    """``kind_names``: the types of paper known («THÔNG BÁO»). The paper's own words are kept, spaces made single."""
    found = Outside()
    for passage in passages:
        text = _one_space(passage.text)
        if not text:
            continue
        if passage.kind == "title":
            _title(found, text, kind_names)
        elif passage.kind == "recipients":
            _recipient(found, text)
        elif passage.kind == "signature":
            _signature(found, text)
        elif passage.role:
            _body(found, passage, text)
        else:
            (found.closing if found.parts else found.opening).append(text)
    _closing(found)
    return found


def _title(found: Outside, text: str, kind_names: Sequence[str]) -> None:
    if matched := _NUMBER.match(text):
        found.number = int(matched["number"]) if matched["number"] else None
        found.symbol = matched["symbol"]
    elif matched := _PLACE.match(text):
        _day(found, matched)
    elif text in MOTTO or text.startswith("("):  # «(Dự thảo)» is no part of the paper
        return
    elif text.upper() in kind_names:
        found.kind_name = text.upper()
    elif found.kind_name:
        found.subject = f"{found.subject} {text}".strip()
    else:
        found.issuer.append(text)


def _day(found: Outside, matched: re.Match[str]) -> None:
    found.place, found.year = matched["place"].strip(), int(matched["year"])
    found.month = int(matched["month"]) if matched["month"] else None
    if found.month and matched["day"]:
        found.dated = date(found.year, found.month, int(matched["day"]))


def _recipient(found: Outside, text: str) -> None:
    if text.rstrip(":").lower() != RECIPIENTS_TITLE.rstrip(":").lower():
        found.recipients.append(clean_recipient(text))


def clean_recipient(text: str) -> str:
    """One line of «Nơi nhận» without its dash and closing mark; both come back in print."""
    return text.strip().lstrip("-–+ ").rstrip(";. ").strip()


def _signature(found: Outside, text: str) -> None:
    """Capacities are in capitals; the name is not (Phụ lục I)."""
    if text == text.upper():
        found.signature.append(text)
    else:
        found.signer = text


def _body(found: Outside, passage: Read, text: str) -> None:
    matched = _LABEL.match(text)
    depth = _depth(matched) if matched else SECTION
    words = text[matched.end() :] if matched else text
    is_heading = passage.kind == "heading"
    found.parts.append(
        Part(passage.role, HEADING if is_heading else depth, bool(matched), words, passage.start, passage.end)
    )


def _depth(matched: re.Match[str]) -> int:
    if matched["mark"] == ")":
        return POINT
    return HEADING if "." not in matched["label"] else SECTION


def _closing(found: Outside) -> None:
    """The sentence with «./.» closes the paper, though it stands under the last section."""
    if not found.closing and found.parts and found.parts[-1].text.endswith(END_MARK):
        last = found.parts[-1]
        if not last.is_numbered:
            found.parts.pop()
            found.closing.append(last.text)


def _one_space(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
