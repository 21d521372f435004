"""Personal names among titles: a run of capitalised syllables that opens with a Vietnamese surname."""

from __future__ import annotations

import re
from functools import lru_cache

from thongsuot.reading import gazetteer
from thongsuot.reading.letters import LOWER, UPPER, plain
from thongsuot.reading.rules import words

_PLACE_BEFORE = re.compile(
    r"(?:điểm cầu|Báo|Khu kinh tế|sông|đường|Sở|Bộ|Đài|trường|cầu|chợ|phố|hồ|(?P<unit>tỉnh|huyện|thị xã|"
    r"thành phố|TP\.?|xã|phường|"
    r"quận|thị trấn|tại|ở|ngành))\s+$",
    re.IGNORECASE,
)


#: A name after a form of address, whatever its first syllable: «đồng chí Y Giang …», «bà H'Yim …».
_ADDRESSED = re.compile(
    rf"(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à)\s+([{UPPER}][{LOWER}’']*(?:\s[{UPPER}][{LOWER}’']*){{1,5}})(?=\s*[,(–-])"
)
_OFFICE = re.compile(r"(?:Phó|Chủ tịch|Bí thư|Giám đốc|Trưởng|Thủ tướng|Bộ trưởng|Thứ trưởng|Ủy viên|Chánh)\b")


@lru_cache(maxsize=1)
def _name() -> re.Pattern[str]:
    surname = "|".join(words("people", "surnames"))
    syllable = rf"[{UPPER}][{LOWER}’']*"
    return re.compile(rf"(?<![\w-])(?:{surname})(?:[ \u00a0]{syllable}){{1,4}}(?![{LOWER}])")


def find_names(text: str) -> list[str]:
    """Names of persons in ``text`` in order, without repeats; names of places are left out."""
    found: list[str] = []
    places = gazetteer.provinces()
    for match in sorted([*_name().finditer(text), *_ADDRESSED.finditer(text)], key=lambda m: m.start(m.lastindex or 0)):
        name = plain(match.group(match.lastindex or 0))
        if _OFFICE.match(name) or any(name in longer for longer in found):
            continue
        if name not in places and not _is_place(name, text[: match.start()]) and name not in found:
            found.append(name)
    return found


def _is_place(name: str, before: str) -> bool:
    """«huyện Văn Bàn» is a place; «Chủ tịch UBND huyện Lê Văn Bàn» ends in a person."""
    place = _PLACE_BEFORE.search(before)
    return place is not None and (place["unit"] is None or len(name.split()) < 3)
