"""Which province a text is about. Never guessed: a text that names none has none (T1)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from thongsuot.reading import gazetteer

_NATIONAL = re.compile(
    r"của Chính phủ|Thủ tướng|Chính phủ|Bộ trưởng|Thứ trưởng|63 (?:tỉnh|địa phương)|34 (?:tỉnh|địa phương)|"
    r"trực thuộc Trung ương|^Bộ |cả nước"
)
_HEADER_PLACE = re.compile(r"^([^,\n]{2,30}), ngày[\s\d….]*tháng")


_OWN = re.compile(r"(?:UBND|[ỦU]y ban nhân dân|địa bàn|toàn|của)\s+(?:tỉnh|thành phố)|năm \d{4} tỉnh|,\s+tỉnh\s+[A-ZĐ]")


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Written names, also in the capitals of a letterhead («ỦY BAN NHÂN DÂN TỈNH …»), by the name of the record."""
    known = gazetteer.provinces()
    return {**{name.upper(): official for name, official in known.items()}, **known}


@lru_cache(maxsize=1)
def _provinces() -> re.Pattern[str]:
    names = sorted(_names(), key=len, reverse=True)
    return re.compile(
        r"(?<![\w-])(?:"
        + "|".join(re.escape(name) for name in names)
        + r")(?!\w|\s+[A-ZĐ][a-zà-ỹ]+(?: [A-ZĐ][a-zà-ỹ]+)*(?: chủ trì| phát biểu))"
    )


def mentioned(text: str) -> Counter[str]:
    """How often each province-level unit is named, by its name in the record."""
    known = _names()
    return Counter(known[match.group()] for match in _provinces().finditer(text))


_CENTRAL_ISSUER = re.compile(
    r"^(?:VĂN PHÒNG CHÍNH PHỦ|CHÍNH PHỦ|THỦ TƯỚNG CHÍNH PHỦ|BỘ [A-ZĐ]|QUỐC HỘI|BAN CHẤP HÀNH TRUNG ƯƠNG|"
    r"THANH TRA CHÍNH PHỦ)"
)


def is_central(titles: Sequence[str]) -> bool:
    """A document of a central body is about the nation, although its head says where it was signed."""
    return any(_CENTRAL_ISSUER.match(title) for title in titles[:4])


def find_place(committee: str | None, titles: Sequence[str], body: str) -> str | None:
    """The province in the committee's name, in the head or title of the document, or that most of its mentions name."""
    if is_central(titles):
        return None
    for source in (committee or "", *titles):
        header = _HEADER_PLACE.match(source)
        named = mentioned(header.group(1) if header else source)
        if len(named) == 1:
            return next(iter(named))
    counts = mentioned(body)
    if not counts:
        return None
    (top, most), total = counts.most_common(1)[0], sum(counts.values())
    if len(counts) == 1 and _OWN.search(body):
        return top
    return top if most >= 2 and most * 2 > total else None


def is_national(committee: str | None, opening: Iterable[str]) -> bool:
    """Whether the text reports a body of the whole nation, so that unnamed subjects are the nation's (T20)."""
    return bool(committee and "Chính phủ" in committee) or any(_NATIONAL.search(sentence) for sentence in opening)
