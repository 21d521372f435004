"""Who chaired: the persons named before «chủ trì» or after «chủ trì của», captions included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from thongsuot.reading.letters import plain
from thongsuot.reading.meeting.people import find_names
from thongsuot.reading.rules import words

_MEETING = r"(?:phiên|cuộc|buổi|hội nghị|kỳ họp|họp|lễ)"
_CHAIRED = re.compile(
    rf"(?<!\w)(?:đồng )?chủ trì(?: và (?:phát biểu|chỉ đạo|kết luận)[^.]{{0,30}})?(?=\s+{_MEETING}|\s*[.,(]|"
    rf"\s*$|\s+tại|\s+Phiên|\s+Hội|\s+Cuộc)"
)
_OPENS_WITH = re.compile(rf"^(?:Chủ trì|Tham dự và chủ trì|Dự và chủ trì)\s+{_MEETING}")
_TOGETHER = re.compile(r"^(?:Đồng|Cùng) chủ trì")
_CHAIRED_BY = re.compile(r"chủ trì của\s+([^.]{5,300})")
_CONCLUSION_OF = re.compile(r"[Kk]ết luận của\s+([^.]{5,300}?)\s+(?:tại|về)\s")
_AND_COMRADE = re.compile(r"\s+(?:và|cùng)\s+(?=(?:đồng chí|đ/c|ông|bà)\s)")
_PRESENT = re.compile(r"(?:[Dd]ự|[Tt]ham dự|[Cc]ùng dự|[Tt]ham gia)(?:\s+(?:cùng|và))?\s")


def find_chairs(sentences: Iterable[str]) -> tuple[str, ...]:
    """Names in order; a title where the text names nobody; empty where nobody chaired."""
    listed = list(sentences)
    together = [name for s in listed if _TOGETHER.search(s) for name in find_names(s)]
    for subjects in (_subjects(listed), _after(_CHAIRED_BY, listed), _after(_CONCLUSION_OF, listed)):
        for subject in subjects:
            names = find_names(subject) or _title(subject)
            if names:
                return tuple(dict.fromkeys([*names, *together]))
    opening = next((find_names(s)[:1] for s in listed if _OPENS_WITH.match(s)), [])
    return tuple(dict.fromkeys([*opening, *together]))


def _subjects(sentences: Iterable[str]) -> Iterator[str]:
    for sentence in sentences:
        for match in _CHAIRED.finditer(sentence):
            head = sentence[: match.start()]
            present = list(_PRESENT.finditer(head))
            yield head[present[-1].end() :] if present and len(head) - present[-1].end() < 30 else head


def _after(pattern: re.Pattern[str], sentences: Iterable[str]) -> Iterator[str]:
    for sentence in sentences:
        match = pattern.search(sentence)
        if match:
            subject = match.group(1)
            yield subject if find_names(subject) else re.split(r",", subject, maxsplit=1)[0]


def _title(subject: str) -> list[str]:
    """«Chủ tịch UBND tỉnh chủ trì …» names an office, not a person."""
    return [title for part in _AND_COMRADE.split(subject) for title in _first_title(part)]


def _first_title(part: str) -> list[str]:
    for title in words("people", "titles"):
        at = part.find(title)
        if at >= 0:
            return [plain(re.split(r"[,;]| đã | vừa ", part[at:], maxsplit=1)[0])]
    return []
