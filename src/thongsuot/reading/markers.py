"""List numbers of official documents and the place they give in the outline: «II.», «3.1.», «a)», «-», «Điều 4»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thongsuot.reading.letters import UPPER

_PART = r"^(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+(?:thứ\s+)?([IVX]{1,5}|\d{1,2}|[A-ZĐ]|nhất|hai|ba|tư)\b[.:\-–]?\s*"
_ORDINAL = r"^(?:(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là|Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám))\s*[,:]\s*"
_PATTERNS: tuple[tuple[str, re.Pattern[str], int], ...] = (
    ("part", re.compile(_PART), 0),
    ("article", re.compile(r"^(?:Điều|ĐIỀU)\s+(\d{1,3})\s*[.:]?\s*"), 1),
    ("roman", re.compile(r"^([IVX]{1,5})\s*(?:[.\-–)]|/(?=\s))\s*(?=\S)"), 1),
    ("capital", re.compile(rf"^([A-EĐ])\s*[.)\-]\s+(?=[{UPPER}])"), 0),
    ("number", re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,3})\s*[.)]?\s+(?=[^\d\s%])"), 2),
    ("number", re.compile(rf"^(\d{{1,2}})\s*[.)/]\s*(?=[{UPPER}“\"(*])"), 2),
    ("number", re.compile(rf"^(\d{{1,2}})\s+[-–]\s+(?=[{UPPER}])"), 2),
    ("ordinal", re.compile(_ORDINAL), 7),
    ("bracket", re.compile(r"^\((\d{1,2}|[ivx]{1,4}|[a-zđ])\)\s*(?=\S)"), 6),
    ("letter", re.compile(r"^([a-zđ])\s*[).]\s+(?=\S)"), 6),
    ("dash", re.compile(r"^[-–—+•●▪◦*]\s*(?=[^\s\d*-])"), 8),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marker:
    """A list number: ``level`` grows inward; ``label`` is None for dashes, which have no number of their own."""

    kind: str
    label: str | None
    level: int
    width: int  # characters taken by the marker at the front of the line


def read_marker(line: str) -> Marker | None:
    """The marker at the front of ``line``; figures such as «10/10/2024» or «12.500 hồ sơ» are none."""
    for kind, pattern, level in _PATTERNS:
        match = pattern.match(line)
        if match:
            label = match.group(1) if match.groups() else None
            label = f"Điều {label}" if kind == "article" else label
            deeper = label.count(".") if kind == "number" and label else 0
            plus = 1 if kind == "dash" and line.startswith("+") else 0
            return Marker(kind, label, level + deeper + plus, match.end())
    return None
